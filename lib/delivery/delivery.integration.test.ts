import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Env, parseEnv } from '@/lib/config/env';
import type { AlertMessage } from '@/lib/core/alerts/message';
import { database } from '@/lib/data/client';
import { enqueueMessages, leaseTarget, REMOTE_DASHBOARD, sweepOutbox } from '@/lib/data/outbox';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { MAX_ATTEMPTS } from './back-off';
import { channelsOf } from './channels';
import { deliverOutbox } from './deliver-outbox';
import { listDeliveries, resendDelivery } from './deliveries';
import { type Receiver, startReceiver } from './testing/receiver';

let test: TestDatabase;
let slack: Receiver;
let discord: Receiver;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  [slack, discord] = await Promise.all([startReceiver(), startReceiver()]);
});
afterEach(async () => {
  await database().outboxMessage.deleteMany();
  await database().outboxTarget.deleteMany();
  await Promise.all([slack.close(), discord.close()]);
});

const environment = () => ({
  SLACK_WEBHOOK_URL: `${slack.url}/services/T0/B0/secret`,
  DISCORD_ALERT_WEBHOOK_URL: `${discord.url}/api/webhooks/1/token`,
});
function env(): Env {
  const parsed = parseEnv(environment());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}
const deliver = () => deliverOutbox(channelsOf(env()));

function alert(title: string): AlertMessage {
  return {
    rule: 'error_rate',
    type: 'firing',
    severity: 'critical',
    title,
    summary: 'Error rate is 6 %',
    advice: 'Do <this> & that',
    runbook: 'error_rate-high',
    value: 0.06,
    threshold: 0.05,
    side: 'high',
    windowHours: 24,
    n: 106,
    since: '2026-01-05T12:00:00.000Z',
    at: '2026-01-05T12:00:00.000Z',
  };
}
const send = (target: string, ...titles: string[]) =>
  database().$transaction((tx) =>
    enqueueMessages(
      tx,
      titles.map((title) => ({ target, kind: 'alert', payload: alert(title) })),
    ),
  );
const texts = (receiver: Receiver) => receiver.received.map(({ body }) => (JSON.parse(body) as { text: string }).text.split('\n')[0]);
const deliveries = async () => (await listDeliveries({ limit: 100 })).deliveries;
/** Lets the pause of every message be over. */
const later = () => database().outboxMessage.updateMany({ data: { notBefore: new Date(0) } });

describe('what waits in the outbox', () => {
  it('arrives once each, in its order, however many deliver at the same time', async () => {
    const titles = Array.from({ length: 20 }, (_, i) => `message ${i}`);
    await send('slack', ...titles);
    await Promise.all([deliver(), deliver(), deliver()]);
    await deliver();
    expect(texts(slack)).toEqual(titles.map((title) => `🔴 *${title}*`));
    expect((await deliveries()).every(({ state, attempts }) => state === 'delivered' && attempts === 1)).toBe(true);
  });

  it('keeps its place when it fails: what came later waits behind it, other targets do not', async () => {
    slack.answer = { status: 503, body: 'no_service\nfor now' };
    await send('slack', 'first', 'second');
    await send('discord', 'other');
    await deliver();
    await deliver();
    expect([texts(slack), discord.received.length]).toEqual([['🔴 *first*'], 1]);
    const first = (await deliveries()).find(({ title }) => title === 'first');
    expect(first).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'answered 503: no_service for now' });
    expect(Date.parse(first!.nextTryAt!)).toBeGreaterThan(Date.now() + 1_000);
    slack.answer = { status: 200 };
    await later();
    await deliver();
    expect(texts(slack)).toEqual(['🔴 *first*', '🔴 *first*', '🔴 *second*']);
  });

  it('waits as long as the target asks for', async () => {
    slack.answer = { status: 429, headers: { 'retry-after': '120' } };
    await send('slack', 'much');
    await deliver();
    const [much] = await deliveries();
    expect(Date.parse(much!.nextTryAt!) - Date.now()).toBeGreaterThan(110_000);
  });

  it('is given up visibly after the last try, and can be sent again under the same id', async () => {
    await slack.close();
    await send('slack', 'lost');
    for (let i = 0; i < MAX_ATTEMPTS; i++) {
      await deliver();
      await later();
    }
    const [lost] = await deliveries();
    expect(lost).toMatchObject({ state: 'failed', attempts: MAX_ATTEMPTS, lastError: 'could not be reached (ECONNREFUSED)' });
    slack = await startReceiver();
    expect(await resendDelivery(lost!.id)).toMatchObject({ id: lost!.id, state: 'waiting', attempts: 0 });
    await expect(resendDelivery(lost!.id)).rejects.toMatchObject({ code: 'conflict' });
    await deliver();
    expect(texts(slack)).toEqual(['🔴 *lost*']);
    expect(await deliveries()).toMatchObject([{ id: lost!.id, state: 'delivered' }]);
  });

  it('is given up at once where the target will never take it, and the next one goes on', async () => {
    slack.answer = { status: 404, body: 'no_team' };
    await send('slack', 'first', 'second');
    await deliver();
    expect((await deliveries()).map(({ state, lastError }) => [state, lastError])).toEqual([
      ['failed', 'answered 404: no_team'],
      ['failed', 'answered 404: no_team'],
    ]);
  });

  it('is not followed to another address, and no error names the token in the URL', async () => {
    slack.answer = { status: 302, headers: { location: `${discord.url}/elsewhere` } };
    await send('slack', 'moved');
    await deliver();
    expect(discord.received).toEqual([]);
    const [moved] = await deliveries();
    expect(moved?.lastError).toContain('redirects');
    expect(moved?.lastError).not.toContain('secret');
  });

  it('of a target without an address is kept', async () => {
    await send('pigeon', 'home');
    expect(await deliver()).toBe(0);
    expect(await deliveries()).toMatchObject([{ target: 'pigeon', state: 'waiting', attempts: 0 }]);
  });

  it('is forgotten only some time after it was delivered', async () => {
    await send('slack', 'old');
    await send('pigeon', 'home');
    await deliver();
    expect(await sweepOutbox(new Date(Date.now() - 60_000))).toBe(0);
    expect(await sweepOutbox(new Date(Date.now() + 60_000))).toBe(1);
    expect((await deliveries()).map(({ target }) => target)).toEqual(['pigeon']);
  });
});

