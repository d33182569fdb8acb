import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/base/ids';
import { database } from '@/lib/data/client';
import { insertRecords } from '@/lib/data/performance';
import { evaluateAlerts } from '@/lib/metrics/alerts/evaluate';
import * as resend from '../deliveries/[id]/resend/route';
import * as deliveries from '../deliveries/route';
import * as acknowledge from './[rule]/acknowledge/route';
import * as backtest from './[rule]/backtest/route';
import * as silence from './[rule]/silence/route';
import * as unsilence from './[rule]/unsilence/route';
import * as history from './history/route';
import {
  all,
  body,
  clock,
  deliver,
  env,
  errorRate,
  events,
  get,
  MINUTE,
  none,
  post,
  type Row,
  receivers,
  record,
  recordRuns,
  rule,
  SECRET,
  setUp,
} from './testing';

setUp();

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
