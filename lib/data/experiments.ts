/** Experiments: what is stored of them, and of the items that they were shown. */

import { newId } from '@/lib/base/ids';
import type { NewExperimentRequest } from '@/lib/core/experiments/requests';
import type { ProcessingType, RunState } from '@/lib/core/runs/states';
import { database, json, type Tx } from './client';
import type { Prisma } from './generated/client';

const include = { arms: { orderBy: { position: 'asc' } } } satisfies Prisma.ExperimentInclude;
export type StoredExperiment = Prisma.ExperimentGetPayload<{ include: typeof include }>;

/** lockExperiments makes changes of experiments take turns until the transaction ends. */
export async function lockExperiments(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('winnow_experiments', 0))::text`;
}

export function runningExperiment(tx: Tx = database()): Promise<StoredExperiment | null> {
  return tx.experiment.findFirst({ where: { state: 'running' }, include });
}

export function findExperiment(id: string, tx: Tx = database()): Promise<StoredExperiment | null> {
  return tx.experiment.findUnique({ where: { id }, include });
}

export function listStoredExperiments(): Promise<StoredExperiment[]> {
  return database().experiment.findMany({ include, orderBy: { id: 'desc' }, take: 100 });
}

export interface NewExperiment extends NewExperimentRequest {
  author: string;
  salt: string;
  suspendedConditions: readonly string[];
}

export async function createExperiment(tx: Tx, { arms, suspendedConditions, ...experiment }: NewExperiment): Promise<string> {
  const id = newId();
  const rows = arms.map(({ config_version: configVersion, ...arm }, position) => ({ ...arm, configVersion, position }));
  await tx.experiment.create({
    data: { id, ...experiment, suspendedConditions: json(suspendedConditions), arms: { createMany: { data: rows } } },
  });
  return id;
}

export interface NewExposure {
  experimentId: string;
  itemHash: string;
  arm: string;
}

/** saveExposure writes down which arm an item got; the first time counts. */
export async function saveExposure(tx: Tx, exposure: NewExposure, runId: string): Promise<void> {
  await tx.exposure.createMany({ data: [{ ...exposure, runId }], skipDuplicates: true });
}

export interface ExposureRow {
  arm: string;
  state: RunState;
  processingType: ProcessingType | null;
  errorCode: string | null;
  spentMs: number | null;
  expectedFullMs: number | null;
  qualityScore: number | null;
  durationSeconds: number | null;
  /** As guessed from title, description and source, before anything was decided. */
  guessedType: string | null;
  pi: number | null;
  auditFailed: boolean;
  /** Of what a light run delivered, against the whole item. */
  auditedQuality: number | null;
  labelPi: number | null;
  falseStop: boolean | null;
  verdict: string | null;
}

/** findExposures reads an experiment's items in the order in which they were shown. */
export function findExposures(experimentId: string): Promise<ExposureRow[]> {
  return database().$queryRaw<ExposureRow[]>`
    SELECT x.arm, r.state::text, r.processing_type::text AS "processingType", r.error_code AS "errorCode", r.spent_ms AS "spentMs",
      r.expected_full_ms AS "expectedFullMs", r.quality_score AS "qualityScore", r.duration_seconds AS "durationSeconds",
      (SELECT p.data->>'contentType' FROM artifact p WHERE p.scope_run_id = r.id AND p.kind = 'prediction' AND p.engine LIKE '%/early' LIMIT 1) AS "guessedType",
      a.pi, coalesce(a.status = 'failed', false) AS "auditFailed", l.quality AS "auditedQuality", l.pi AS "labelPi", l.false_stop AS "falseStop", f.verdict
    FROM exposure x JOIN run r ON r.id = x.run_id
    LEFT JOIN audit a ON a.run_id = r.id
    LEFT JOIN feedback f ON f.run_id = r.id
    LEFT JOIN LATERAL (SELECT quality, pi, false_stop FROM loss_label WHERE run_id = r.id AND decisive AND source IN ('audit', 'shadow') ORDER BY at DESC LIMIT 1) l ON true
    WHERE x.experiment_id = ${experimentId}::uuid ORDER BY x.at, x.run_id`;
}
