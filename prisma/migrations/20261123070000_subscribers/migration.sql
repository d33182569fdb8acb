-- CreateEnum
CREATE TYPE "feed_item_state" AS ENUM ('waiting', 'taken', 'skipped');

-- AlterTable
ALTER TABLE "run_subscriber" ADD COLUMN     "address" JSONB,
ADD COLUMN     "asked_by" TEXT,
ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "next_show_at" TIMESTAMPTZ(3),
ADD COLUMN     "shown_seq" INTEGER NOT NULL DEFAULT -1,
ADD COLUMN     "shows" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "target" TEXT;

-- CreateTable
CREATE TABLE "delivery" (
    "message_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("message_id","seq")
);

-- CreateTable
CREATE TABLE "feed" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "target" TEXT NOT NULL DEFAULT '',
    "address" JSONB,
    "asked_by" TEXT,
    "title" TEXT,
    "depth" "depth" NOT NULL DEFAULT 'auto',
    "from_date" TIMESTAMPTZ(3),
    "keep_newest" INTEGER NOT NULL,
    "daily_budget" INTEGER NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_check_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3),
    "etag" TEXT,
    "last_modified" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_message" TEXT,

    CONSTRAINT "feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feed_item" (
    "feed_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "title" TEXT,
    "hints" JSONB,
    "published_at" TIMESTAMPTZ(3),
    "place" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "feed_item_state" NOT NULL,
    "note" TEXT,
    "run_id" UUID,
    "taken_at" TIMESTAMPTZ(3),

    CONSTRAINT "feed_item_pkey" PRIMARY KEY ("feed_id","key")
);

-- CreateIndex
CREATE INDEX "feed_next_check_at_idx" ON "feed"("next_check_at");

-- CreateIndex
CREATE UNIQUE INDEX "feed_url_target_key" ON "feed"("url", "target");

-- CreateIndex
CREATE INDEX "feed_item_feed_id_state_idx" ON "feed_item"("feed_id", "state");

-- CreateIndex
CREATE INDEX "run_subscriber_next_show_at_idx" ON "run_subscriber"("next_show_at");

-- CreateIndex
CREATE INDEX "run_subscriber_created_at_idx" ON "run_subscriber"("created_at");

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "outbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feed_item" ADD CONSTRAINT "feed_item_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

