/**
 * npm run bench -- crash [--kills 200] [--workers 3] [--load 12]: kill -9 of worker processes under a load of runs. Every run must end as if nothing had
 * happened [lost], no effect may be there twice [duplicated], and what a dead worker was doing must be taken up again [recovery].
 */
import type { ChildProcess } from 'node:child_process';
import { database } from '@/lib/data/client';
import { submitRun } from '@/lib/intake';
import type { Measure } from '../run';
import { startArticleSite } from '../support/article-site';
import { startDeployment } from '../support/deployment';
import { countDuplicates, untilWorkersReady } from '../support/effects';
import { quantile } from '../support/quantile';
import { seededRandom } from '../support/random';
import { waitForRuns } from '../support/runs';

/** Runs under way at any time: enough that every kill hits some, and not so many that what is measured is the queue. */
const LOAD = 12;

const measure: Measure = async ({ options, progress }) => {
  const kills = Number(options.kills ?? 200);
  const workerCount = Number(options.workers ?? 3);
  const load = Number(options.load ?? LOAD);
  const seed = Number(options.seed ?? 1);
  const random = seededRandom(seed);
  const site = await startArticleSite();
  const deployment = await startDeployment({ WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port}`, LOG_LEVEL: 'warning' });
  try {
    const workers: ChildProcess[] = Array.from({ length: workerCount }, () => deployment.startWorker());
    const ids: string[] = [];
    const submit = async () => void ids.push((await submitRun({ url: site.url(ids.length) }, 'api')).run.id);
    const topUp = async () => {
      const open = await database().run.count({ where: { finishedAt: null } });
      for (let i = open; i < load; i++) await submit();
    };

    const interrupted: { runId: string; stage: string; killedAt: number }[] = [];
    let killed = 0;
    while (killed < kills) {
      await topUp();
      const victim = Math.floor(random() * workerCount);
      const busy = await runsOf(workers[victim]!.pid!);
      if (busy.length === 0) {
        await new Promise((done) => setTimeout(done, 50));
        continue;
      }
      workers[victim]!.kill('SIGKILL');
      const killedAt = Date.now();
      // Asked again after the kill: what was still leased then is what the kill interrupted.
      for (const run of await runsOf(workers[victim]!.pid!)) interrupted.push({ ...run, killedAt });
      workers[victim] = deployment.startWorker();
      killed++;
      // A kill is an accident, not the weather: the next one waits until all workers are there again.
      await untilWorkersReady(() => workers.map(({ pid }) => pid!));
      if (killed % 10 === 0) progress(`${killed} of ${kills} kills, ${ids.length} runs submitted, ${interrupted.length} interrupted`);
      await new Promise((done) => setTimeout(done, 200 + random() * 800));
    }

    const ended = await waitForRuns(ids, (left) => progress(`${left} left`));
    for (const { id, errorMessage } of ended.filter(({ state }) => state !== 'finished'))
      progress(`run ${id} did not finish: ${errorMessage}`);
    const recovery = await secondsUntil('state', interrupted);
    const noticed = await secondsUntil('retry', interrupted);
    return {
      n: kills,
      metrics: {
        lost: ended.filter(({ state }) => state !== 'finished').length,
        duplicated: await countDuplicates(),
        recovery_p50_s: quantile(recovery, 0.5),
        recovery_p95_s: quantile(recovery, 0.95),
        noticed_p50_s: quantile(noticed, 0.5),
        noticed_p95_s: quantile(noticed, 0.95),
        recovery_max_s: Math.max(...recovery),
        interrupted: interrupted.length,
        runs: ids.length,
        ended_as: Object.fromEntries(tally(ended.map(({ state, errorCode }) => errorCode ?? state))),
      },
      settings: { kills, workers: workerCount, load, seed, durable_commits: true },
    };
  } finally {
    await deployment.close();
    await site.close();
  }
};

/** Runs that a worker process holds a lease on, by its process id. */
async function runsOf(pid: number): Promise<{ runId: string; stage: string }[]> {
  return database().$queryRaw<{ runId: string; stage: string }[]>`
    SELECT r.id::text AS "runId", r.stage::text AS stage FROM run r JOIN worker_process w ON w.id = r.lease_worker_id WHERE w.pid = ${pid}`;
}

/** From the kill to an event of the same run and stage: `retry` is the death being noticed, `state` the next worker's lease. */
async function secondsUntil(type: string, interrupted: { runId: string; stage: string; killedAt: number }[]): Promise<number[]> {
  const seconds: number[] = [];
  for (const { runId, stage, killedAt } of interrupted) {
    const again = await database().runEvent.findFirst({
      where: { runId, stage: stage as 'acquire', type, at: { gt: new Date(killedAt) } },
      orderBy: { seq: 'asc' },
    });
    // None: the stage had been committed in the moment of the kill.
    if (again) seconds.push((again.at.getTime() - killedAt) / 1000);
  }
  return seconds;
}

function tally(values: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

export default measure;
