import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { fold } from '@/lib/metrics/fold';
import { MAX_LINE_BYTES } from '@/lib/metrics/record-lines';
import * as prometheus from '../../metrics/route';
import * as checkpoints from './checkpoints/route';
import * as contentTypes from './content-types/route';
import * as summary from './metrics/summary/route';
import * as trends from './quality-trends/route';
import * as record from './record/route';
import * as records from './records/route';
import * as reset from './reset/route';
import * as undo from './reset/undo/route';
import * as root from './route';

let test: TestDatabase;
beforeAll(async () => {
  process.env.LOG_LEVEL = 'FATAL';
  test = await createTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await database()
    .$executeRaw`TRUNCATE performance_record, metric_delta, metric_reason_delta, metric_hist_delta, metric_cell, metric_reason, metric_hist`;
});

const BASE = 'http://localhost:8000/api/performance';
const none = { params: Promise.resolve({}) };
const HOST = { host: 'localhost:8000' };
const get = (path = '', headers: Record<string, string> = {}) => new Request(BASE + path, { headers: { ...HOST, ...headers } });

function post(path: string, body?: unknown, headers: Record<string, string> = {}): Request {
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return new Request(BASE + path, {
    method: 'POST',
    headers: { ...HOST, ...json, ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}
const recordBody = (body: object, headers = {}) => record.POST(post('/record', body, headers));
const recordQuery = (query: string, headers = {}) => record.POST(post(`/record?${query}`, undefined, headers));

function postLines(lines: readonly string[], chunkBytes = 7): Promise<Response> {
  const bytes = Buffer.from(lines.join('\n'));
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, i) =>
    bytes.subarray(i * chunkBytes, (i + 1) * chunkBytes),
  );
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new Uint8Array(chunk));
      controller.close();
    },
  });
  // Node's fetch wants `duplex` for a stream; its types do not know it.
  const init = { method: 'POST', headers: HOST, body, duplex: 'half' };
  return records.POST(new Request(`${BASE}/records`, init));
}

async function body(answer: Promise<Response>) {
  const response = await answer;
  expect(response.status).toBe(200);
  return response.json();
}

async function refused(answer: Promise<Response>): Promise<{ status: number; code: string; fields: string[]; detail: string }> {
  const response = await answer;
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const { status, code, errors, detail } = await response.json();
  return { status, code, detail, fields: errors.map(({ field }: { field: string }) => field) };
}

