-- DropForeignKey
ALTER TABLE "performance_record" DROP CONSTRAINT "performance_record_run_id_fkey";

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "trace_parent" TEXT;

-- AddForeignKey
ALTER TABLE "performance_record" ADD CONSTRAINT "performance_record_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;
