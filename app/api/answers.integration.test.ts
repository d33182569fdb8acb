import { join } from 'node:path';
import Ajv from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnv } from '@/lib/config/env';
import { exampleConfig } from '@/lib/core/gates/fixture';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { evaluateAlerts } from '@/lib/metrics/alerts/evaluate';
import { fold } from '@/lib/metrics/fold';
import { createRunUnder, driveRun, testWorker } from '@/lib/pipeline/testing/drive';
import { recording, standInEngines } from '@/lib/pipeline/testing/engines';
import answers from '../_server/openapi/answers.generated.json';

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: 'answers', components: { schemas: answers.schemas }, answers: answers.answers });

let test: TestDatabase;
const ids: Record<string, string> = {};

beforeAll(async () => {
  test = await createTestDeployment();
  const whole = await createRunUnder(exampleConfig(), 'full');
  await driveRun(whole, testWorker(standInEngines().engines));
  const heard = standInEngines();
  heard.source.acquire = (_, folder) => recording(folder, 250);
  heard.scores.overall = 0.95;
  const kept = await createRunUnder(exampleConfig(), 'quick');
  await driveRun(kept, testWorker(heard.engines));
  const failing = standInEngines();
  failing.engines.acquirer.acquire = () => Promise.reject(new Error('nothing works'));
  const failed = await createRunUnder(exampleConfig(), 'auto');
  for (let i = 0; i < 4; i++) await driveRun(failed, testWorker(failing.engines, { retryPolicy: { enabled: false, maxAttempts: 1 } }));
  await createRunUnder(exampleConfig(), 'auto');
  Object.assign(ids, { whole, kept, failed });
  await fold();
  await evaluateAlerts(readEnv());
});
afterAll(() => test.close());

interface Asked {
  query?: string;
  params?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Asks a route as Next.js would, and says what of its answer is not as described; [] where all is. */
async function faults(route: keyof typeof answers.answers, { query = '', params = {}, body, headers = {} }: Asked = {}): Promise<unknown> {
  const [method, path] = route.split(' ') as [string, string];
  const handlers = (await import(join(import.meta.dirname, '..', path.replaceAll(/\{(\w+)\}/g, '[$1]'), 'route.ts'))) as Record<
    string,
    (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
  >;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name]!);
  const request = new Request(`http://127.0.0.1:8000${filled}${query}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await handlers[method]!(request, { params: Promise.resolve(params) });
  const answered: unknown = await response.json();
  if (!response.ok) return answered;
  const pointer = `answers#/answers/${route.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const validate = ajv.compile({ $ref: encodeURI(pointer) });
  return validate(answered)
    ? []
    : validate.errors!.map(({ instancePath, message, params: of }) => `${instancePath} ${message} ${JSON.stringify(of)}`);
}

describe('what routes answer is what the OpenAPI document says', () => {
  it.each(['whole', 'kept', 'failed'])('a run: %s', async (which) => {
    expect(await faults('GET /api/runs/{id}', { params: { id: ids[which]! } })).toEqual([]);
  });

  it.each<[keyof typeof answers.answers, Asked?]>([
    ['GET /api/runs'],
    ['GET /api/samples'],
    ['GET /api/health/live'],
    ['GET /api/health/ready'],
    ['GET /api/performance'],
    ['GET /api/performance', { query: '?hours=24' }],
    ['GET /api/performance/metrics/summary'],
    ['GET /api/performance/content-types'],
    ['GET /api/performance/checkpoints'],
    ['GET /api/performance/quality-trends'],
    ['GET /api/performance/alerts'],
    ['GET /api/alerts/history'],
    ['GET /api/alerts/{rule}/backtest', { params: { rule: 'error_rate' } }],
    ['GET /api/config'],
    ['GET /api/config/versions'],
    ['GET /api/config/versions/{n}', { params: { n: '1' } }],
    ['GET /api/deliveries'],
    ['GET /api/deliveries/webhook-secret'],
    ['GET /api/experiments'],
    ['GET /api/feeds'],
    ['GET /api/memory/entities'],
    ['GET /api/memory/graph'],
    ['GET /api/memory/search', { query: '?q=bridge&mode=lexical' }],
    ['GET /api/tuning/conditions'],
    ['GET /api/tuning/recommendations'],
  ])('%s', async (route, asked) => {
    expect(await faults(route, asked)).toEqual([]);
  });

  it('what is asked of runs', async () => {
    expect(await faults('POST /api/runs', { body: { url: 'https://valley.example/other' } })).toEqual([]);
    expect(await faults('POST /api/runs/{id}/feedback', { params: { id: ids.kept! }, body: { verdict: 'up' } })).toEqual([]);
    expect(await faults('POST /api/runs/{id}/full', { params: { id: ids.kept! } })).toEqual([]);
    expect(await faults('POST /api/runs/{id}/retry', { params: { id: ids.failed! } })).toEqual([]);
  });

  it('and an answer that is not so is told', async () => {
    const validate = ajv.compile({ $ref: 'answers#/components/schemas/RunDetailView' });
    expect(validate({ id: 1 })).toBe(false);
  });
});
