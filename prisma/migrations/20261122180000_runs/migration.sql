-- Search by words in titles and addresses (part of PostgreSQL's contrib, installable by a database's owner).
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('queued', 'acquiring', 'hearing', 'assessing', 'analyzing', 'remembering', 'finished', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "run_stage_name" AS ENUM ('acquire', 'hear', 'assess', 'analyze', 'remember');

-- CreateEnum
CREATE TYPE "processing_type" AS ENUM ('full', 'lightweight', 'early_exit');

-- CreateEnum
CREATE TYPE "depth" AS ENUM ('auto', 'quick', 'full');

-- CreateEnum
CREATE TYPE "priority" AS ENUM ('high', 'medium', 'low');

-- CreateEnum
CREATE TYPE "run_kind" AS ENUM ('primary', 'upgrade', 'audit');

-- CreateEnum
CREATE TYPE "stage_status" AS ENUM ('waiting', 'running', 'done', 'skipped', 'failed');

-- CreateTable
CREATE TABLE "config_version" (
    "number" SERIAL NOT NULL,
    "author" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "sources" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "imported_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "config_version_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "effective_config" (
    "hash" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "effective_config_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "kind" "run_kind" NOT NULL DEFAULT 'primary',
    "parent_run_id" UUID,
    "lineage_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "canonical_url" TEXT NOT NULL,
    "source_host" TEXT NOT NULL,
    "hints" JSONB,
    "depth" "depth" NOT NULL DEFAULT 'auto',
    "priority" "priority" NOT NULL DEFAULT 'medium',
    "priority_requested" BOOLEAN NOT NULL DEFAULT false,
    "dedupe_key" TEXT NOT NULL,
    "effective_config_hash" TEXT NOT NULL,
    "config_version_number" INTEGER NOT NULL,
    "recorded" BOOLEAN NOT NULL,
    "state" "run_state" NOT NULL DEFAULT 'queued',
    "stage" "run_stage_name" DEFAULT 'acquire',
    "version" INTEGER NOT NULL DEFAULT 0,
    "lease_token" UUID,
    "lease_worker_id" UUID,
    "event_seq" INTEGER NOT NULL DEFAULT 0,
    "title" TEXT,
    "media_kind" TEXT,
    "duration_seconds" DOUBLE PRECISION,
    "content_type" TEXT,
    "processing_type" "processing_type",
    "exit_checkpoint" TEXT,
    "exit_reason" TEXT,
    "exit_confidence" DOUBLE PRECISION,
    "verdict" TEXT,
    "quality_score" DOUBLE PRECISION,
    "coherence_score" DOUBLE PRECISION,
    "completeness_score" DOUBLE PRECISION,
    "informativeness_score" DOUBLE PRECISION,
    "word_count" INTEGER,
    "heard_seconds" DOUBLE PRECISION,
    "speech_seconds" DOUBLE PRECISION,
    "spent_ms" INTEGER,
    "expected_full_ms" INTEGER,
    "error_code" TEXT,
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_stage" (
    "run_id" UUID NOT NULL,
    "stage" "run_stage_name" NOT NULL,
    "status" "stage_status" NOT NULL DEFAULT 'waiting',
    "progress" DOUBLE PRECISION,
    "doing" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "crashes" INTEGER NOT NULL DEFAULT 0,
    "spent_ms" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3),
    "error_code" TEXT,

    CONSTRAINT "run_stage_pkey" PRIMARY KEY ("run_id","stage")
);

-- CreateTable
CREATE TABLE "run_event" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "type" TEXT NOT NULL,
    "stage" "run_stage_name",
    "message" TEXT NOT NULL,

    CONSTRAINT "run_event_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "artifact" (
    "scope_run_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "unit" INTEGER NOT NULL DEFAULT 0,
    "engine" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "artifact_pkey" PRIMARY KEY ("scope_run_id","kind","unit","engine")
);

