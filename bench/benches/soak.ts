/**
 * npm run bench -- soak [--minutes 60] [--workers 2]: mixed load (articles, spoken samples, records, deliveries, pages, searches, events) on one deployment, and in the
 * midst a rolling restart (SIGTERM, each when the one before is back) of every process. Memory and handles of all processes, PostgreSQL's and children's
 * included, are taken every five seconds and compared by thirds of the time after warming up, and so are latencies.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { database } from '@/lib/data/client';
import { StandInDiscord } from '../../e2e/discord';
import type { Measure } from '../run';
import { startArticleSite } from '../support/article-site';
import { startDeployment } from '../support/deployment';
import { untilWorkersReady } from '../support/effects';
import { Fleet } from '../support/fleet';
import { startHooks } from '../support/hooks';
import { Load } from '../support/load';
import { quantile } from '../support/quantile';
import { seededRandom } from '../support/random';
import { waitForRuns } from '../support/runs';
import { Readers } from './soak/readers';
import { restartAll } from './soak/rolling-restart';
import { Sampler } from './soak/sampler';
import { third, thirds } from './soak/thirds';

/** Of the time: engines load their models, caches fill. */
const WARM_UP_SHARE = 0.1;

const measure: Measure = async ({ options, progress }) => {
  const minutes = Number(options.minutes ?? 60);
  const workers = Number(options.workers ?? 2);
  const seed = Number(options.seed ?? 1);
  const site = await startArticleSite();
  const hooks = await startHooks(Number.MAX_SAFE_INTEGER);
  const discord = await StandInDiscord.start({ rateLimit: { limit: 1000, windowMs: 1000 } });
  const deployment = await startDeployment({
    WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port},127.0.0.1:${hooks.port}`,
    DISCORD_BOT_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    ENABLE_DASHBOARD_METRICS: '1',
    LOG_LEVEL: 'warning',
  });
  let fleet: Fleet | null = null;
  try {
    fleet = await Fleet.start(deployment, workers);
    await untilWorkersReady(fleet.workerPids);
    const load = new Load(fleet.port, site, hooks, discord, seed);
    const readers = new Readers(fleet.port, seededRandom(seed));
    const sampler = new Sampler(fleet, deployment);
    load.start();
    readers.start();
    sampler.start();

    const begunAt = Date.now();
    const endsAt = begunAt + minutes * 60_000;
    const warmAt = begunAt + WARM_UP_SHARE * (endsAt - begunAt);
    await until((warmAt + endsAt) / 2, () => progress(`${load.runs.size} runs, ${readers.times.length} requests, ${sampler.last()}`));
    const restarted = await restartAll(fleet, progress);
    await until(endsAt, () => progress(`${load.runs.size} runs, ${readers.times.length} requests, ${sampler.last()}`));
    const availability = readers.availability();
    await Promise.all([load.stop(), readers.stop()]);
    sampler.stop();
    const ended = await waitForRuns([...load.runs.keys()], (left) => progress(`${left} runs left`));
    await fleet.stop();

    const span = { from: warmAt, to: endsAt };
    const memory = thirds(sampler.samples, span, ({ memoryMb }) => memoryMb);
    const handles = thirds(sampler.samples, span, (sample) => sample.handles);
    const p95 = [0, 1, 2].map((n) =>
      quantile(
        third(readers.times, span, n).map(({ ms }) => ms),
        0.95,
      ),
    );
    return {
      n: readers.times.length,
      metrics: {
        memory_mb_by_third: memory,
        memory_growth: memory[2]! / memory[0]! - 1,
        peak_memory_mb: Math.max(...sampler.samples.map(({ memoryMb }) => memoryMb)),
        handles_by_third: handles,
        handles_growth: handles[2]! / handles[0]! - 1,
        p95_ms_by_third: p95,
        p95_growth: p95[2]! / p95[0]! - 1,
        error_rate: readers.errors / readers.times.length,
        errors: readers.errorsByKind,
        availability,
        runs: load.runs.size,
        runs_lost: ended.filter(({ state }) => state !== 'finished').length,
        records: load.records.size,
        resent: load.resent,
        undelivered: await database().outboxMessage.count({ where: { failedAt: { not: null } } }),
        restarted,
        memory_mb_by_role: sampler.byRole(),
      },
      settings: { minutes, workers, seed, warm_up_share: WARM_UP_SHARE, sampled_every_s: 5, memory: 'PSS' },
    };
  } finally {
    await fleet?.stop();
    await deployment.close();
    await Promise.all([site.close(), hooks.close(), discord.close()]);
  }
};

const SAY_EVERY_MS = 30_000;

async function until(time: number, say: () => void): Promise<void> {
  while (Date.now() < time) {
    await sleep(Math.max(0, Math.min(SAY_EVERY_MS, time - Date.now())));
    say();
  }
}

export default measure;