describe('a dashboard elsewhere', () => {
  it('gets each finished run once, under a key that does not change', async () => {
    slack.answer = { status: 503 };
    const payload = { processing_type: 'full', quality_score: 0.5 };
    await database().$transaction((tx) => enqueueMessages(tx, [{ target: REMOTE_DASHBOARD, kind: 'record', payload }]));
    const channels = channelsOf((parseEnv({ DASHBOARD_API_URL: slack.url }) as { value: Env }).value);
    await deliverOutbox(channels);
    expect(await deliveries()).toMatchObject([{ target: 'dashboard', title: 'record', state: 'waiting' }]);
    slack.answer = { status: 200 };
    await later();
    expect(await deliverOutbox(channels)).toBe(1);
    const [first, second] = slack.received;
    expect([first?.path, JSON.parse(first?.body ?? '')]).toEqual(['/api/performance/record', payload]);
    expect(second).toMatchObject({ path: first?.path, body: first?.body });
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
    expect(await deliveries()).toEqual([]);
    expect([await sweepOutbox(new Date(0)), await database().outboxMessage.count()]).toEqual([1, 0]);
  });
});

describe('a worker that is killed between sending and writing that down', () => {
  it('keeps the target no longer than its lease, and the next one sends again, under the same id', async () => {
    const secret = Buffer.alloc(32, 7).toString('base64');
    const hook = { ALERT_WEBHOOK_URL: `${slack.url}/hook`, ALERT_WEBHOOK_SECRET: secret };
    slack.answer = 'hang';
    await send('webhook', 'twice');
    const arrived = slack.next();
    const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.resolve('./testing/deliver-once.ts'))], {
      env: { ...process.env, ...hook },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const first = await arrived;
    child.kill('SIGKILL');
    await once(child, 'exit');

    slack.answer = { status: 200 };
    const parsed = parseEnv(hook);
    const channels = channelsOf((parsed as { value: Env }).value);
    expect(await deliverOutbox(channels)).toBe(0);
    await database().$executeRaw`UPDATE outbox_target SET lease_until = now() - interval '1 second'`;
    expect(await deliverOutbox(channels)).toBe(1);
    expect(slack.received.map(({ headers }) => headers['webhook-id'])).toEqual([first.headers['webhook-id'], first.headers['webhook-id']]);
    expect(await deliveries()).toMatchObject([{ id: first.headers['webhook-id'], state: 'delivered' }]);
  });

  it('cannot go on once another one has the lease', async () => {
    await send('slack', 'x');
    const [a, b] = ['01930000-0000-4000-8000-00000000000a', '01930000-0000-4000-8000-00000000000b'];
    expect([await leaseTarget('slack', a, 30), await leaseTarget('slack', b, 30), await leaseTarget('slack', a, 30)]).toEqual([
      true,
      false,
      true,
    ]);
    await database().$executeRaw`UPDATE outbox_target SET lease_until = now() - interval '1 second'`;
    expect([await leaseTarget('slack', b, 30), await leaseTarget('slack', a, 30)]).toEqual([true, false]);
  });
});
