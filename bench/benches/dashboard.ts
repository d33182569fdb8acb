/**
 * npm run bench -- dashboard [--runs 10000,1000000,10000000]: how long the reads of /api/performance take at each size, over HTTP, nothing cached.
 * Records are stored as posted ones are, oldest first, over 410 days, seven types, 20 config versions, 300 reasons and two epochs; at each size all
 * of them are summed anew and compared with the rollups.
 */
import { database } from '@/lib/data/client';
import { resetMetrics, undoReset } from '@/lib/data/metric-epochs';
import { storeRecords } from '@/lib/data/performance';
import { checkRollups } from '@/lib/metrics/check';
import { fold } from '@/lib/metrics/fold';
import { newRecord } from '@/lib/metrics/record';
import type { Measure } from '../run';
import { countsOf } from '../support/counts';
import { startDeployment } from '../support/deployment';
import { quantile } from '../support/quantile';
import { seededRandom } from '../support/random';
import { openConnection, type RawConnection } from '../support/raw-http';
import { randomRecord } from '../support/records';

const DAYS = 410;
const VERSIONS = 20;
const BATCH = 5_000;
/** Batches. */
const FOLD_EVERY = 8;
const WARM_UP = 30;
const REQUESTS = 150;
const WINDOWS = ['?hours=24', '?hours=720', ''];
const ENDPOINTS = {
  root: '/',
  summary: '/metrics/summary',
  content_types: '/content-types',
  checkpoints: '/checkpoints',
  quality_trends: '/quality-trends',
};

interface Size {
  runs: number;
  p50_ms: Record<string, number>;
  p95_ms: Record<string, number>;
  root_p95_ms_by_window: Record<string, number>;
  load_seconds: number;
  rollup_equals_raw: boolean;
}

const measure: Measure = async ({ options, progress }) => {
  const sizes = countsOf('runs', options.runs, [10_000, 1_000_000, 10_000_000]);
  const measured: Size[] = [];
  for (const runs of sizes) measured.push(await measureSize(runs, progress));
  const smallest = measured[0]!;
  const largest = measured.at(-1)!;
  return {
    n: sizes.reduce((sum, runs) => sum + runs, 0),
    metrics: {
      root_p95_ms: largest.p95_ms.root,
      flatness: largest.p95_ms.root! / smallest.p95_ms.root!,
      rollup_equals_raw: measured.every(({ rollup_equals_raw }) => rollup_equals_raw),
      sizes: measured,
    },
    settings: {
      days: DAYS,
      versions: VERSIONS,
      epochs: 2,
      windows: ['24 h', '30 d', 'all'],
      requests_per_endpoint_and_window: REQUESTS,
      response_cache: false,
    },
  };
};

async function measureSize(runs: number, progress: (message: string) => void): Promise<Size> {
  const deployment = await startDeployment({ LOG_LEVEL: 'warning' });
  try {
    const startedAt = performance.now();
    await load(runs, progress);
    const loadSeconds = (performance.now() - startedAt) / 1000;
    progress(`${runs} runs stored in ${Math.round(loadSeconds)} s; summing them anew`);
    const { different } = await checkRollups();
    progress(`${runs} runs: ${different === 0 ? 'the rollups are what the records say' : `${different} differ`}`);

    const { port } = await deployment.startWeb();
    const connection = await openConnection(port);
    const ms = await readAll(connection, port);
    connection.close();
    const of = (share: number, names: readonly string[], values: Map<string, number[]>) =>
      Object.fromEntries(names.map((name) => [name, quantile(values.get(name) ?? [], share)]));
    const byEndpoint = grouped(ms, ({ endpoint }) => endpoint);
    const rootByWindow = grouped(
      ms.filter(({ endpoint }) => endpoint === 'root'),
      ({ window }) => window,
    );
    return {
      runs,
      p50_ms: of(0.5, Object.keys(ENDPOINTS), byEndpoint),
      p95_ms: of(0.95, Object.keys(ENDPOINTS), byEndpoint),
      root_p95_ms_by_window: of(0.95, WINDOWS, rootByWindow),
      load_seconds: loadSeconds,
      rollup_equals_raw: different === 0,
    };
  } finally {
    await deployment.close();
  }
}

/**
 * The second epoch begins in the middle, and is taken back in the end, so that all is counted and both are read. Folding goes on beside, as a worker does, and the next batch is
 * made while one is stored.
 */
async function load(runs: number, progress: (message: string) => void): Promise<void> {
  const random = seededRandom(runs);
  const end = Date.now();
  const spanMs = DAYS * 86_400_000;
  let storing: Promise<unknown> = Promise.resolve();
  let folding: Promise<unknown> = Promise.resolve();
  let epochs = 1;
  for (let i = 0; i < runs; i += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, runs - i) }, (_, j) => {
      const share = (i + j + random()) / runs;
      const version = Math.min(VERSIONS - 1, Math.floor(share * VERSIONS) + Number(random() < 0.3));
      return newRecord({ ...randomRecord(random), config_version: String(version + 1) }, null, new Date(end - spanMs * (1 - share)));
    });
    await storing;
    if (epochs === 1 && i + BATCH >= runs / 2) {
      await resetMetrics();
      epochs = 2;
    }
    storing = storeRecords(batch);
    if ((i / BATCH) % FOLD_EVERY === FOLD_EVERY - 1) {
      await folding;
      folding = fold();
    }
    if ((i / BATCH) % 100 === 99) progress(`${i + BATCH} of ${runs} stored`);
  }
  await storing;
  await folding;
  await fold();
  await undoReset();
  // As autovacuum would have done by now.
  await database().$executeRaw`VACUUM ANALYZE`;
}

interface Timed {
  endpoint: string;
  window: string;
  ms: number;
}

/** Endpoints and windows take turns, so that whatever else the machine does falls on all of them. */
async function readAll(connection: RawConnection, port: number): Promise<Timed[]> {
  const timed: Timed[] = [];
  for (let i = -WARM_UP; i < REQUESTS; i++) {
    for (const [endpoint, path] of Object.entries(ENDPOINTS)) {
      for (const window of WINDOWS) {
        const head = `GET /api/performance${path}${window} HTTP/1.1\r\nHost: 127.0.0.1:${port}`;
        const sentAt = performance.now();
        const { status } = await connection.send(head, '');
        if (status !== 200) throw new Error(`${path}${window} answered ${status}`);
        if (i >= 0) timed.push({ endpoint, window, ms: performance.now() - sentAt });
      }
    }
  }
  return timed;
}

function grouped(timed: readonly Timed[], by: (one: Timed) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const one of timed) groups.set(by(one), [...(groups.get(by(one)) ?? []), one.ms]);
  return groups;
}

export default measure;
