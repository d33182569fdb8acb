/**
 * Records of finished and failed runs, append-only, and what they add to the rollups. Both are written in one transaction, so that neither is
 * ever without the other; the deltas are appended and not added to the cells, so that no two recorders wait for each other.
 */
import { ERROR_KINDS, type ErrorCode } from '@/lib/base/errors';
import { newId } from '@/lib/base/ids';
import { readEnv } from '@/lib/config/env';
import { remoteDashboard } from '@/lib/config/remote-dashboard';
import { timeSavedPct } from '@/lib/core/metrics/expected-full';
import { recordOfEntry } from '@/lib/core/metrics/record-of-entry';
import type { Outcome } from '@/lib/core/metrics/totals';
import { CHECKPOINTS, type CheckpointName } from '@/lib/core/signals/declared';
import { database, isUniqueViolation, type Tx } from './client';
import type { ProcessingType } from './generated/client';
import { llmEntryOf } from './llm-savings';
import { withCappedNames } from './metric-names';
import { enqueueMessages, REMOTE_DASHBOARD } from './outbox';
import { insertMissing, insertNew, type NewRecord } from './performance-rows';

/** storeRecords commits records with their deltas. Returns how many were new; the others had known keys. */
export async function storeRecords(records: readonly NewRecord[]): Promise<number> {
  const db = database();
  const named = await withCappedNames(records, (work) => db.$transaction(work));
  if (named.every(({ idempotencyKey }) => idempotencyKey === null)) return insertNew(db, named);
  // Whoever stores the same keys at the same time waits for us, and not each for the other.
  const inOrder = [...named].sort((a, b) => ((a.idempotencyKey ?? '') < (b.idempotencyKey ?? '') ? -1 : 1));
  try {
    // Seldom is one of them known: one statement does it then, which is a transaction by itself.
    return await insertNew(db, inOrder);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return db.$transaction((tx) => insertMissing(tx, inOrder));
  }
}

/** insertRecords stores records that have no idempotency keys, with their deltas, on the caller's transaction. */
export async function insertRecords(tx: Tx, records: readonly NewRecord[]): Promise<void> {
  await insertNew(tx, await withCappedNames(records, (work) => work(tx)));
}

/** outcomeOf says how a stored record counts. */
export function outcomeOf({ processingType, fault }: { processingType: ProcessingType | null; fault: string | null }): Outcome {
  return processingType ?? (fault === 'winnow' ? 'failed_winnow' : 'failed_source');
}

/**
 * recordPerformance writes what the dashboard counts for a run that has just ended, on the transaction that ended it: finished runs with
 * their processing type, failed runs with whose fault it was; nothing where recording was off at intake. Cancelled runs, playlists, audits and upgrades are in no count.
 */
export async function recordPerformance(tx: Tx, runId: string): Promise<void> {
  const run = await tx.run.findUniqueOrThrow({
    where: { id: runId },
    include: {
      stages: { select: { spentMs: true, cpuMs: true } },
      decisions: { where: { kind: 'checkpoint' }, select: { checkpoint: true } },
    },
  });
  const spentMs = run.stages.reduce((sum, stage) => sum + stage.spentMs, 0);
  const cpuMs = run.stages.reduce((sum, stage) => sum + stage.cpuMs, 0);
  await tx.run.update({ where: { id: runId }, data: { spentMs, cpuMs } });

  const counted = run.kind === 'primary' && ((run.state === 'finished' && run.processingType !== null) || run.state === 'failed');
  if (!run.recorded || !counted) return;
  const fault = run.errorCode ? ERROR_KINDS[run.errorCode as ErrorCode].fault : null;
  const record: NewRecord = {
    id: newId(),
    runId,
    outcome: outcomeOf({ processingType: run.processingType, fault }),
    source: 'run',
    contentType: run.contentType,
    configVersion: String(run.configVersionNumber),
    qualityScore: run.qualityScore,
    coherenceScore: run.coherenceScore,
    completenessScore: run.completenessScore,
    informativenessScore: run.informativenessScore,
    exitCheckpoint: run.exitCheckpoint,
    exitReason: run.exitReason,
    exitConfidence: run.exitConfidence,
    reached: run.decisions.reduce((reached, { checkpoint }) => reached | bitOf(checkpoint), 0),
    spentMs,
    cpuMs,
    expectedFullMs: run.expectedFullMs,
    timeSavedPct: timeSavedPct(spentMs, run.expectedFullMs),
    llm: await llmEntryOf(tx, run),
    idempotencyKey: null,
    occurredAt: new Date(),
  };
  await insertRecords(tx, [record]);
  await postElsewhere(tx, record);
}

/** With a dashboard elsewhere, finished runs are posted there too. */
async function postElsewhere(tx: Tx, record: NewRecord): Promise<void> {
  const payload = recordOfEntry(record);
  if (payload === null || remoteDashboard(readEnv().values) === null) return;
  await enqueueMessages(tx, [{ target: REMOTE_DASHBOARD, kind: 'record', payload }]);
}

function bitOf(checkpoint: string | null): number {
  const place = CHECKPOINTS.indexOf(checkpoint as CheckpointName);
  return place < 0 ? 0 : 1 << place;
}
