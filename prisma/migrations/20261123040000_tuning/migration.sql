-- CreateEnum
CREATE TYPE "evidence_state" AS ENUM ('trial', 'trusted', 'suspended');

-- CreateEnum
CREATE TYPE "experiment_state" AS ENUM ('running', 'stopped', 'applied');

-- CreateEnum
CREATE TYPE "arm_role" AS ENUM ('conservative', 'balanced', 'aggressive');

-- AlterTable
ALTER TABLE "loss_label" ADD COLUMN     "quality" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "condition_evidence" (
    "key" TEXT NOT NULL,
    "checkpoint" TEXT NOT NULL,
    "bar" DOUBLE PRECISION NOT NULL,
    "state" "evidence_state" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "capital" DOUBLE PRECISION NOT NULL,
    "labels" INTEGER NOT NULL,
    "wrong" INTEGER NOT NULL,
    "right_weight" DOUBLE PRECISION NOT NULL,
    "wrong_weight" DOUBLE PRECISION NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "condition_evidence_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "experiment" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "state" "experiment_state" NOT NULL DEFAULT 'running',
    "salt" TEXT NOT NULL,
    "suspended_conditions" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stopped_at" TIMESTAMPTZ(3),
    "applied_version" INTEGER,

    CONSTRAINT "experiment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "experiment_arm" (
    "experiment_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "role" "arm_role" NOT NULL,
    "config_version" INTEGER NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "experiment_arm_pkey" PRIMARY KEY ("experiment_id","name")
);

-- CreateTable
CREATE TABLE "exposure" (
    "experiment_id" UUID NOT NULL,
    "item_hash" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exposure_pkey" PRIMARY KEY ("experiment_id","item_hash")
);

-- CreateIndex
CREATE INDEX "condition_evidence_state_idx" ON "condition_evidence"("state");

-- CreateIndex
CREATE INDEX "experiment_state_idx" ON "experiment"("state");

-- CreateIndex
CREATE INDEX "exposure_run_id_idx" ON "exposure"("run_id");

-- CreateIndex
CREATE INDEX "audit_done_at_idx" ON "audit"("done_at");

-- CreateIndex
CREATE INDEX "run_finished_at_id_idx" ON "run"("finished_at", "id");

-- AddForeignKey
ALTER TABLE "experiment_arm" ADD CONSTRAINT "experiment_arm_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposure" ADD CONSTRAINT "exposure_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposure" ADD CONSTRAINT "exposure_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