describe('recording', () => {
  it('takes the fields from the query string or from a JSON body, and counts at once', async () => {
    expect(await body(recordQuery('processing_type=full&time_saved_pct=0.0'))).toEqual({ status: 'recorded', processing_type: 'full' });
    await body(
      recordBody({
        processing_type: 'early_exit',
        content_type: 'news',
        exit_checkpoint: 'post_download',
        exit_reason: 'too short',
        exit_confidence: 0.9,
        processing_time: 2.5,
        time_saved_pct: 0.8,
      }),
    );
    await body(recordBody({ processing_type: 'lightweight', content_type: 'news', quality_score: 0.7 }));
    expect(await body(summary.GET(get('?hours=1'), none))).toMatchObject({
      total_processed: 3,
      quality_bypassed: 1,
      early_exits: 1,
      full_processing: 1,
      bypass_rate: 1 / 3,
      early_exit_rate: 0.5,
      avg_time_savings: 0.4,
      total_time_saved_hours: (2.5 * 0.8) / 0.2 / 3600,
      error_rate: 0,
      avg_quality_score: 0.7,
      avg_processing_time: 2.5,
      false_stop_rate: null,
    });
    expect(await body(contentTypes.GET(get(), none))).toEqual([
      { content_type: 'news', count: 2, bypass_rate: 0.5, avg_quality_score: 0.7, avg_processing_time: 2.5 },
      { content_type: 'unknown', count: 1, bypass_rate: 0, avg_quality_score: null, avg_processing_time: null },
    ]);
    expect((await body(checkpoints.GET(get(), none)))[0]).toEqual({
      checkpoint_name: 'post_download',
      exit_count: 1,
      exit_rate: 1 / 3,
      top_exit_reasons: [{ reason: 'too short', count: 1 }],
      avg_confidence: 0.9,
      reached: 3,
      audited: 0,
      false_stops: 0,
    });
  });

  it('says of 80 that a fraction is wanted', async () => {
    for (const answer of [
      recordQuery('processing_type=full&time_saved_pct=80'),
      recordBody({ processing_type: 'full', time_saved_pct: 80 }),
    ]) {
      const problem = await refused(answer);
      expect(problem).toMatchObject({ status: 422, code: 'invalid_request', fields: ['time_saved_pct'] });
      expect(problem.detail).toContain('fraction');
    }
  });

  it.each([
    ['processing_type=failed', ['processing_type']],
    ['processing_type=full&quality_score=1.1', ['quality_score']],
    ['processing_type=full&quality_score=high', ['quality_score']],
    ['processing_type=full&processing_time=-1', ['processing_time']],
    ['processing_type=full&processing_time=1e9', ['processing_time']],
    ['processing_type=full&occurred_at=yesterday&colour=red', ['occurred_at', 'colour']],
    ['processing_type=full&occurred_at=1899-01-01T00:00:00Z', ['occurred_at']],
    ['content_type=news', ['processing_type']],
  ])('refuses %s', async (query, fields) => {
    expect(await refused(recordQuery(query))).toMatchObject({ status: 422, fields });
    expect(await database().performanceRecord.count()).toBe(0);
  });

  it('with a key counts once, however often it is sent', async () => {
    const key = { 'idempotency-key': 'run-17' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => recordBody({ processing_type: 'full' }, key)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await body(recordQuery('processing_type=full', key))).toEqual({ status: 'recorded', processing_type: 'full' });
    expect((await body(summary.GET(get(), none))).total_processed).toBe(1);
    expect(await refused(recordQuery('processing_type=full', { 'idempotency-key': 'x'.repeat(201) }))).toMatchObject({
      status: 422,
      fields: ['Idempotency-Key'],
    });
  });

  it('puts a late record into its own hour, and one of a clock that runs ahead into this one', async () => {
    const old = new Date(Date.now() - 30 * 3_600_000).toISOString();
    await body(recordBody({ processing_type: 'full', occurred_at: old }));
    await body(recordBody({ processing_type: 'full', occurred_at: '2999-01-01T00:00:00+02:00' }));
    expect((await body(summary.GET(get('?hours=24'), none))).total_processed).toBe(1);
    expect((await body(summary.GET(get('?hours=30'), none))).total_processed).toBe(2);
    const rows = await body(trends.GET(get('?hours=30'), none));
    expect(rows.filter(({ items_processed }: { items_processed: number }) => items_processed === 1)).toHaveLength(2);
  });

  it('is for whoever sits at this machine, and no page of another site', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { host: 'evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { forwarded: 'for=1.2.3.4' },
    ];
    for (const headers of foreign) {
      expect(await refused(recordQuery('processing_type=full', headers))).toMatchObject({ status: 403, code: 'forbidden_origin' });
      const bulk = new Request(`${BASE}/records`, { method: 'POST', headers: { ...HOST, ...headers }, body: '{"processing_type":"full"}' });
      expect(await refused(records.POST(bulk))).toMatchObject({ status: 403 });
    }
    expect(await database().performanceRecord.count()).toBe(0);
  });

  it('takes nothing but POST, and says so', async () => {
    for (const route of [record, records]) {
      const response = await route.GET(get(route === record ? '/record' : '/records'));
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
      expect(await response.json()).toMatchObject({ code: 'method_not_allowed' });
    }
    expect((await record.DELETE(get('/record', { host: 'evil.example' }))).status).toBe(403);
  });

  it('answers only what is stored', async () => {
    const url = process.env.DATABASE_URL;
    await closeDatabase();
    process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/nothing';
    try {
      expect(await refused(recordQuery('processing_type=full'))).toMatchObject({ status: 503, code: 'database_unavailable' });
    } finally {
      await closeDatabase();
      process.env.DATABASE_URL = url;
    }
  });
});

