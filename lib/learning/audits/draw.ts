import { createHmac, randomBytes } from 'node:crypto';
import { auditProbability } from '@/lib/core/audits/drawing';
import { type StoredDecision, stopOf } from '@/lib/core/audits/stops';
import type { AuditPolicy } from '@/lib/core/gates/effective-config';
import { countForDraw, saveDraw } from '@/lib/data/audits';
import type { Tx } from '@/lib/data/client';
import type { Run } from '@/lib/data/generated/client';
import { createRun } from '@/lib/data/runs';
import { settingOnce } from '@/lib/data/settings';
import { dedupeKeyOf } from '@/lib/data/take-in';

const SECRET_BYTES = 32;
const SECRET_KEY = 'audit_secret';

/**
 * drawAudit decides by lot whether a stop is audited, and stores the draw with its probability, on the transaction that ends the run. A
 * selected one gets its audit there and then: a run of the whole item under the same configuration, whose gates are recorded and not
 * obeyed. Does nothing for a run that nothing stopped, and for runs that are no primary ones.
 */
export async function drawAudit(tx: Tx, run: Run, decisions: readonly StoredDecision[], policy: AuditPolicy): Promise<void> {
  const stop = run.kind === 'primary' ? stopOf(run, decisions) : null;
  if (!stop) return;
  const u = await lotOf(tx, run.id);
  const pi = auditProbability({ policy, ...(await countForDraw(tx, stop.conditionKey, new Date())) });
  await saveDraw(tx, { runId: run.id, stop, u, pi, auditRunId: u < pi ? await createAuditRun(tx, run) : null });
}

/** lotOf returns a run's number in [0, 1), the same for ever. Nobody who does not know the deployment's secret can tell it beforehand. */
export async function lotOf(tx: Tx, runId: string): Promise<number> {
  return lot(await settingOnce(tx, SECRET_KEY, () => randomBytes(SECRET_BYTES).toString('hex')), runId);
}

/** lot is the first 48 bits of HMAC-SHA256(secret, run id) as a fraction. */
export function lot(secret: string, runId: string): number {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(runId).digest().readUIntBE(0, 6) / 2 ** 48;
}

function createAuditRun(tx: Tx, run: Run): Promise<string> {
  const depth = 'full';
  return createRun(tx, {
    kind: 'audit',
    parentRunId: run.id,
    lineageId: run.lineageId,
    url: run.url,
    canonicalUrl: run.canonicalUrl,
    sourceHost: run.sourceHost,
    hints: run.hints,
    depth,
    priority: 'low',
    priorityRequested: true,
    dedupeKey: dedupeKeyOf(run.canonicalUrl, depth, run.effectiveConfigHash),
    effectiveConfigHash: run.effectiveConfigHash,
    configVersionNumber: run.configVersionNumber,
    recorded: false,
    door: 'audit',
  });
}
