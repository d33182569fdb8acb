/**
 * The worker process: a light and a heavy queue runner, the registration that tells others that it lives, and what is due at fixed times.
 * On SIGTERM it takes no more jobs, lets stages end for a moment, hands back the rest, and exits with 0.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Task } from 'graphile-worker';
import pg from 'pg';
import { sweepAttempts } from '@/lib/access/limits';
import { every } from '@/lib/base/every';
import { createLogger } from '@/lib/base/logging';
import { readEnv } from '@/lib/config/env';
import { startTracing } from '@/lib/config/tracing';
import { enqueueUnjudged } from '@/lib/data/audits';
import { closeDatabase, requireDatabaseUrl } from '@/lib/data/client';
import { beatMinute } from '@/lib/data/heartbeats';
import { countLexemes } from '@/lib/data/lexemes';
import { sweepLlmCache } from '@/lib/data/llm-cache';
import { readLlmSettings } from '@/lib/data/llm-settings';
import { sweepChanges } from '@/lib/data/memory-changes';
import { sweepOutbox } from '@/lib/data/outbox';
import { ageAudits, JUDGE_TASK, type JudgeJob, type StageJob } from '@/lib/data/queue';
import { sweepRetention } from '@/lib/data/retention';
import { readRetention } from '@/lib/data/retention-settings';
import { HEARTBEAT_EVERY_MS, joinWorkers, reapDeadWorkers, sweepOrphans } from '@/lib/data/workers';
import { createCourier } from '@/lib/delivery/deliver-outbox';
import { createFeedWatcher } from '@/lib/engines/acquire';
import { lookAtFeeds, takeWaiting } from '@/lib/intake/feeds';
import { createRuler } from '@/lib/learning/ruler';
import { keepMemory } from '@/lib/memory/keep';
import { evaluateAlerts } from '@/lib/metrics/alerts/evaluate';
import { backfillRollups } from '@/lib/metrics/backfill';
import { fold } from '@/lib/metrics/fold';
import { contentEgressPolicy } from '@/lib/pipeline/egress';
import { createEngines } from '@/lib/pipeline/engines';
import { judgeRun } from '@/lib/pipeline/judge';
import { sweepMedia } from '@/lib/pipeline/media-store';
import { runStage } from '@/lib/pipeline/run-stage';
import { workerChannels } from '@/lib/pipeline/worker-channels';

import { startRunner } from './runners';

const log = createLogger('pipeline');

/** Light stages wait for the network; heavy ones keep a core busy each. */
const LIGHT_CONCURRENCY = 8;
const HEAVY_CONCURRENCY = Math.max(1, Math.min(4, cpus().length));
const REAP_EVERY_MS = 1_000;
const FOLD_EVERY_MS = 1_000;
/** Three times a minute, so that a late one leaves no minute out. */
const MINUTE_BEAT_EVERY_MS = 20_000;
/** How often it is asked whether `evaluation.every` has passed: that may be one second, and may change. */
const ALERTS_EVERY_MS = 1_000;
const DELIVER_EVERY_MS = 1_000;
const FEEDS_EVERY_MS = 5_000;
const DAY_MS = 86_400_000;
const RETENTION_EVERY_MS = 60_000;
/** What is remembered is found at once; this is for its background: word counts, vectors of a new model, Qdrant. */
const KEEP_MEMORY_EVERY_MS = 5_000;
const COUNT_WORDS_EVERY_MS = 15_000;
const SWEEP_EVERY_MS = 60_000;
const MEDIA_SWEEP_EVERY_MS = 3_600_000;
/** A new version of the ruler judges what is there in portions, behind everything else. */
const UNJUDGED_SWEEP_EVERY_MS = 600_000;
const UNJUDGED_AT_ONCE = 200;
/** How long stages may go on after SIGTERM before they are handed back, and how long that may take before they are left to the reaper. */
const GRACE_MS = 3_000;
const LEAVE_MS = 12_000;

const env = readEnv();
const tracing = await startTracing(env, 'worker', log);
const shutdown = new AbortController();
const engines = createEngines(env);

// Every run needs it in its first stage. A worker that took jobs before would hold their leases while it loads.
const warm = engines.embedder.embed(['ready']).catch((error) => log.warn({ err: error }, 'the embedding model does not load yet'));

const identity = await joinWorkers(() => {
  log.error('the connection that shows that this worker lives broke; it ends, and another one takes over');
  process.exit(1);
});

const pool = new pg.Pool({
  connectionString: requireDatabaseUrl(),
  max: LIGHT_CONCURRENCY + HEAVY_CONCURRENCY + 4,
  application_name: 'winnow-queue',
});
pool.on('error', (error) => log.warn({ err: error }, 'a queue connection broke'));
pool.on('connect', (client) => client.on('error', () => {}));

