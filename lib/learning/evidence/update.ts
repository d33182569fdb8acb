/** Keeps what judged stops say of conditions. Each time all labels of a condition are taken in anew, so that another ruler or another bar changes it at once. */
import { checkpointOfKey } from '@/lib/core/conditions/key';
import type { CheckpointName } from '@/lib/core/signals/declared';
import { type Evidence, evidenceOf } from '@/lib/core/tuning/evidence';
import type { EvidenceState } from '@/lib/core/tuning/views';
import type { Tx } from '@/lib/data/client';
import { activeConfigVersion } from '@/lib/data/config-versions';

/** A condition that was suspended, or came back. */
export interface EvidenceMove {
  key: string;
  checkpoint: CheckpointName;
  bar: number;
  from: EvidenceState;
  evidence: Evidence;
}

/** lockEvidence makes judges of the same conditions take turns until the transaction ends. */
async function lockEvidence(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('winnow_evidence', 0))::text`;
}

/**
 * updateEvidence takes in what is known of conditions by now, on the caller's transaction, held against the bars of the active config version. Returns those
 * that were suspended or came back by it.
 */
export async function updateEvidence(tx: Tx, keys: readonly string[]): Promise<EvidenceMove[]> {
  const { early_exit: early } = (await activeConfigVersion()).config.value;
  const moves: EvidenceMove[] = [];
  if (keys.length === 0) return moves;
  await lockEvidence(tx);
  for (const key of [...new Set(keys)].sort()) {
    const labels = await labelsOf(tx, key);
    const checkpoint = checkpointOfKey(key);
    if (!checkpoint || labels.length === 0) continue;
    const bar = early.checkpoints[checkpoint].min_confidence;
    const evidence = evidenceOf(
      labels.map(({ falseStop }) => !falseStop),
      bar,
    );
    const before = await tx.conditionEvidence.findUnique({ where: { key } });
    const from = before?.state ?? 'trial';
    await saveEvidence(tx, key, {
      checkpoint,
      bar,
      evidence,
      since: from === evidence.state ? before?.since : undefined,
    });
    const suspended = (state: EvidenceState) => state === 'suspended';
    if (suspended(from) !== suspended(evidence.state)) moves.push({ key, checkpoint, bar, from, evidence });
  }
  return moves;
}

/** Of each run what the newest ruler said, in the order of the runs. */
function labelsOf(tx: Tx, key: string): Promise<{ falseStop: boolean }[]> {
  return tx.$queryRaw`
    SELECT DISTINCT ON (run_id) false_stop AS "falseStop" FROM loss_label
    WHERE condition_key = ${key} AND source IN ('audit', 'shadow') ORDER BY run_id, at DESC`;
}

interface Saved {
  checkpoint: CheckpointName;
  bar: number;
  evidence: Evidence;
  /** undefined: since now. */
  since: Date | undefined;
}

async function saveEvidence(tx: Tx, key: string, { checkpoint, bar, evidence, since }: Saved): Promise<void> {
  const now = new Date();
  const data = { checkpoint, bar, ...evidence, since: since ?? now, updatedAt: now };
  await tx.conditionEvidence.upsert({ where: { key }, create: { key, ...data }, update: data });
}
