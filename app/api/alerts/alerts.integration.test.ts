import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/lib/base/ids';
import { type Env, parseEnv } from '@/lib/config/env';
import type { Outcome } from '@/lib/core/metrics/totals';
import { database } from '@/lib/data/client';
import { resetMetrics, undoReset } from '@/lib/data/metric-epochs';
import { insertRecords } from '@/lib/data/performance';
import type { NewRecord } from '@/lib/data/performance-rows';
import { findMiscounted, recountStops } from '@/lib/data/stop-entries';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { channelsOf } from '@/lib/delivery/channels';
import { deliverOutbox } from '@/lib/delivery/deliver-outbox';
import { type Receiver, startReceiver } from '@/lib/delivery/testing/receiver';
import { evaluateAlerts } from '@/lib/metrics/alerts/evaluate';
import { readHourlyTotals } from '@/lib/metrics/alerts/hourly-totals';
import { fold } from '@/lib/metrics/fold';
import { readTotals } from '@/lib/metrics/read';
import * as resend from '../deliveries/[id]/resend/route';
import * as deliveries from '../deliveries/route';
import * as alerts from '../performance/alerts/route';
import * as acknowledge from './[rule]/acknowledge/route';
import * as backtest from './[rule]/backtest/route';
import * as silence from './[rule]/silence/route';
import * as unsilence from './[rule]/unsilence/route';
import * as history from './history/route';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECRET = Buffer.alloc(32, 9).toString('base64');

let test: TestDatabase;
let receivers: Record<'slack' | 'discord' | 'webhook', Receiver>;
beforeAll(async () => {
  process.env.LOG_LEVEL = 'FATAL';
  test = await createTestDatabase();
  const [slack, discord, webhook] = await Promise.all([startReceiver(), startReceiver(), startReceiver()]);
  receivers = { slack, discord, webhook };
});
afterAll(async () => {
  await Promise.all(Object.values(receivers).map((receiver) => receiver.close()));
  await test.close();
});
afterEach(async () => {
  for (const table of ['performance_record', 'metric_delta', 'metric_cell', 'alert', 'alert_event', 'outbox', 'outbox_target']) {
    await database().$executeRawUnsafe(`DELETE FROM ${table}`);
  }
  for (const receiver of Object.values(receivers)) receiver.received.length = 0;
});

