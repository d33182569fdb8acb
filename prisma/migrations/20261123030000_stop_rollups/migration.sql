-- CreateTable
CREATE TABLE "metric_stop_entry" (
    "run_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "hour" INTEGER NOT NULL,
    "config_version" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "checkpoint" TEXT NOT NULL,
    "drawn_pi" DOUBLE PRECISION,
    "verdict" TEXT,
    "pi" DOUBLE PRECISION,
    "u" DOUBLE PRECISION,
    "loss" DOUBLE PRECISION,
    "spent_ms" INTEGER NOT NULL,

    CONSTRAINT "metric_stop_entry_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "metric_stop_delta" (
    "id" BIGSERIAL NOT NULL,
    "epoch" INTEGER NOT NULL,
    "hour" INTEGER NOT NULL,
    "source" "record_source" NOT NULL,
    "config_version" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "checkpoint" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "drawn" BIGINT NOT NULL,
    "judged" BIGINT NOT NULL,
    "false_stops" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "weight" BIGINT NOT NULL,
    "false_weight" BIGINT NOT NULL,
    "loss_weight" BIGINT NOT NULL,
    "spent_ms" BIGINT NOT NULL,

    CONSTRAINT "metric_stop_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_stop" (
    "epoch" INTEGER NOT NULL,
    "level" SMALLINT NOT NULL,
    "tier" SMALLINT NOT NULL,
    "bucket" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "config_version" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "checkpoint" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "drawn" BIGINT NOT NULL,
    "judged" BIGINT NOT NULL,
    "false_stops" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "weight" BIGINT NOT NULL,
    "false_weight" BIGINT NOT NULL,
    "loss_weight" BIGINT NOT NULL,
    "spent_ms" BIGINT NOT NULL,

    CONSTRAINT "metric_stop_pkey" PRIMARY KEY ("epoch","level","tier","bucket","source","config_version","content_type","kind","checkpoint","step")
);

-- CreateIndex
CREATE INDEX "metric_stop_entry_hour_idx" ON "metric_stop_entry"("hour");

-- AddForeignKey
ALTER TABLE "metric_stop_entry" ADD CONSTRAINT "metric_stop_entry_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "metric_stop" SET (fillfactor = 70);
ALTER TABLE "metric_stop_delta" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What audits and judging found so far is added by the first worker that starts (lib/metrics/backfill.ts).
INSERT INTO "setting" ("key", "value", "updated_at")
  SELECT 'stops_to_backfill', 'true'::jsonb, now() WHERE EXISTS (SELECT FROM "audit") OR EXISTS (SELECT FROM "loss_label");

-- Tiers were hours, days, months and all; they are buckets of 1, 6, 24, 96, 384 and 1536 hours, and all. The hours say what the others hold.
DELETE FROM "metric_cell" WHERE "tier" > 0;
INSERT INTO "metric_cell" ("epoch", "level", "tier", "bucket", "source", "config_version", "content_type", "outcome", "exit_checkpoint", "n", "quality_n", "quality_sum", "coherence_n", "coherence_sum", "completeness_n", "completeness_sum", "informativeness_n", "informativeness_sum", "confidence_n", "confidence_sum", "processing_n", "processing_ms", "time_saved_n", "time_saved_sum", "saved_ms", "reached_n", "reached_0", "reached_1", "reached_2", "reached_3", "reached_4")
  SELECT "epoch", "level", t."tier", t."bucket", "source", "config_version", "content_type", "outcome", "exit_checkpoint", sum("n"), sum("quality_n"), sum("quality_sum"), sum("coherence_n"), sum("coherence_sum"), sum("completeness_n"), sum("completeness_sum"), sum("informativeness_n"), sum("informativeness_sum"), sum("confidence_n"), sum("confidence_sum"), sum("processing_n"), sum("processing_ms"), sum("time_saved_n"), sum("time_saved_sum"), sum("saved_ms"), sum("reached_n"), sum("reached_0"), sum("reached_1"), sum("reached_2"), sum("reached_3"), sum("reached_4")
  FROM "metric_cell" AS h CROSS JOIN LATERAL (VALUES
    (1, h."bucket" - h."bucket" % 6), (2, h."bucket" - h."bucket" % 24), (3, h."bucket" - h."bucket" % 96),
    (4, h."bucket" - h."bucket" % 384), (5, h."bucket" - h."bucket" % 1536), (6, 0)) AS t("tier", "bucket")
  GROUP BY "epoch", "level", t."tier", t."bucket", "source", "config_version", "content_type", "outcome", "exit_checkpoint";
DELETE FROM "metric_reason" WHERE "tier" > 0;
INSERT INTO "metric_reason" ("epoch", "level", "tier", "bucket", "source", "config_version", "content_type", "exit_checkpoint", "reason", "count")
  SELECT "epoch", "level", t."tier", t."bucket", "source", "config_version", "content_type", "exit_checkpoint", "reason", sum("count")
  FROM "metric_reason" AS h CROSS JOIN LATERAL (VALUES
    (1, h."bucket" - h."bucket" % 6), (2, h."bucket" - h."bucket" % 24), (3, h."bucket" - h."bucket" % 96),
    (4, h."bucket" - h."bucket" % 384), (5, h."bucket" - h."bucket" % 1536), (6, 0)) AS t("tier", "bucket")
  GROUP BY "epoch", "level", t."tier", t."bucket", "source", "config_version", "content_type", "exit_checkpoint", "reason";
DELETE FROM "metric_hist" WHERE "tier" > 0;
INSERT INTO "metric_hist" ("epoch", "level", "tier", "bucket", "source", "config_version", "content_type", "bin", "count")
  SELECT "epoch", "level", t."tier", t."bucket", "source", "config_version", "content_type", "bin", sum("count")
  FROM "metric_hist" AS h CROSS JOIN LATERAL (VALUES
    (1, h."bucket" - h."bucket" % 6), (2, h."bucket" - h."bucket" % 24), (3, h."bucket" - h."bucket" % 96),
    (4, h."bucket" - h."bucket" % 384), (5, h."bucket" - h."bucket" % 1536), (6, 0)) AS t("tier", "bucket")
  GROUP BY "epoch", "level", t."tier", t."bucket", "source", "config_version", "content_type", "bin";
