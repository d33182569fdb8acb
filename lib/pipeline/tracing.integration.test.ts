import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { context, diag, trace } from '@opentelemetry/api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { inSpan, SpanKind, traceparent } from '@/lib/base/tracing';
import type { Tracing } from '@/lib/base/tracing-export';
import { parseEnv } from '@/lib/config/env';
import { startTracing } from '@/lib/config/tracing';
import { exampleConfig } from '@/lib/core/gates/fixture';
import { database } from '@/lib/data/client';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { createRunUnder, driveRun, testWorker } from './testing/drive';
import { standInEngines } from './testing/engines';

/** As OTLP's JSON spells them (opentelemetry-proto trace.proto). */
interface SentSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  kind: number;
  status: { code?: number; message?: string };
  attributes: { key: string; value: Record<string, unknown> }[];
}
interface Sent {
  path: string;
  authorization: string | undefined;
  service: unknown;
  spans: SentSpan[];
}

let test: TestDatabase;
let collector: Server;
let sent: Sent[];
let status: number;
let tracing: Tracing;
const warned: string[] = [];
const log = { warn: (_: unknown, message: string) => warned.push(message) } as never;

beforeAll(async () => {
  test = await createTestDeployment();
});
afterAll(() => test.close());

beforeEach(async () => {
  sent = [];
  status = 200;
  collector = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as {
        resourceSpans: { resource: { attributes: SentSpan['attributes'] }; scopeSpans: { spans: SentSpan[] }[] }[];
      };
      for (const { resource, scopeSpans } of body.resourceSpans)
        sent.push({
          path: request.url!,
          authorization: request.headers.authorization,
          service: resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue,
          spans: scopeSpans.flatMap(({ spans }) => spans),
        });
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await new Promise((done) => collector.once('listening', done));
});
afterEach(async () => {
  await tracing.stop();
  trace.disable();
  context.disable();
  diag.disable();
  collector.closeAllConnections();
  await new Promise((done) => collector.close(done));
});

async function start(set: Record<string, string>): Promise<void> {
  const env = parseEnv(set);
  if (!env.ok) throw new Error('the test’s environment is faulty');
  tracing = await startTracing(env.value, 'worker', log);
}
const endpoint = () => `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
const spans = () => sent.flatMap((one) => one.spans);
const attribute = (span: SentSpan, key: string) => Object.values(span.attributes.find((one) => one.key === key)?.value ?? {})[0];

/** What the web process does, and then, as another process would, what workers do. */
async function requestAndWork(engines = standInEngines().engines): Promise<string> {
  const id = await inSpan('POST /api/runs', { kind: SpanKind.SERVER }, () => createRunUnder(exampleConfig(), 'full'));
  await driveRun(id, testWorker(engines));
  await tracing.flush();
  return id;
}

describe('with a collector', () => {
  it('one trace leads from the request over each job to its stage', async () => {
    await start({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint(), OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc' });
    const id = await requestAndWork();
    const [request] = spans().filter(({ name }) => name === 'POST /api/runs');
    expect((await database().run.findUniqueOrThrow({ where: { id } })).traceParent).toBe(`00-${request!.traceId}-${request!.spanId}-01`);
    const jobs = spans().filter(({ name }) => name.startsWith('job '));
    expect(jobs.map(({ name }) => name).sort()).toEqual(['job acquire', 'job analyze', 'job assess', 'job remember']);
    for (const job of jobs) {
      expect(job).toMatchObject({ traceId: request!.traceId, parentSpanId: request!.spanId, kind: 5 });
      expect(attribute(job, 'winnow.run.id')).toBe(id);
      const stage = spans().find(({ parentSpanId, name }) => parentSpanId === job.spanId && name === job.name.replace('job', 'stage'));
      expect(stage?.traceId).toBe(request!.traceId);
    }
    expect(sent[0]).toMatchObject({ path: '/v1/traces', authorization: 'Bearer abc', service: 'winnow-worker' });
  });

  it('a failed stage is told by its code and never by its text', async () => {
    await start({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint() });
    const { engines } = standInEngines();
    engines.acquirer.acquire = () => Promise.reject(new WinnowError('source_not_found', 'a title with a secret'));
    await requestAndWork(engines);
    const stage = spans().find(({ name }) => name === 'stage acquire')!;
    expect(stage.status).toMatchObject({ code: 2, message: 'source_not_found' });
    expect(attribute(stage, 'error.type')).toBe('source_not_found');
    expect(JSON.stringify(sent)).not.toContain('secret');
  });

  it('that does not answer, runs end as ever', async () => {
    await start({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint() });
    status = 400;
    const id = await requestAndWork();
    expect((await database().run.findUniqueOrThrow({ where: { id } })).state).toBe('finished');
    await expect(tracing.stop()).resolves.toBeUndefined();
  });
});

it('without one nothing is traced and nothing kept', async () => {
  await start({});
  const id = await inSpan('POST /api/runs', {}, async () => {
    expect(traceparent()).toBeNull();
    return createRunUnder(exampleConfig(), 'full');
  });
  await driveRun(id, testWorker(standInEngines().engines));
  expect(await database().run.findUniqueOrThrow({ where: { id } })).toMatchObject({ traceParent: null, state: 'finished' });
  expect(sent).toEqual([]);
});

it('a damaged traceparent begins a trace of its own', async () => {
  await start({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint() });
  for (const parent of ['', 'x', '00-0-0-01', `00-${'g'.repeat(32)}-${'1'.repeat(16)}-01`, `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01\n`])
    await inSpan('work', { parent }, async () => expect(traceparent()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/));
  await tracing.flush();
  expect(spans().every(({ parentSpanId }) => !parentSpanId)).toBe(true);
});
