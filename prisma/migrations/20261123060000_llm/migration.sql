-- AlterTable
ALTER TABLE "performance_record" ADD COLUMN     "api_calls" INTEGER,
ADD COLUMN     "api_calls_saved" INTEGER,
ADD COLUMN     "cost_saved_usd_micros" BIGINT,
ADD COLUMN     "cost_usd_micros" BIGINT;

-- AlterTable
ALTER TABLE "metric_delta" ADD COLUMN     "api_calls" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "api_calls_saved" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "api_calls_saved_n" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "cost_micros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "cost_saved_micros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "cost_unknown" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "metric_cell" ADD COLUMN     "api_calls" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "api_calls_saved" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "api_calls_saved_n" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "cost_micros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "cost_saved_micros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "cost_unknown" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "llm_call" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "stage" "run_stage_name" NOT NULL,
    "step" TEXT NOT NULL,
    "unit" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "status" INTEGER,
    "input_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "estimated" BOOLEAN NOT NULL,
    "cost_usd_micros" BIGINT,
    "duration_ms" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "llm_call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "llm_cache" (
    "seq" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "vector" BYTEA,
    "features" JSONB NOT NULL,
    "input_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "cost_usd_micros" BIGINT,
    "bytes" INTEGER NOT NULL,
    "hits" INTEGER NOT NULL DEFAULT 0,
    "wrong_at" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "llm_cache_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "llm_cache_band" (
    "scope" TEXT NOT NULL,
    "band" SMALLINT NOT NULL,
    "observed" INTEGER NOT NULL DEFAULT 0,
    "wrong" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "llm_cache_band_pkey" PRIMARY KEY ("scope","band")
);

-- CreateTable
CREATE TABLE "llm_cache_account" (
    "scope" TEXT NOT NULL,
    "answers" INTEGER NOT NULL DEFAULT 0,
    "reused" INTEGER NOT NULL DEFAULT 0,
    "expected_wrong" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "variance" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "llm_cache_account_pkey" PRIMARY KEY ("scope")
);

-- CreateIndex
CREATE INDEX "llm_call_run_id_idx" ON "llm_call"("run_id");

-- CreateIndex
CREATE INDEX "llm_call_at_idx" ON "llm_call"("at");

-- CreateIndex
CREATE UNIQUE INDEX "llm_cache_key_key" ON "llm_cache"("key");

-- CreateIndex
CREATE INDEX "llm_cache_scope_seq_idx" ON "llm_cache"("scope", "seq");

-- CreateIndex
CREATE INDEX "llm_cache_used_at_idx" ON "llm_cache"("used_at");

-- AddForeignKey
ALTER TABLE "llm_call" ADD CONSTRAINT "llm_call_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