// Jobs wait until the runners' ids are registered: only then can the reaper give them back.
let open = () => {};
const registered = new Promise<void>((resolve) => {
  open = resolve;
});
const stageWorker = {
  id: identity.id,
  engines,
  retryPolicy: { enabled: env.values.ENABLE_HTTP_RETRY, maxAttempts: env.values.RETRY_MAX_ATTEMPTS },
  shutdown: shutdown.signal,
};
const stageTask: Task = async (payload) => {
  const { runId, stage } = payload as StageJob;
  await registered;
  await runStage(runId, stage, stageWorker);
};
const judge = { ruler: createRuler({ embedder: engines.embedder }), engines };
const judgeTask: Task = async (payload, { job }) => {
  await registered;
  await judgeRun((payload as JudgeJob).runId, job.attempts, judge, shutdown.signal);
};
const onError = (what: string) => (error: unknown) => log.warn({ err: error }, `${what} failed; it is tried again`);
const courier = createCourier(workerChannels(env));
const feedWatcher = createFeedWatcher({ policy: contentEgressPolicy() });
let backfilled = false;
// From the start: where this worker replaces the only one, nobody else would notice that one's death while the model loads.
const rounds = [
  every(HEARTBEAT_EVERY_MS, identity.beat, onError('the heartbeat')),
  every(REAP_EVERY_MS, reap, onError('looking for dead workers')),
  every(FOLD_EVERY_MS, foldAll, onError('folding the metrics')),
  every(MINUTE_BEAT_EVERY_MS, beatMinute, onError('noting that this minute was worked in')),
  every(ALERTS_EVERY_MS, () => evaluateAlerts(env), onError('evaluating the alerts')),
  every(DELIVER_EVERY_MS, courier.look, onError('looking for what is to be delivered')),
  every(FEEDS_EVERY_MS, tendFeeds, onError('looking at the feeds')),
  every(SWEEP_EVERY_MS, sweepOrphans, onError('the sweep')),
  every(SWEEP_EVERY_MS, ageAudits, onError('ageing the audits')),
  every(UNJUDGED_SWEEP_EVERY_MS, () => enqueueUnjudged(judge.ruler.version, UNJUDGED_AT_ONCE), onError('looking for unjudged runs')),
  every(RETENTION_EVERY_MS, forget, onError('forgetting what is kept no longer')),
  every(MEDIA_SWEEP_EVERY_MS, forgetHourly, onError('the hourly sweep of media and deliveries')),
  every(KEEP_MEMORY_EVERY_MS, () => keepMemory(engines.embedder, shutdown.signal), onError('keeping memory up to date')),
  every(COUNT_WORDS_EVERY_MS, countLexemes, onError('counting the words of memory')),
  every(MEDIA_SWEEP_EVERY_MS, sweepChanges, onError('the sweep of memory’s changes')),
  every(MEDIA_SWEEP_EVERY_MS, sweepAttempts, onError('the sweep of sign-in attempts')),
  every(MEDIA_SWEEP_EVERY_MS, sweepAnswers, onError('the sweep of the answers of language models')),
];

async function tendFeeds(): Promise<void> {
  await lookAtFeeds(feedWatcher, join(env.dataDir, 'feeds', identity.id), shutdown.signal);
  await takeWaiting(shutdown.signal);
}

async function forget(): Promise<void> {
  const swept = await sweepRetention(await readRetention(), shutdown.signal);
  if (swept && Object.values(swept).some((count) => count > 0)) log.info(swept, 'what is kept no longer was deleted');
}

/** Media is on this machine's disk, so each machine's worker looks after its own. */
async function forgetHourly(): Promise<void> {
  const kept = await readRetention();
  await sweepMedia(kept);
  await sweepOutbox(new Date(Date.now() - kept.deliveries_days * DAY_MS));
}

async function sweepAnswers(): Promise<void> {
  const { cache } = await readLlmSettings();
  await sweepLlmCache(cache.max_age_days, cache.max_megabytes * 1024 * 1024);
}

async function foldAll(): Promise<void> {
  if (!backfilled) await backfillRollups();
  backfilled = true;
  await fold();
}

async function reap(): Promise<void> {
  for (const id of await reapDeadWorkers()) log.warn({ worker_id: id }, 'a worker died; its work was handed back');
}

await warm;
const runners = await Promise.all([
  startRunner(pool, LIGHT_CONCURRENCY, { stage_light: stageTask }),
  startRunner(pool, HEAVY_CONCURRENCY, { stage_heavy: stageTask, [JUDGE_TASK]: judgeTask }),
]);
await identity.registerPools(runners.map(({ poolId }) => poolId));
open();
log.info({ worker_id: identity.id, pid: process.pid }, 'worker ready');

let leaving = false;
async function leave(signal: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info({ signal }, 'worker stops');
  setTimeout(() => process.exit(1), LEAVE_MS).unref();
  const grace = setTimeout(() => shutdown.abort(), GRACE_MS);
  await Promise.allSettled(runners.map(({ runner }) => runner.stop()));
  clearTimeout(grace);
  for (const round of rounds) round.stop();
  await identity.leave();
  // What is under way may arrive; what does not is sent again, under the same id.
  await Promise.race([courier.settled(), sleep(GRACE_MS)]);
  await Promise.allSettled([engines.close(), feedWatcher.close(), pool.end(), closeDatabase(), tracing.stop()]);
  process.exit(0);
}
process.on('SIGTERM', () => void leave('SIGTERM'));
process.on('SIGINT', () => void leave('SIGINT'));
