/**
 * npm run bench -- record_crash [--records 100000] [--kills 12]: records are posted while web and worker processes are killed (SIGKILL) in turn and
 * started again. Clients send what was not acknowledged again under the same idempotency key. In the end each record must be there once, and the
 * rollups must be what the records say.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { database } from '@/lib/data/client';
import { checkRollups } from '@/lib/metrics/check';
import { fold } from '@/lib/metrics/fold';
import type { Measure } from '../run';
import { startDeployment } from '../support/deployment';
import { seededRandom } from '../support/random';
import { openConnection } from '../support/raw-http';
import { randomRecord } from '../support/records';

const CONNECTIONS = 16;
const RETRY_MS = 100;
/** Some records are days late. */
const MAX_AGE_MS = 40 * 86_400_000;

const measure: Measure = async ({ options, progress }) => {
  const records = Number(options.records ?? 100_000);
  const kills = Number(options.kills ?? 12);
  const seed = Number(options.seed ?? 1);
  const random = seededRandom(seed);
  const deployment = await startDeployment({ LOG_LEVEL: 'warning' });
  try {
    let { port, process: web } = await deployment.startWeb();
    let worker = deployment.startWorker();
    const acknowledged = new Set<number>();
    let next = 0;
    let resent = 0;

    const client = async () => {
      let connection = await openConnection(port);
      while (next < records) {
        const number = next++;
        const occurred_at = random() < 0.2 ? new Date(Date.now() - random() * MAX_AGE_MS).toISOString() : undefined;
        const body = JSON.stringify({ ...randomRecord(random), config_version: '1', occurred_at });
        const head = `POST /api/performance/record HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nIdempotency-Key: record-${number}`;
        while (!acknowledged.has(number)) {
          try {
            const { status } = await connection.send(head, body);
            if (status === 200) acknowledged.add(number);
          } catch {
            resent++;
            connection.close();
            await sleep(RETRY_MS);
            connection = await openConnection(port).catch(() => connection);
          }
        }
      }
      connection.close();
    };

    const killing = async () => {
      for (let kill = 0; kill < kills; kill++) {
        const due = Math.floor(((kill + 1) / (kills + 1)) * records);
        while (acknowledged.size < due) await sleep(20);
        if (kill % 2 === 0) {
          web.kill('SIGKILL');
          web = (await deployment.startWeb(port)).process;
        } else {
          worker.kill('SIGKILL');
          worker = deployment.startWorker();
        }
        progress(`${acknowledged.size} acknowledged; killed and started again: ${kill % 2 === 0 ? 'web' : 'worker'}`);
      }
    };
    await Promise.all([killing(), ...Array.from({ length: CONNECTIONS }, client)]);

    await fold();
    const { different, records: counted } = await checkRollups();
    const [row] = await database().$queryRaw<{ stored: number; keys: number }[]>`
      SELECT count(*)::int AS stored, count(DISTINCT idempotency_key)::int AS keys FROM performance_record`;
    return {
      n: records,
      metrics: {
        acknowledged: acknowledged.size,
        acknowledged_and_lost: acknowledged.size - row!.keys,
        stored_twice: row!.stored - row!.keys,
        rollup_equals_raw: different === 0 && counted === row!.stored,
        resent,
      },
      settings: { records, kills, connections: CONNECTIONS, durable_commits: true, seed },
    };
  } finally {
    await deployment.close();
  }
};

export default measure;