function env(): Env {
  const parsed = parseEnv({
    SLACK_WEBHOOK_URL: `${receivers.slack.url}/services/x`,
    DISCORD_ALERT_WEBHOOK_URL: `${receivers.discord.url}/api/webhooks/1/x`,
    ALERT_WEBHOOK_URL: `${receivers.webhook.url}/hook`,
    ALERT_WEBHOOK_SECRET: SECRET,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

function record(outcome: Outcome, occurredAt: Date): NewRecord {
  const scored = outcome === 'full' || outcome === 'lightweight';
  return {
    id: newId(),
    runId: null,
    outcome,
    source: 'posted',
    contentType: 'technology',
    configVersion: '1',
    qualityScore: scored ? 0.8 : null,
    coherenceScore: null,
    completenessScore: null,
    informativenessScore: null,
    exitCheckpoint: outcome === 'early_exit' ? 'post_download' : null,
    exitReason: null,
    exitConfidence: null,
    reached: null,
    spentMs: 1_000,
    cpuMs: null,
    expectedFullMs: null,
    timeSavedPct: outcome.startsWith('failed') ? null : 0.7,
    idempotencyKey: null,
    occurredAt,
  };
}

/** A healthy mix (bypass 60 %, 40 % of the rest exit early), with as many failures of ours as wanted. */
async function recordRuns(hundreds: number, failures: number, occurredAt = new Date()): Promise<void> {
  const mix: [Outcome, number][] = [
    ['lightweight', 60 * hundreds],
    ['full', 24 * hundreds],
    ['early_exit', 16 * hundreds],
    ['failed_winnow', failures],
  ];
  const records = mix.flatMap(([outcome, n]) => Array.from({ length: n }, () => record(outcome, occurredAt)));
  await database().$transaction((tx) => insertRecords(tx, records));
}

const BASE = 'http://127.0.0.1:8000';
const none = { params: Promise.resolve({}) };
const rule = (name: string) => ({ params: Promise.resolve({ rule: name }) });
const get = (path = '/') => new Request(BASE + path, { headers: { 'x-winnow-door': 'web' } });
const post = (body?: unknown) =>
  new Request(BASE, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-winnow-door': 'web' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
type Row = Record<string, unknown>;
const body = async (answer: Promise<Response>) => (await answer).json();
const all = async (): Promise<Row[]> => body(alerts.GET(get(), none));
const errorRate = async () => (await all()).find((one) => one.rule === 'error_rate')!;
const events = async (): Promise<Row[]> => (await body(history.GET(get('/?limit=100'), none))).events;

/** Looks at the rules `minutes` after the start, which is now: what is measured are the last 24 real hours. */
function clock() {
  const start = Date.now();
  return (minutes: number) => evaluateAlerts(env(), new Date(start + minutes * MINUTE));
}
const deliver = () => deliverOutbox(channelsOf(env()));

describe('from recorded runs to a message', () => {
  it('fires, is delivered, is acknowledged, and resolves', async () => {
    const at = clock();
    await recordRuns(1, 6);
    await at(0);
    expect(await errorRate()).toMatchObject({ state: 'pending', severity: 'critical', n: 106, threshold: 0.05, warning_high: 0.01 });
    await at(4);
    await deliver();
    expect(receivers.slack.received).toEqual([]);

    await at(5);
    const fired = await errorRate();
    expect(fired).toMatchObject({
      state: 'firing',
      sentence: 'Error rate is 5.7 % over the last 24 h (n = 106 runs that finished or failed here), above the critical bar of 5 %.',
      runbook: 'error_rate-high',
      acknowledged_at: null,
    });
    expect((await all()).filter(({ state }) => state === 'firing')).toHaveLength(1);
    // log, slack, discord, webhook
    expect(await deliver()).toBe(4);
    expect(JSON.parse(receivers.slack.received[0]!.body).text).toMatch(
      /^🔴 \*Critical: Error rate is too high: 5\.7 %\*\n.*\n\*What to do:\*.*\n<http:\/\/localhost:8000\/alerts\/runbooks#error_rate-high\|Runbook>/,
    );
    const embed = JSON.parse(receivers.discord.received[0]!.body);
    expect(embed).toMatchObject({ allowed_mentions: { parse: [] }, embeds: [{ url: 'http://localhost:8000/alerts' }] });
    const hook = receivers.webhook.received[0]!;
    expect(JSON.parse(hook.body)).toMatchObject({
      type: 'alert.firing',
      data: { rule: 'error_rate', severity: 'critical', value: 6 / 106, threshold: 0.05, window_hours: 24, n: 106, advice: fired.advice },
    });
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = hook.headers;
    const expected = createHmac('sha256', Buffer.from(SECRET, 'base64')).update(`${id}.${timestamp}.${hook.body}`).digest('base64');
    expect(signature).toBe(`v1,${expected}`);

    expect(await body(acknowledge.POST(post(), rule('error_rate')))).toMatchObject({ state: 'firing', acknowledged_by: 'web' });
    await at(5 + 24 * 60);
    expect(await deliver()).toBe(0);

    await recordRuns(9, 0);
    await at(6 + 24 * 60);
    await at(16 + 24 * 60);
    expect(await errorRate()).toMatchObject({ state: 'resolved', acknowledged_at: null, threshold: null, advice: null });
    expect(await deliver()).toBe(4);
    expect(JSON.parse(receivers.slack.received[1]!.body).text).toMatch(/^🟢 \*Resolved: Error rate is within its bars: 0\.6 %\*/);

    const own = (await events()).filter((event) => event.rule === 'error_rate');
    expect(own.map(({ type, notified, by }) => [type, notified, by])).toEqual([
      ['resolved', true, null],
      ['acknowledged', false, 'web'],
      ['firing', true, null],
      ['pending', false, null],
    ]);
  });

  it('is sent only to the channels that want its severity, and is over for those who heard of it', async () => {
    const at = clock();
    await recordRuns(1, 2);
    await at(0);
    await at(5);
    await deliver();
    expect([receivers.slack, receivers.discord, receivers.webhook].map(({ received }) => received.length)).toEqual([0, 1, 1]);
    await recordRuns(9, 0);
    await at(6);
    await at(16);
    await deliver();
    expect([receivers.slack, receivers.discord, receivers.webhook].map(({ received }) => received.length)).toEqual([0, 2, 2]);
  });

  it('says nothing of too few runs, and shows that', async () => {
    const at = clock();
    for (let i = 0; i < 29; i++) await database().$transaction((tx) => insertRecords(tx, [record('failed_winnow', new Date())]));
    await at(0);
    await at(6);
    expect(await errorRate()).toMatchObject({ state: 'no_data', n: 29, threshold: null });
    expect((await errorRate()).sentence).toContain('29 of the 30 runs');
  });
});

describe('evaluating', () => {
  it('is done by one worker at a time, each time `every` has passed', async () => {
    const now = new Date();
    const done = await Promise.all(Array.from({ length: 4 }, () => evaluateAlerts(env(), now)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await evaluateAlerts(env(), new Date(now.getTime() + 30_000))).toBe(false);
    expect(await evaluateAlerts(env(), new Date(now.getTime() + MINUTE))).toBe(true);
  });
});

describe('silencing', () => {
  it('sends nothing until it ends, and then tells what still fires', async () => {
    const at = clock();
    await recordRuns(1, 6);
    const quiet = await body(silence.POST(post({ minutes: 60 }), rule('error_rate')));
    expect(Date.parse(quiet.silenced_until) - Date.now()).toBeGreaterThan(59 * MINUTE);
    await at(0);
    await at(5);
    expect([await deliver(), (await errorRate()).state]).toEqual([0, 'firing']);
    expect(await body(unsilence.POST(post(), rule('error_rate')))).toMatchObject({ silenced_until: null });
    await at(7);
    expect(await deliver()).toBe(4);
    expect((await events()).map(({ type }) => type).filter((type) => String(type).includes('silence'))).toEqual(['unsilenced', 'silenced']);
  });
});

describe('the alerts API', () => {
  const problem = async (answer: Promise<Response>) => {
    const { status, code, errors } = await body(answer);
    return [status, code, ...errors.map(({ field }: { field: string }) => field)];
  };

  it('has every rule before anything was looked at', async () => {
    expect((await all()).map(({ rule: name, state, evaluated_at }) => [name, state, evaluated_at])).toEqual(
      ['bypass_rate', 'early_exit_rate', 'quality_score_avg', 'time_savings_avg', 'error_rate', 'false_stop_rate'].map((name) => [
        name,
        'no_data',
        null,
      ]),
    );
  });

  it('refuses with the reason', async () => {
    expect(await problem(acknowledge.POST(post(), rule('error_rate')))).toEqual([409, 'conflict']);
    expect(await problem(acknowledge.POST(post(), rule('mood')))).toEqual([404, 'not_found']);
    expect(await problem(silence.POST(post({ until: '2020-01-01T00:00:00Z' }), rule('error_rate')))).toEqual([
      422,
      'invalid_request',
      'until',
    ]);
    expect(await problem(silence.POST(post({}), rule('error_rate')))).toEqual([422, 'invalid_request', 'minutes']);
    expect(await problem(backtest.GET(get('/?days=0'), rule('error_rate')))).toEqual([422, 'invalid_request', 'days']);
    expect(await problem(history.GET(get('/?cursor=x'), none))).toEqual([422, 'invalid_request', 'cursor']);
    expect(await problem(resend.POST(post(), { params: Promise.resolve({ id: newId() }) }))).toEqual([404, 'not_found']);
    expect(await problem(resend.POST(post(), { params: Promise.resolve({ id: 'x' }) }))).toEqual([404, 'not_found']);
  });

  it('pages through the history and the deliveries, and sends one again', async () => {
    const at = clock();
    await recordRuns(1, 6);
    await at(0);
    await at(5);
    await deliver();
    const ids: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { events: Row[]; next_cursor: string | null } = await body(
        history.GET(get(`/?limit=2${cursor && `&cursor=${cursor}`}`), none),
      );
      ids.push(...page.events.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(ids).toEqual((await events()).map(({ id }) => id));
    const first: { deliveries: Row[]; next_cursor: string } = await body(deliveries.GET(get('/?limit=3'), none));
    expect(first.deliveries).toHaveLength(3);
    const rest = await body(deliveries.GET(get(`/?cursor=${first.next_cursor}`), none));
    expect(rest).toMatchObject({ deliveries: [{ state: 'delivered' }], next_cursor: null });
    const slack = [...first.deliveries, ...rest.deliveries].find(({ target }) => target === 'slack')!;
    expect(await body(resend.POST(post(), { params: Promise.resolve({ id: String(slack.id) }) }))).toMatchObject({
      id: slack.id,
      state: 'waiting',
    });
    await deliver();
    expect(receivers.slack.received).toHaveLength(2);
  });
});

describe('a backtest', () => {
  const hourStart = Math.floor(Date.now() / HOUR) * HOUR;
  const hoursAgo = (hours: number) => new Date(hourStart - hours * HOUR + MINUTE);

  it('says when the rule would have fired on what was recorded, folded or not', async () => {
    await recordRuns(1, 0, hoursAgo(120));
    await recordRuns(1, 6, hoursAgo(90));
    await fold();
    await recordRuns(9, 0, hoursAgo(80));
    await recordRuns(1, 40, hoursAgo(2));
    const answer = await body(backtest.GET(get('/?days=7'), rule('error_rate')));
    expect(answer).toMatchObject({ rule: 'error_rate', days: 7, sentence: 'Would have fired 2 times in the last 7 days.' });
    const end = (hours: number) => new Date(hourStart - (hours - 1) * HOUR).toISOString();
    // Pending at the end of the hour in which it got bad, firing at the next; resolved likewise.
    expect(answer.firings[0]).toMatchObject({
      from: end(89),
      to: end(79),
      severity: 'critical',
      peak: { value: 6 / 106, n: 106, at: end(89) },
    });
    expect(answer.firings[1]).toMatchObject({ from: end(1), to: null, peak: { threshold: 0.05, side: 'high' } });
    expect(answer.evaluated).toBe(7 * 24 + 1);
    expect(answer.no_data).toBeGreaterThan(0);
  });

  it('rests on hours that add up to what the window says', async () => {
    await recordRuns(1, 3, hoursAgo(30));
    await recordRuns(1, 2, hoursAgo(23));
    await fold();
    await recordRuns(1, 1, hoursAgo(1));
    const hour = hourStart / HOUR;
    const hourly = await readHourlyTotals(hour - 24, hour + 1);
    const failed = [...hourly.values()].reduce((sum, totals) => sum + totals.failed_winnow.n, 0);
    expect([failed, hourly.size]).toEqual([(await readTotals(24, {})).failed_winnow.n, 2]);
    expect(failed).toBe(3);
  });

  it('of the false stops rests on the audits, of which there are none here', async () => {
    expect(await body(backtest.GET(get('/?days=30'), rule('false_stop_rate')))).toMatchObject({
      firings: [],
      sentence: 'Would not have fired in the last 30 days.',
      evaluated: 121,
      no_data: 121,
    });
  });
});

describe('the rule on false stops', () => {
  /** Runs whose stop was judged: full ones, whose gates were recorded and not obeyed. */
  async function judged(stops: number, falseOnes: number): Promise<void> {
    await all();
    await database().$executeRaw`INSERT INTO effective_config (hash, config) VALUES ('h', '{}') ON CONFLICT DO NOTHING`;
    await database().$executeRaw`
      WITH made AS (
        INSERT INTO run (id, lineage_id, url, canonical_url, source_host, dedupe_key, effective_config_hash, config_version_number, recorded, state, finished_at)
        SELECT id, id, 'u', 'u', 'h', 'd', 'h', (SELECT max(number) FROM config_version), true, 'finished', now() - interval '1 minute'
        FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, ${stops})) ids RETURNING id),
      numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM made)
      INSERT INTO loss_label (id, run_id, full_run_id, source, stop, stop_kind, decisive, pi, u, ruler, loss, informativeness, false_stop, points)
      SELECT gen_random_uuid(), id, id, 'shadow', 's', 'bypass', true, 1, place / (${stops} + 1.0), 'test', 0.5, 0.8, place <= ${falseOnes}, '[]' FROM numbered`;
    await database().$transaction(async (tx) => recountStops(tx, await findMiscounted(tx)));
  }
  afterEach(async () => {
    await database().$executeRaw`DELETE FROM run`;
    await database().$executeRaw`TRUNCATE metric_stop, metric_stop_delta`;
  });
  const falseStops = async () => (await all()).find((one) => one.rule === 'false_stop_rate')!;

  it('waits until even the lower end of the interval is beyond the bar', async () => {
    const at = clock();
    await judged(40, 4);
    await at(0);
    expect(await falseStops()).toMatchObject({ state: 'ok', value: 0.1, n: 40, threshold: null, warning_high: 0.05 });
    await judged(10, 10);
    await at(1);
    await at(6);
    expect(await falseStops()).toMatchObject({ state: 'firing', severity: 'critical', n: 50, side: 'high', threshold: 0.1 });
    expect((await falseStops()).sentence).toMatch(
      /^False-stop rate is 28 % over the last 30 d .n = 50 judged stops., and even the lower end/,
    );
    expect(await deliver()).toBe(4);
    expect(await body(backtest.GET(get('/?days=1'), rule('false_stop_rate')))).toMatchObject({ firings: [] });
  });
});

describe('after a reset', () => {
  it('nothing is known, by the rule and by its backtest, until something is recorded anew', async () => {
    const at = clock();
    await recordRuns(1, 6);
    await resetMetrics();
    await at(0);
    expect(await errorRate()).toMatchObject({ state: 'no_data', n: 0 });
    expect(await body(backtest.GET(get(), rule('error_rate')))).toMatchObject({ evaluated: 169, no_data: 169 });
    await undoReset();
    await at(1);
    expect(await errorRate()).toMatchObject({ state: 'pending', n: 106 });
  });
});