describe('recording in bulk', () => {
  it('stores each good line, and says of each bad one why not', async () => {
    const lines = [
      '{"processing_type":"full","idempotency_key":"a"}',
      '',
      'not json',
      '{"processing_type":"full","time_saved_pct":80}',
      '{"processing_type":"early_exit","exit_reason":"Zu kürz — naïve"}',
      `{"processing_type":"full","exit_reason":"${'x'.repeat(MAX_LINE_BYTES)}"}`,
      '{"processing_type":"lightweight","idempotency_key":"a"}\r',
      '{"processing_type":"lightweight"}',
    ];
    const answer = await body(postLines(lines));
    expect(answer).toMatchObject({ recorded: 3, duplicates: 1, refused: 3 });
    expect(answer.errors.map(({ line }: { line: number }) => line)).toEqual([3, 4, 6]);
    expect(answer.errors[1].message).toContain('fraction');
    expect((await body(summary.GET(get(), none))).total_processed).toBe(3);
  });

  it('takes many batches, and tells of the first 20 errors only', async () => {
    const lines = Array.from({ length: 5_050 }, (_, i) => (i % 100 === 0 ? '{}' : `{"processing_type":"full","processing_time":${i}}`));
    const answer = await body(postLines(lines, 10_000));
    expect(answer).toMatchObject({ recorded: 4_999, duplicates: 0, refused: 51 });
    expect(answer.errors).toHaveLength(20);
    await fold();
    expect((await body(summary.GET(get(), none))).total_processed).toBe(4_999);
  });
});

describe('reading', () => {
  it('answers all five with a validator, and with 304 while nothing has changed', async () => {
    await body(recordBody({ processing_type: 'full' }));
    for (const route of [root, summary, contentTypes, checkpoints, trends]) {
      const first = await route.GET(get('?hours=24'), none);
      const tag = first.headers.get('etag') ?? '';
      expect((await route.GET(get('?hours=24', { 'if-none-match': tag }), none)).status).toBe(304);
      await body(recordBody({ processing_type: 'lightweight' }));
      expect((await route.GET(get('?hours=24', { 'if-none-match': tag }), none)).status).toBe(200);
    }
  });

  it('says the same to Prometheus', async () => {
    await recordBody({ processing_type: 'lightweight', quality_score: 0.5 });
    const response = await prometheus.GET(new Request('http://localhost:8000/metrics', { headers: HOST }), none);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = (await response.text()).split('\n');
    expect(lines).toContain('winnow_runs_finished_total{processing_type="lightweight"} 1');
    expect(lines).toContain('winnow_bypass_rate 1');
    expect(lines).toContain('winnow_quality_score_avg 0.5');
  });

  it('has the shape of the contract', async () => {
    const view = await body(root.GET(get('/?hours=24'), none));
    expect(view).toMatchObject({ recording: false, epoch: { can_undo: false }, previous: { total_processed: 0 } });
    expect(Object.keys(view)).toEqual(
      expect.arrayContaining(['overall_metrics', 'content_type_breakdown', 'checkpoint_analytics', 'quality_trends', 'generated_at']),
    );
    expect(view.quality_trends).toHaveLength(25);
    expect(view.quality_trends[0].timestamp).toMatch(/:00:00\.000Z$/);
  });

  it.each(['hours=0', 'hours=8785', 'hours=1.5', 'hours=day', 'source=elsewhere', 'hour=3'])('refuses %s', async (query) => {
    for (const route of [root, summary, contentTypes, checkpoints, trends])
      expect(await refused(route.GET(get(`?${query}`), none))).toMatchObject({ status: 422, code: 'invalid_request' });
  });
});

describe('reset', () => {
  it('counts from then on, and can be undone', async () => {
    await body(recordBody({ processing_type: 'full' }));
    expect(await body(reset.DELETE(new Request(`${BASE}/reset`, { method: 'DELETE' }), none))).toEqual({
      status: 'reset',
      message: 'All metrics cleared',
    });
    expect((await body(summary.GET(get(), none))).total_processed).toBe(0);
    expect((await body(undo.POST(post('/reset/undo'), none))).status).toBe('undone');
    expect((await body(summary.GET(get(), none))).total_processed).toBe(1);
    expect(await refused(undo.POST(post('/reset/undo'), none))).toMatchObject({ status: 409, code: 'conflict' });
  });
});
