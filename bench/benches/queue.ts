/**
 * npm run bench -- queue [--runs 300]: from submitting to the first stage at work, one at a time on an idle queue, and runs a second through the
 * whole pipeline for short articles, engines warm. Real worker process, durable commits.
 */
import { database } from '@/lib/data/client';
import { submitRun } from '@/lib/intake';
import type { Measure } from '../run';
import { startArticleSite } from '../support/article-site';
import { startDeployment } from '../support/deployment';
import { quantile } from '../support/quantile';
import { waitForRuns } from '../support/runs';

const WARM_UP = 8;
const LATENCY_RUNS = 100;

const measure: Measure = async ({ options, progress }) => {
  const runs = Number(options.runs ?? 300);
  const site = await startArticleSite();
  const flags = { ENABLE_QUALITY_FILTERING: '0', ENABLE_CONTENT_ROUTING: '0', ENABLE_EARLY_EXIT: '0' };
  const deployment = await startDeployment({ ...flags, WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port}`, LOG_LEVEL: 'warning' });
  try {
    deployment.startWorker();
    let next = 0;
    const submit = async () => (await submitRun({ url: site.url(next++) }, 'api')).run.id;

    progress('warming the engines');
    await waitForRuns(await Promise.all(Array.from({ length: WARM_UP }, submit)));

    const startMs: number[] = [];
    for (let i = 0; i < LATENCY_RUNS; i++) {
      await untilIdle();
      const submittedAt = Date.now();
      const id = await submit();
      await waitForRuns([id]);
      const stage = await database().runStage.findUniqueOrThrow({ where: { runId_stage: { runId: id, stage: 'acquire' } } });
      startMs.push(stage.startedAt!.getTime() - submittedAt);
      if (i % 20 === 19) progress(`latency: ${i + 1} of ${LATENCY_RUNS}`);
    }

    progress(`throughput: ${runs} articles`);
    const startedAt = Date.now();
    const ids: string[] = [];
    for (let i = 0; i < runs; i++) ids.push(await submit());
    const submitSeconds = (Date.now() - startedAt) / 1000;
    const ended = await waitForRuns(ids, (left) => progress(`${left} left`));
    const seconds = (Date.now() - startedAt) / 1000;
    return {
      n: LATENCY_RUNS + runs,
      metrics: {
        start_p50_ms: quantile(startMs, 0.5),
        start_p95_ms: quantile(startMs, 0.95),
        runs_per_second: runs / seconds,
        submits_per_second: runs / submitSeconds,
        failed: ended.filter(({ state }) => state !== 'finished').length,
      },
      settings: { workers: 1, durable_commits: true, article_words: 400, flags },
    };
  } finally {
    await deployment.close();
    await site.close();
  }
};

/** A run that has ended may leave something to do behind it, such as judging by it. */
async function untilIdle(): Promise<void> {
  for (;;) {
    const [row] = await database().$queryRaw<{ jobs: number }[]>`SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs`;
    if (row?.jobs === 0) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

export default measure;
