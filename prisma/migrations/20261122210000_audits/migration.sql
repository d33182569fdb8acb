-- CreateEnum
CREATE TYPE "stop_kind" AS ENUM ('early_exit', 'bypass', 'routing');

-- CreateEnum
CREATE TYPE "audit_status" AS ENUM ('not_selected', 'waiting', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "label_source" AS ENUM ('audit', 'shadow', 'self_selected');

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "cpu_ms" INTEGER,
ADD COLUMN     "judge_cpu_ms" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "judge_ms" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "judged_by" TEXT;

-- AlterTable
ALTER TABLE "run_stage" ADD COLUMN     "cpu_ms" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "leased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "performance_record" ADD COLUMN     "cpu_ms" INTEGER;

-- CreateTable
CREATE TABLE "audit" (
    "run_id" UUID NOT NULL,
    "stop_kind" "stop_kind" NOT NULL,
    "checkpoint" TEXT,
    "condition_key" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "u" DOUBLE PRECISION NOT NULL,
    "pi" DOUBLE PRECISION NOT NULL,
    "selected" BOOLEAN NOT NULL,
    "status" "audit_status" NOT NULL,
    "audit_run_id" UUID,
    "full_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "loss_label" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "full_run_id" UUID NOT NULL,
    "source" "label_source" NOT NULL,
    "stop" TEXT NOT NULL,
    "stop_kind" "stop_kind" NOT NULL,
    "checkpoint" TEXT,
    "condition_key" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "decisive" BOOLEAN NOT NULL,
    "pi" DOUBLE PRECISION NOT NULL,
    "u" DOUBLE PRECISION,
    "ruler" TEXT NOT NULL,
    "loss" DOUBLE PRECISION NOT NULL,
    "informativeness" DOUBLE PRECISION NOT NULL,
    "false_stop" BOOLEAN NOT NULL,
    "points" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "loss_label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_audit_run_id_key" ON "audit"("audit_run_id");

-- CreateIndex
CREATE INDEX "audit_created_at_idx" ON "audit"("created_at");

-- CreateIndex
CREATE INDEX "audit_status_idx" ON "audit"("status");

-- CreateIndex
CREATE INDEX "loss_label_condition_key_idx" ON "loss_label"("condition_key");

-- CreateIndex
CREATE INDEX "loss_label_full_run_id_idx" ON "loss_label"("full_run_id");

-- CreateIndex
CREATE INDEX "loss_label_at_idx" ON "loss_label"("at");

-- CreateIndex
CREATE UNIQUE INDEX "loss_label_run_id_stop_source_ruler_key" ON "loss_label"("run_id", "stop", "source", "ruler");

-- AddForeignKey
ALTER TABLE "audit" ADD CONSTRAINT "audit_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit" ADD CONSTRAINT "audit_audit_run_id_fkey" FOREIGN KEY ("audit_run_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loss_label" ADD CONSTRAINT "loss_label_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loss_label" ADD CONSTRAINT "loss_label_full_run_id_fkey" FOREIGN KEY ("full_run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

