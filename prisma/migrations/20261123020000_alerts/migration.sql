-- CreateEnum
CREATE TYPE "alert_state" AS ENUM ('ok', 'pending', 'firing', 'resolved', 'no_data');

-- CreateEnum
CREATE TYPE "alert_severity" AS ENUM ('warning', 'critical');

-- CreateTable
CREATE TABLE "alert" (
    "rule" TEXT NOT NULL,
    "state" "alert_state" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "severity" "alert_severity",
    "good_since" TIMESTAMPTZ(3),
    "no_data_since" TIMESTAMPTZ(3),
    "last_notified_at" TIMESTAMPTZ(3),
    "last_notified_severity" "alert_severity",
    "told_severity" "alert_severity",
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "acknowledged_severity" "alert_severity",
    "silenced_until" TIMESTAMPTZ(3),
    "value" DOUBLE PRECISION,
    "n" INTEGER NOT NULL DEFAULT 0,
    "interval_lower" DOUBLE PRECISION,
    "interval_upper" DOUBLE PRECISION,
    "evaluated_at" TIMESTAMPTZ(3),
    "config_version" INTEGER,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("rule")
);

-- CreateTable
CREATE TABLE "alert_event" (
    "id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "severity" "alert_severity",
    "at" TIMESTAMPTZ(3) NOT NULL,
    "value" DOUBLE PRECISION,
    "n" INTEGER,
    "threshold" DOUBLE PRECISION,
    "message" TEXT NOT NULL,
    "notified" BOOLEAN NOT NULL,
    "by" TEXT,

    CONSTRAINT "alert_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "target" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "not_before" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_target" (
    "name" TEXT NOT NULL,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_target_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "outbox_target_delivered_at_failed_at_idx" ON "outbox"("target", "delivered_at", "failed_at");

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_target_fkey" FOREIGN KEY ("target") REFERENCES "outbox_target"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

