/**
 * npm run bench -- fuzz [--requests 20000] [--seed 1]: every operation of /api/openapi.json, as the running web process serves it, with valid, boundary, invalid and
 * hostile requests made from the document itself. No request may lead to a server error, a hang or a dropped connection; every answer must be one that
 * the document declares, and what the document's schema refuses must not be taken.
 */
import type { Measure } from '../run';
import { ask, askJson } from '../support/ask';
import { type Deployment, startDeployment } from '../support/deployment';
import { quantile } from '../support/quantile';
import { seededRandom } from '../support/random';
import { waitForRuns } from '../support/runs';
import { fuzz } from './fuzz/fuzz';
import type { Document } from './fuzz/requests';

const KINDS = 4;
const SHOWN = 20;
const SAMPLES = ['sample:library-hours', 'sample:evening-news'];

const measure: Measure = async ({ options, progress }) => {
  const wanted = Number(options.requests ?? 20_000);
  const seed = Number(options.seed ?? 1);
  const deployment = await startDeployment({ LOG_LEVEL: 'error' }, { durable: false });
  try {
    const { port } = await deployment.startWeb();
    await fill(deployment, port);
    const answer = await ask(port, { method: 'GET', path: '/api/openapi.json' });
    if (!('status' in answer)) throw new Error('the document was not given');
    const document = JSON.parse(answer.body) as Document;
    const operations = Object.values(document.paths).flatMap((path) => Object.keys(path)).length;
    const perKind = Math.max(1, Math.round(wanted / operations / KINDS));
    const say = (requests: number, failures: number) => progress(`${requests} requests, ${failures} failures`);
    const result = await fuzz(document, (question) => ask(port, question), { random: seededRandom(seed), perKind, say });
    const count = (fault: string) => result.failures.filter((failure) => failure.fault === fault).length;
    const valid = Object.entries(result.outcomes.valid);
    const taken = valid.filter(([status]) => Number(status) < 400).reduce((sum, [, n]) => sum + n, 0);
    return {
      n: result.requests,
      metrics: {
        failures: result.failures.length,
        server_errors: count('server_error'),
        hangs: count('hang'),
        dropped: count('dropped'),
        nonconforming: count('nonconforming'),
        accepted_invalid: count('accepted_invalid'),
        operations,
        valid_taken_share: taken / valid.reduce((sum, [, n]) => sum + n, 0),
        p95_ms: quantile(result.milliseconds, 0.95),
        max_ms: Math.max(...result.milliseconds),
        outcomes: result.outcomes,
        failed: result.failures.slice(0, SHOWN),
      },
      settings: { seed, per_operation_and_kind: perKind },
    };
  } finally {
    await deployment.close();
  }
};

/** Runs that have ended, with all that hangs on them, and a feed: for ids that lead somewhere. */
async function fill(deployment: Deployment, port: number): Promise<void> {
  const worker = deployment.startWorker();
  const runIds: string[] = [];
  for (const url of SAMPLES) {
    const asked = await askJson(port, 'POST', '/api/runs', { url, callback_url: 'https://valley.example/hook' });
    if (!('status' in asked) || asked.status >= 300) throw new Error(`${url} was not taken: ${JSON.stringify(asked)}`);
    runIds.push((JSON.parse(asked.body) as { id: string }).id);
  }
  await waitForRuns(runIds);
  worker.kill('SIGKILL');
  await askJson(port, 'POST', '/api/feeds', { url: 'https://valley.example/feed' });
}

export default measure;
