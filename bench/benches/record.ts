/**
 * npm run bench -- record [--requests 50000] [--connections 16] [--records 1000000]: POST /api/performance/record with distinct bodies and durable
 * commits, then POST /api/performance/records. The load comes from this process, so it has its share of the machine as well; beside them run PostgreSQL
 * and a folder. In the end nothing acknowledged may be missing, and the rollups must be what the records say.
 */
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { database } from '@/lib/data/client';
import { checkRollups } from '@/lib/metrics/check';
import { fold } from '@/lib/metrics/fold';
import type { Measure } from '../run';
import { startDeployment } from '../support/deployment';
import { quantile } from '../support/quantile';
import { seededRandom } from '../support/random';
import { openConnection } from '../support/raw-http';
import { randomRecord } from '../support/records';

const WARM_UP = 2_000;
const FOLD_EVERY_MS = 1_000;
const LINES_PER_CHUNK = 500;

const measure: Measure = async ({ options, progress }) => {
  const requests = Number(options.requests ?? 50_000);
  const connections = Number(options.connections ?? 16);
  const records = Number(options.records ?? 1_000_000);
  const random = seededRandom(Number(options.seed ?? 1));
  const deployment = await startDeployment({ LOG_LEVEL: 'warning' });
  try {
    const { port } = await deployment.startWeb();
    const stopFolding = foldMeanwhile();

    const body = () => JSON.stringify({ ...randomRecord(random), config_version: '1' });
    progress(`warming up: ${WARM_UP} requests`);
    await post(port, connections, Array.from({ length: WARM_UP }, body));
    progress(`${requests} requests over ${connections} connections`);
    const single = await post(port, connections, Array.from({ length: requests }, body));

    progress(`${records} records in bulk`);
    const chunks = Array.from({ length: Math.ceil(records / LINES_PER_CHUNK) }, (_, i) =>
      Buffer.from(Array.from({ length: Math.min(LINES_PER_CHUNK, records - i * LINES_PER_CHUNK) }, () => `${body()}\n`).join('')),
    );
    const bulk = await postBulk(port, chunks);
    await stopFolding();

    progress('comparing the rollups with the records');
    await fold();
    const { different, records: stored } = await checkRollups();
    const acknowledged = WARM_UP + single.ok + bulk.recorded;
    const [settings] = await database().$queryRaw<Record<string, string>[]>`
      SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit, version() AS postgresql`;
    return {
      n: requests + records,
      metrics: {
        requests_per_second: requests / single.seconds,
        p50_ms: quantile(single.ms, 0.5),
        p99_ms: quantile(single.ms, 0.99),
        max_ms: quantile(single.ms, 1),
        bulk_records_per_second: bulk.recorded / bulk.seconds,
        failed: requests - single.ok + (records - bulk.recorded),
        acknowledged_and_lost: acknowledged - stored,
        rollup_equals_raw: different === 0,
      },
      settings: { connections, requests, records, distinct_bodies: true, folder_beside: true, ...settings },
    };
  } finally {
    await deployment.close();
  }
};

/** As a worker does; without its engines, which have nothing to do with it. */
function foldMeanwhile(): () => Promise<void> {
  let stopped = false;
  const folding = (async () => {
    while (!stopped) {
      await fold();
      await new Promise((done) => setTimeout(done, FOLD_EVERY_MS));
    }
  })();
  return async () => {
    stopped = true;
    await folding;
  };
}

async function post(port: number, connections: number, bodies: readonly string[]) {
  const head = `POST /api/performance/record HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json`;
  const ms: number[] = [];
  let ok = 0;
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await openConnection(port);
      while (next < bodies.length) {
        const body = bodies[next++]!;
        const sentAt = performance.now();
        const { status } = await connection.send(head, body);
        ms.push(performance.now() - sentAt);
        if (status === 200) ok++;
      }
      connection.close();
    }),
  );
  return { ok, ms, seconds: (performance.now() - startedAt) / 1000 };
}

function postBulk(port: number, chunks: readonly Buffer[]): Promise<{ recorded: number; seconds: number }> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-ndjson', host: `127.0.0.1:${port}` };
    const posted = request({ port, host: '127.0.0.1', path: '/api/performance/records', method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ recorded: JSON.parse(text).recorded ?? 0, seconds: (performance.now() - startedAt) / 1000 }));
    });
    posted.on('error', reject);
    Readable.from(chunks).pipe(posted);
  });
}

export default measure;
