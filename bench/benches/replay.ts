/**
 * npm run bench -- replay [--runs 100000,1000000]: how long one what-if over all recorded runs takes through POST /api/config/preview. All signals are distinct, and each
 * request changes bars, a type's mode and a condition's text to what was never asked before. Cold: the first one after the web process has started,
 * which reads the runs from the database; warm: those after it.
 */
import { readFileSync } from 'node:fs';
import { activeConfigVersion } from '@/lib/data/config-versions';
import type { Measure } from '../run';
import { countsOf } from '../support/counts';
import { startDeployment } from '../support/deployment';
import { quantile } from '../support/quantile';
import { openConnection, type RawConnection } from '../support/raw-http';
import { makeHistory } from './replay/history';

const REQUESTS = 30;
const BETWEEN_MS = 100;
const FLAGS = { ENABLE_QUALITY_FILTERING: '1', ENABLE_CONTENT_ROUTING: '1', ENABLE_EARLY_EXIT: '1', LOG_LEVEL: 'warning' };

interface Size {
  runs: number;
  cold_ms: number;
  meanwhile_p50_ms: number;
  meanwhile_max_ms: number;
  warm_p50_ms: number;
  warm_p95_ms: number;
  web_memory_mb: number;
  unknown_share: number;
}

const measure: Measure = async ({ options, progress }) => {
  const sizes = countsOf('runs', options.runs, [100_000, 1_000_000]);
  const deployment = await startDeployment(FLAGS);
  const measured: Size[] = [];
  try {
    await activeConfigVersion();
    let stored = 0;
    for (const runs of sizes) {
      await makeHistory(stored, runs, progress);
      stored = runs;
      const { port, process: web } = await deployment.startWeb();
      const connection = await openConnection(port);
      measured.push(await measureSize(connection, port, runs, web.pid!, progress));
      connection.close();
      await new Promise((ended) => web.once('exit', ended).kill('SIGKILL'));
    }
  } finally {
    await deployment.close();
  }
  const of = (runs: number) => measured.find((size) => size.runs === runs);
  return {
    n: sizes.length * REQUESTS,
    metrics: {
      whatif_100k_ms: of(100_000)?.warm_p50_ms ?? null,
      whatif_1m_ms: of(1_000_000)?.warm_p50_ms ?? null,
      sizes: measured,
    },
    settings: { requests: REQUESTS, changed: ['thresholds', 'a type’s mode', 'a condition’s text'], heard_share: 0.4, rounds_of_heard: 3 },
  };
};

async function measureSize(
  connection: RawConnection,
  port: number,
  runs: number,
  pid: number,
  progress: (message: string) => void,
): Promise<Size> {
  /** null: the runs are still being read. */
  const ask = async (i: number) => {
    const sentAt = performance.now();
    const { status, body } = await connection.send(
      `POST /api/config/preview HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json`,
      JSON.stringify({ set: changes(i), changed_runs: 20 }),
    );
    const ms = performance.now() - sentAt;
    if (status === 503) return null;
    if (status !== 200) throw new Error(`the preview answered ${status}: ${body.slice(0, 300)}`);
    const answer = JSON.parse(body) as { candidate: { runs: number; unknown: { share: number } } };
    if (answer.candidate.runs !== runs) throw new Error(`${answer.candidate.runs} runs were replayed, not ${runs}`);
    return { ms, unknownShare: answer.candidate.unknown.share };
  };
  const meanwhile = await watch(port);
  const startedAt = performance.now();
  while (!(await ask(0))) await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  const cold = performance.now() - startedAt;
  const others = meanwhile();
  progress(`${runs} runs: cold ${Math.round(cold)} ms`);
  const warm: number[] = [];
  let unknownShare = 0;
  for (let i = 1; i <= REQUESTS; i++) {
    const answer = await ask(i);
    if (!answer) throw new Error('the runs are read again');
    warm.push(answer.ms);
    unknownShare = answer.unknownShare;
  }
  const [p50, p95] = [quantile(warm, 0.5), quantile(warm, 0.95)];
  progress(`${runs} runs: warm ${Math.round(p50)} ms`);
  return {
    runs,
    cold_ms: cold,
    meanwhile_p50_ms: quantile(others, 0.5),
    meanwhile_max_ms: Math.max(...others),
    warm_p50_ms: p50,
    warm_p95_ms: p95,
    web_memory_mb: residentMb(pid),
    unknown_share: unknownShare,
  };
}

/** watch asks for something small ten times a second; what it returns ends that and gives how long each answer took, in milliseconds. */
async function watch(port: number): Promise<() => number[]> {
  const connection = await openConnection(port);
  const took: number[] = [];
  let watching = true;
  void (async () => {
    while (watching) {
      const sentAt = performance.now();
      await connection.send(`GET /api/health/live HTTP/1.1\r\nHost: 127.0.0.1:${port}`, '');
      took.push(performance.now() - sentAt);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
    connection.close();
  })();
  return () => {
    watching = false;
    return took;
  };
}

/** No two requests are alike. */
function changes(i: number): Record<string, unknown> {
  return {
    'quality_filtering.thresholds.min_overall': 0.5 + i * 0.005,
    'quality_filtering.thresholds.min_completeness': 0.4 + i * 0.003,
    'content_routing.content_types.news.processing_mode': i % 2 === 0 ? 'full' : 'lightweight',
    'early_exit.checkpoints.post_transcription.conditions.0.condition': `word_count < ${40 + i} or repetition_ratio > ${(0.7 + i / 1000).toFixed(3)}`,
  };
}

function residentMb(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1024);
}

export default measure;
