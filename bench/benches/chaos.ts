/**
 * npm run bench -- chaos [--kills 30] [--workers 2] [--faults kill_web,full_disk] [--seed 1]: under a steady load of runs, records and deliveries, in turn: kill -9
 * of worker, web, bot and PostgreSQL; every connection taken, a full disk, a frozen worker, dropped connections, a clock that jumps an hour, a run
 * that kills each worker that takes it. What ends is started again at once, as a service manager does. Each fault waits until the deployment has
 * recovered from the one before. In the end every acknowledged run must have finished, every acknowledged record be there, and nothing be there twice.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { database } from '@/lib/data/client';
import { checkRollups } from '@/lib/metrics/check';
import { fold } from '@/lib/metrics/fold';
import { StandInDiscord } from '../../e2e/discord';
import type { Measure } from '../run';
import { startArticleSite } from '../support/article-site';
import { startDeployment } from '../support/deployment';
import { countDuplicates, untilWorkersReady } from '../support/effects';
import { Fleet } from '../support/fleet';
import { startHooks } from '../support/hooks';
import { Load } from '../support/load';
import { quantile } from '../support/quantile';
import { seededRandom } from '../support/random';
import { waitForRuns } from '../support/runs';
import { mountSmallDisk } from './chaos/disk';
import { FAULTS, type FaultName, KILLS, type Stage, schedule } from './chaos/faults';
import { runsUnderWay, untilRecovered } from './chaos/recovery';

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'chaos/preload.mjs')).href;
const LONGEST_CALM_MS = 1_000;
const SETTLE_WITHIN_MS = 180_000;
/** Little of a log to keep, so that the small disk is not filled by it. */
const POSTGRES = { max_wal_size: '128MB', min_wal_size: '32MB' };

