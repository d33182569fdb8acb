-- CreateEnum
CREATE TYPE "record_source" AS ENUM ('run', 'posted');

-- DropIndex
DROP INDEX "performance_record_processing_type_occurred_at_idx";

-- AlterTable
ALTER TABLE "performance_record" ADD COLUMN     "config_version" TEXT,
ADD COLUMN     "epoch" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "idempotency_key" TEXT,
ADD COLUMN     "reached" INTEGER,
ADD COLUMN     "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "source" "record_source" NOT NULL DEFAULT 'run',
ADD COLUMN     "time_saved_pct" DOUBLE PRECISION,
ALTER COLUMN "run_id" DROP NOT NULL,
ALTER COLUMN "spent_ms" DROP NOT NULL;
UPDATE "performance_record" SET
  "config_version" = "config_version_number"::text,
  "time_saved_pct" = CASE WHEN "expected_full_ms" > 0 THEN 1 - "spent_ms"::double precision / "expected_full_ms" END,
  "fault" = CASE WHEN "processing_type" IS NULL AND "fault" IS DISTINCT FROM 'winnow' THEN 'source' ELSE "fault" END;
UPDATE "performance_record" p SET "reached" = d."reached" FROM (
  SELECT "run_id", bit_or(1 << array_position(
    ARRAY['post_download', 'mid_transcription', 'post_transcription', 'post_quality_filtering', 'post_analysis'], "checkpoint") - 1) AS "reached"
  FROM "decision" WHERE "kind" = 'checkpoint' GROUP BY "run_id") d
WHERE d."run_id" = p."run_id";
ALTER TABLE "performance_record" DROP COLUMN "config_version_number";

-- CreateTable
CREATE TABLE "metric_epoch" (
    "id" SERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "metric_epoch_pkey" PRIMARY KEY ("id")
);
INSERT INTO "metric_epoch" DEFAULT VALUES;

-- CreateTable
CREATE TABLE "metric_delta" (
    "id" BIGSERIAL NOT NULL,
    "epoch" INTEGER NOT NULL,
    "hour" INTEGER NOT NULL,
    "source" "record_source" NOT NULL,
    "config_version" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "exit_checkpoint" TEXT NOT NULL,
    "n" BIGINT NOT NULL,
    "quality_n" BIGINT NOT NULL,
    "quality_sum" BIGINT NOT NULL,
    "coherence_n" BIGINT NOT NULL,
    "coherence_sum" BIGINT NOT NULL,
    "completeness_n" BIGINT NOT NULL,
    "completeness_sum" BIGINT NOT NULL,
    "informativeness_n" BIGINT NOT NULL,
    "informativeness_sum" BIGINT NOT NULL,
    "confidence_n" BIGINT NOT NULL,
    "confidence_sum" BIGINT NOT NULL,
    "processing_n" BIGINT NOT NULL,
    "processing_ms" BIGINT NOT NULL,
    "time_saved_n" BIGINT NOT NULL,
    "time_saved_sum" BIGINT NOT NULL,
    "saved_ms" BIGINT NOT NULL,
    "reached_n" BIGINT NOT NULL,
    "reached_0" BIGINT NOT NULL,
    "reached_1" BIGINT NOT NULL,
    "reached_2" BIGINT NOT NULL,
    "reached_3" BIGINT NOT NULL,
    "reached_4" BIGINT NOT NULL,

    CONSTRAINT "metric_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_reason_delta" (
    "id" BIGSERIAL NOT NULL,
    "epoch" INTEGER NOT NULL,
    "hour" INTEGER NOT NULL,
    "source" "record_source" NOT NULL,
    "config_version" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "exit_checkpoint" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "metric_reason_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_hist_delta" (
    "id" BIGSERIAL NOT NULL,
    "epoch" INTEGER NOT NULL,
    "hour" INTEGER NOT NULL,
    "source" "record_source" NOT NULL,
    "config_version" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bin" INTEGER NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "metric_hist_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_cell" (
    "epoch" INTEGER NOT NULL,
    "level" SMALLINT NOT NULL,
    "tier" SMALLINT NOT NULL,
    "bucket" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "config_version" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "exit_checkpoint" TEXT NOT NULL,
    "n" BIGINT NOT NULL,
    "quality_n" BIGINT NOT NULL,
    "quality_sum" BIGINT NOT NULL,
    "coherence_n" BIGINT NOT NULL,
    "coherence_sum" BIGINT NOT NULL,
    "completeness_n" BIGINT NOT NULL,
    "completeness_sum" BIGINT NOT NULL,
    "informativeness_n" BIGINT NOT NULL,
    "informativeness_sum" BIGINT NOT NULL,
    "confidence_n" BIGINT NOT NULL,
    "confidence_sum" BIGINT NOT NULL,
    "processing_n" BIGINT NOT NULL,
    "processing_ms" BIGINT NOT NULL,
    "time_saved_n" BIGINT NOT NULL,
    "time_saved_sum" BIGINT NOT NULL,
    "saved_ms" BIGINT NOT NULL,
    "reached_n" BIGINT NOT NULL,
    "reached_0" BIGINT NOT NULL,
    "reached_1" BIGINT NOT NULL,
    "reached_2" BIGINT NOT NULL,
    "reached_3" BIGINT NOT NULL,
    "reached_4" BIGINT NOT NULL,

    CONSTRAINT "metric_cell_pkey" PRIMARY KEY ("epoch","level","tier","bucket","source","config_version","content_type","outcome","exit_checkpoint")
);

-- CreateTable
CREATE TABLE "metric_reason" (
    "epoch" INTEGER NOT NULL,
    "level" SMALLINT NOT NULL,
    "tier" SMALLINT NOT NULL,
    "bucket" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "config_version" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "exit_checkpoint" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "metric_reason_pkey" PRIMARY KEY ("epoch","level","tier","bucket","source","config_version","content_type","exit_checkpoint","reason")
);

-- CreateTable
CREATE TABLE "metric_hist" (
    "epoch" INTEGER NOT NULL,
    "level" SMALLINT NOT NULL,
    "tier" SMALLINT NOT NULL,
    "bucket" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "config_version" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bin" INTEGER NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "metric_hist_pkey" PRIMARY KEY ("epoch","level","tier","bucket","source","config_version","content_type","bin")
);

-- CreateIndex
CREATE UNIQUE INDEX "performance_record_idempotency_key_key" ON "performance_record"("idempotency_key");

-- CreateTable
CREATE TABLE "metric_name" (
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "metric_name_pkey" PRIMARY KEY ("kind","name")
);

-- CreateTable
CREATE TABLE "heartbeat" (
    "hour" INTEGER NOT NULL,
    "first_minute" INTEGER NOT NULL,
    "last_minute" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("hour")
);

-- The cells of the present hour, day and month are written again each second, the deltas come and go: room for new versions, and a vacuum in time.
ALTER TABLE "metric_cell" SET (fillfactor = 70);
ALTER TABLE "metric_reason" SET (fillfactor = 70);
ALTER TABLE "metric_hist" SET (fillfactor = 70);
ALTER TABLE "metric_delta" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
ALTER TABLE "metric_reason_delta" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
ALTER TABLE "metric_hist_delta" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What was recorded before there were rollups is added to them by the first worker that starts (lib/metrics/backfill.ts).
INSERT INTO "setting" ("key", "value", "updated_at")
  SELECT 'metrics_to_backfill', to_jsonb(max("recorded_at")), now() FROM "performance_record" HAVING count(*) > 0;