-- CreateTable
CREATE TABLE "signal_set" (
    "run_id" UUID NOT NULL,
    "checkpoint" TEXT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 0,
    "extractor_version" INTEGER NOT NULL,
    "signals" JSONB NOT NULL,

    CONSTRAINT "signal_set_pkey" PRIMARY KEY ("run_id","checkpoint","round")
);

-- CreateTable
CREATE TABLE "decision" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "checkpoint" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "fired_key" TEXT,
    "decision" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "run_subscriber" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "door" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_subscriber_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "run_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "performance_record" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "processing_type" "processing_type",
    "fault" TEXT,
    "content_type" TEXT,
    "config_version_number" INTEGER NOT NULL,
    "quality_score" DOUBLE PRECISION,
    "coherence_score" DOUBLE PRECISION,
    "completeness_score" DOUBLE PRECISION,
    "informativeness_score" DOUBLE PRECISION,
    "exit_checkpoint" TEXT,
    "exit_reason" TEXT,
    "exit_confidence" DOUBLE PRECISION,
    "spent_ms" INTEGER NOT NULL,
    "expected_full_ms" INTEGER,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "performance_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passage" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "segment_index" INTEGER NOT NULL,
    "start_seconds" DOUBLE PRECISION,
    "end_seconds" DOUBLE PRECISION,
    "text" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "dimension" INTEGER NOT NULL,
    "embedding" BYTEA NOT NULL,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_backoff" (
    "host" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "host_backoff_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "worker_process" (
    "id" UUID NOT NULL,
    "lock_key" SERIAL NOT NULL,
    "pool_ids" TEXT[],
    "hostname" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "backend_pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_process_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "config_version_content_hash_key" ON "config_version"("content_hash");

-- CreateIndex
CREATE INDEX "run_dedupe_key_created_at_idx" ON "run"("dedupe_key", "created_at");

-- CreateIndex
CREATE INDEX "run_lineage_id_idx" ON "run"("lineage_id");

-- CreateIndex
CREATE INDEX "run_parent_run_id_idx" ON "run"("parent_run_id");

-- CreateIndex
CREATE INDEX "run_created_at_id_idx" ON "run"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_state_updated_at_idx" ON "run"("state", "updated_at");

-- CreateIndex
CREATE INDEX "run_lease_worker_id_idx" ON "run"("lease_worker_id");

-- CreateIndex
CREATE INDEX "run_words" ON "run" USING GIN ("title" gin_trgm_ops, "canonical_url" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "decision_fired_key_idx" ON "decision"("fired_key");

-- CreateIndex
CREATE INDEX "run_subscriber_run_id_idx" ON "run_subscriber"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "performance_record_run_id_key" ON "performance_record"("run_id");

-- CreateIndex
CREATE INDEX "performance_record_occurred_at_idx" ON "performance_record"("occurred_at");

-- CreateIndex
CREATE INDEX "performance_record_processing_type_occurred_at_idx" ON "performance_record"("processing_type", "occurred_at");

-- CreateIndex
CREATE INDEX "passage_model_idx" ON "passage"("model");

-- CreateIndex
CREATE UNIQUE INDEX "passage_run_id_seq_key" ON "passage"("run_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "worker_process_lock_key_key" ON "worker_process"("lock_key");

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_parent_run_id_fkey" FOREIGN KEY ("parent_run_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_effective_config_hash_fkey" FOREIGN KEY ("effective_config_hash") REFERENCES "effective_config"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_config_version_number_fkey" FOREIGN KEY ("config_version_number") REFERENCES "config_version"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_stage" ADD CONSTRAINT "run_stage_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_event" ADD CONSTRAINT "run_event_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "artifact" ADD CONSTRAINT "artifact_scope_run_id_fkey" FOREIGN KEY ("scope_run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal_set" ADD CONSTRAINT "signal_set_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_subscriber" ADD CONSTRAINT "run_subscriber_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "performance_record" ADD CONSTRAINT "performance_record_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage" ADD CONSTRAINT "passage_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