const measure: Measure = async ({ options, progress }) => {
  const kills = Number(options.kills ?? 30);
  const workers = Number(options.workers ?? 2);
  const seed = Number(options.seed ?? 1);
  const only = typeof options.faults === 'string' ? options.faults.split(',') : null;
  const random = seededRandom(seed);
  const disk = mountSmallDisk();
  const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-chaos-'));
  const clockFile = join(folder, 'clock');
  writeFileSync(clockFile, '0');
  const site = await startArticleSite();
  const hooks = await startHooks(Number.MAX_SAFE_INTEGER);
  const discord = await StandInDiscord.start({ rateLimit: { limit: 1000, windowMs: 1000 } });
  const deployment = await startDeployment(
    {
      WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port},127.0.0.1:${hooks.port}`,
      DISCORD_BOT_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ENABLE_DASHBOARD_METRICS: '1',
      CHAOS_CLOCK: clockFile,
      LOG_LEVEL: 'fatal',
    },
    { preload: [PRELOAD], postgres: POSTGRES },
  );
  let fleet: Fleet | null = null;
  try {
    fleet = await Fleet.start(deployment, workers);
    const load = new Load(fleet.port, site, hooks, discord, seed);
    load.start();

    const stage: Stage = { deployment, fleet, site, disk, clockFile, random, poisoned: [] };
    const recovery = new Map<FaultName, number[]>();
    const faults = schedule(kills, only).filter((name) => disk !== null || name !== 'full_disk');
    for (const [i, name] of faults.entries()) {
      // A fault is an accident, not the weather: the next one waits until all workers are there again.
      await untilWorkersReady(fleet.workerPids);
      await sleep(random() * LONGEST_CALM_MS);
      const before = await runsUnderWay();
      const struck = await FAULTS[name](stage);
      const seconds = await untilRecovered(name, struck.from, before, { load, discord, poisoned: stage.poisoned });
      struck.end?.();
      recovery.set(name, [...(recovery.get(name) ?? []), seconds]);
      progress(
        `${i + 1} of ${faults.length}: ${name}, recovered in ${seconds.toFixed(1)} s; ${load.runs.size} runs, ${load.records.size} records`,
      );
    }
    await load.stop();
    const ended = await waitForRuns([...load.runs.keys()], (left) => progress(`${left} runs left`));
    await untilDelivered();
    await fleet.stop();

    const failed = ended.filter(({ state }) => state !== 'finished');
    for (const { id, errorCode, errorMessage } of failed) progress(`run ${id} did not finish: ${errorCode}: ${errorMessage}`);
    const poison = await database().run.findMany({ where: { id: { in: stage.poisoned } }, select: { errorCode: true } });
    await fold();
    const rollups = await checkRollups();
    const all = [...recovery.values()].flat();
    return {
      n: all.length,
      metrics: {
        runs_lost: load.runs.size - ended.length + failed.length,
        acknowledged_records_lost: await missingRecords(load),
        duplicate_effects: (await countDuplicates()) + (await recordsTwice()) + deliveredTwice(load, hooks.taken, discord),
        undelivered: await openMessages(),
        poison_ended_as: poison.map(({ errorCode }) => errorCode),
        rollup_equals_raw: rollups.different === 0,
        recovery_p50_s: quantile(all, 0.5),
        recovery_p95_s: quantile(all, 0.95),
        recovery_max_s: Math.max(...all),
        by_fault: Object.fromEntries([...recovery].map(([name, seconds]) => [name, summary(seconds)])),
        kills: faults.filter((name) => name in KILLS).length,
        restarts: fleet.restarts,
        runs: load.runs.size,
        records: load.records.size,
        deliveries: hooks.taken.length + discord.world.ownMessages().length,
        resent: load.resent,
        not_possible_here: disk === null ? ['full_disk'] : [],
      },
      settings: { kills, workers, seed, restarted_after_ms: 0, durable_commits: true, postgres: POSTGRES },
    };
  } finally {
    await fleet?.stop();
    await deployment.close();
    await Promise.all([site.close(), hooks.close(), discord.close()]);
    rmSync(folder, { recursive: true, force: true });
    disk?.remove();
  }
};

const summary = (seconds: number[]) => ({
  n: seconds.length,
  p50_s: quantile(seconds, 0.5),
  p95_s: quantile(seconds, 0.95),
  max_s: Math.max(...seconds),
});

const openMessages = () => database().outboxMessage.count({ where: { deliveredAt: null } });

/** Pauses of minutes after an outage would only make this longer; that they come is tested elsewhere. */
async function untilDelivered(): Promise<void> {
  const deadline = Date.now() + SETTLE_WITHIN_MS;
  while ((await openMessages()) > 0 && Date.now() < deadline) {
    await database()
      .$executeRaw`UPDATE outbox SET not_before = now() WHERE not_before IS NOT NULL AND failed_at IS NULL AND delivered_at IS NULL`;
    await sleep(500);
  }
}

async function missingRecords(load: Load): Promise<number> {
  const rows = await database().performanceRecord.findMany({
    where: { idempotencyKey: { in: [...load.records] } },
    select: { idempotencyKey: true },
  });
  return load.records.size - new Set(rows.map(({ idempotencyKey }) => idempotencyKey)).size;
}

async function recordsTwice(): Promise<number> {
  const [row] = await database().$queryRaw<{ twice: number }[]>`
    SELECT count(*)::int AS twice FROM (
      SELECT 1 FROM performance_record WHERE run_id IS NOT NULL GROUP BY run_id HAVING count(*) > 1
      UNION ALL SELECT 1 FROM performance_record WHERE idempotency_key IS NOT NULL GROUP BY idempotency_key HAVING count(*) > 1) t`;
  return row?.twice ?? -1;
}

/** A callback URL of one run that was told under two ids, and a run whose end stands in its channel twice. */
function deliveredTwice(load: Load, taken: readonly { path: string; id: string }[], discord: StandInDiscord): number {
  const ids = new Map<string, Set<string>>();
  for (const { path, id } of taken) ids.set(path, (ids.get(path) ?? new Set()).add(id));
  const nonces = discord.world.ownMessages().map(({ nonce }) => nonce);
  const twicePosted = nonces.length - new Set(nonces).size;
  const posted = discord.world.ownMessages().length;
  const expected = [...load.channelOf.keys()].length;
  return [...ids.values()].filter((set) => set.size > 1).length + twicePosted + Math.max(0, posted - expected);
}

export default measure;
