/** What can be asked of a run that is there already. A finished run is never reopened: what goes on from it is a run of its own. */
import { WinnowError } from '@/lib/base/errors';
import { readEnv } from '@/lib/config/env';
import type { Door } from '@/lib/core/runs/doors';
import { type Depth, isFinal, type RunKind } from '@/lib/core/runs/states';
import type { RunDetailView } from '@/lib/core/runs/views';
import { database, type Tx } from '@/lib/data/client';
import { saveEffectiveConfig } from '@/lib/data/effective-configs';
import type { Run } from '@/lib/data/generated/client';
import { endRun } from '@/lib/data/run-endings';
import { appendEvents } from '@/lib/data/run-events';
import { createRun } from '@/lib/data/runs';
import { addSubscriber, type NewSubscriber } from '@/lib/data/subscribers';
import { dedupeKeyOf } from '@/lib/data/take-in';
import { isRunId } from '@/lib/pipeline/run-id';
import { getRun } from '@/lib/pipeline/views';
import { resolveAtIntake } from './effective';
import { requireQueueRoom } from './queue-room';

/** cancelRun ends a run that has not ended. Whatever works on it stops within a second and can write nothing more. An audit was drawn by lot and stays. */
export async function cancelRun(id: string): Promise<RunDetailView> {
  await database().$transaction(async (tx) => {
    const run = await lockRun(tx, id);
    refuseAudit(run, 'cancelled');
    if (isFinal(run.state)) throw new WinnowError('conflict', `run ${id} has already ended (${run.state})`);
    await endRun(tx, id, { state: 'cancelled' });
  });
  return getRun(id);
}

/** retryRun tries a failed or cancelled run again, keeping what was acquired and heard. */
export async function retryRun(id: string, door: Door = 'api'): Promise<RunDetailView> {
  return continueRun(id, { door }, (run) => {
    refuseAudit(run, 'tried again');
    refuseTryout(run);
    if (run.state !== 'failed' && run.state !== 'cancelled') {
      throw new WinnowError('conflict', `run ${id} is ${run.state}; only a failed or cancelled run can be tried again`);
    }
    return { kind: run.kind, depth: run.depth };
  });
}

/** requestFullRun analyses a finished run's item in full, keeping what was acquired and heard. */
export async function requestFullRun(id: string, door: Door = 'api', subscriber?: NewSubscriber): Promise<RunDetailView> {
  return continueRun(id, { door, subscriber }, (run) => {
    refuseTryout(run);
    if (run.state !== 'finished' || run.processingType === null)
      throw new WinnowError('conflict', `run ${id} is ${run.state}; it must have finished first`);
    if (run.processingType === 'full') throw new WinnowError('conflict', `run ${id} is a full analysis already`);
    return { kind: 'upgrade', depth: 'full' };
  });
}

/** followRun adds a subscriber to a run that is there already. Throws `not_found`. */
export async function followRun(id: string, door: Door, subscriber: NewSubscriber): Promise<void> {
  await database().$transaction(async (tx) => {
    await lockRun(tx, id);
    await addSubscriber(tx, id, door, subscriber);
  });
}

/** giveFeedback keeps the last verdict. Throws `conflict` before the run has finished. */
export async function giveFeedback(id: string, verdict: 'up' | 'down'): Promise<RunDetailView> {
  await database().$transaction(async (tx) => {
    const run = await lockRun(tx, id);
    if (run.state !== 'finished') throw new WinnowError('conflict', `run ${id} is ${run.state}; feedback is on finished runs`);
    await tx.feedback.upsert({ where: { runId: id }, create: { runId: id, verdict }, update: { verdict, at: new Date() } });
    await appendEvents(tx, id, [{ type: 'result', message: verdict === 'up' ? 'Found useful' : 'Found wanting' }]);
  });
  return getRun(id);
}

/** What the audits find is evidence only as long as nobody chooses which of them count. */
function refuseAudit({ id, kind }: Run, what: string): void {
  if (kind === 'audit') throw new WinnowError('conflict', `run ${id} is an audit; audits are not ${what} by hand`);
}

/** What went on from a try would be under the active configuration, and count. */
function refuseTryout({ id, kind }: Run): void {
  if (kind === 'tryout') throw new WinnowError('conflict', `run ${id} was a try under a draft; submit its address for a run that counts`);
}

/** continueRun makes a child run of the same lineage; a child of the same kind that is under way or done is given back instead. */
async function continueRun(
  id: string,
  { door, subscriber }: { door: Door; subscriber?: NewSubscriber },
  plan: (run: Run) => { kind: RunKind; depth: Depth },
): Promise<RunDetailView> {
  const item = isRunId(id) ? await database().run.findUnique({ where: { id }, select: { canonicalUrl: true } }) : null;
  if (!item) throw missing(id);
  const { config, hash } = await resolveAtIntake(item.canonicalUrl);
  const continued = await database().$transaction(async (tx) => {
    const run = await lockRun(tx, id);
    const { kind, depth } = plan(run);
    const existing = await tx.run.findFirst({
      where: { parentRunId: id, lineageId: run.lineageId, kind, state: { notIn: ['failed', 'cancelled'] } },
      orderBy: { createdAt: 'desc' },
    });
    if (existing) {
      if (subscriber) await addSubscriber(tx, existing.id, door, subscriber);
      return existing.id;
    }
    await saveEffectiveConfig(tx, hash, config);
    const childId = await createRun(tx, {
      kind,
      parentRunId: id,
      lineageId: run.lineageId,
      url: run.url,
      canonicalUrl: run.canonicalUrl,
      sourceHost: run.sourceHost,
      hints: run.hints,
      depth,
      priority: run.priority,
      priorityRequested: run.priorityRequested,
      dedupeKey: dedupeKeyOf(run.canonicalUrl, depth, hash),
      effectiveConfigHash: hash,
      configVersionNumber: config.configVersion,
      recorded: readEnv().values.ENABLE_DASHBOARD_METRICS,
      door,
      ...(subscriber ? { subscriber } : {}),
    });
    await requireQueueRoom(tx);
    return childId;
  });
  return getRun(continued);
}

/** lockRun keeps two tabs from doing the same twice. Throws `not_found`. */
async function lockRun(tx: Tx, id: string): Promise<Run> {
  if (isRunId(id)) {
    await tx.$queryRaw`SELECT 1 FROM run WHERE id = ${id}::uuid FOR UPDATE`;
    const run = await tx.run.findUnique({ where: { id } });
    if (run) return run;
  }
  throw missing(id);
}

const missing = (id: string) => new WinnowError('not_found', `there is no run ${id}`);
