import { createHash } from 'node:crypto';
import type { Depth } from '@/lib/core/runs/states';
import type { Tx } from './client';
import { createRun, findFreshRun, lockDedupeKey, type NewRun } from './runs';
import { addSubscriber } from './subscribers';

/** The same item under the same depth and configuration is the same run for a day. */
const FRESHNESS_SECONDS = 24 * 3600;

/** A run to be, before it has its de-duplication key. */
export type Intake = Omit<NewRun, 'dedupeKey'>;

/** dedupeKeyOf names "the same run": canonical URL, depth and effective configuration. */
export function dedupeKeyOf(canonicalUrl: string, depth: Depth, effectiveConfigHash: string): string {
  return createHash('sha256')
    .update(JSON.stringify([canonicalUrl, depth, effectiveConfigHash]))
    .digest('hex');
}

/**
 * takeIn gives back the run that is fresh for an item, with one subscriber more, or makes one. `force` always makes one. A request that names itself
 * (`subscriberId`) and was taken in before is answered with its run, and nothing else happens: whoever did not get the answer asks again.
 */
export async function takeIn(tx: Tx, intake: Intake, force: boolean): Promise<{ id: string; created: boolean }> {
  const dedupeKey = dedupeKeyOf(intake.canonicalUrl, intake.depth, intake.effectiveConfigHash);
  await lockDedupeKey(tx, dedupeKey);
  const { subscriberId } = intake;
  const asked = subscriberId && (await tx.runSubscriber.findUnique({ where: { id: subscriberId }, select: { runId: true } }));
  if (asked) return { id: asked.runId, created: false };
  const fresh = force ? null : await findFreshRun(tx, dedupeKey, FRESHNESS_SECONDS);
  if (fresh) {
    await addSubscriber(tx, fresh, intake.door, intake.subscriber, subscriberId);
    return { id: fresh, created: false };
  }
  return { id: await createRun(tx, { ...intake, dedupeKey }), created: true };
}
