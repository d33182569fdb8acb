import { afterAll, afterEach, beforeAll } from 'vitest';
import { newId } from '@/lib/base/ids';
import { type Env, parseEnv } from '@/lib/config/env';
import type { Outcome } from '@/lib/core/metrics/totals';
import { database } from '@/lib/data/client';
import { insertRecords } from '@/lib/data/performance';
import type { NewRecord } from '@/lib/data/performance-rows';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { channelsOf } from '@/lib/delivery/channels';
import { deliverOutbox } from '@/lib/delivery/deliver-outbox';
import { type Receiver, startReceiver } from '@/lib/delivery/testing/receiver';
import { evaluateAlerts } from '@/lib/metrics/alerts/evaluate';
import * as alerts from '../performance/alerts/route';
import * as history from './history/route';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const SECRET = Buffer.alloc(32, 9).toString('base64');

let test: TestDatabase;
export let receivers: Record<'slack' | 'discord' | 'webhook', Receiver>;
/** setUp is called once by each test file: a database and three receivers of its own, emptied after each test. */
export function setUp(): void {
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
}

export function env(): Env {
  const parsed = parseEnv({
    SLACK_WEBHOOK_URL: `${receivers.slack.url}/services/x`,
    DISCORD_ALERT_WEBHOOK_URL: `${receivers.discord.url}/api/webhooks/1/x`,
    ALERT_WEBHOOK_URL: `${receivers.webhook.url}/hook`,
    ALERT_WEBHOOK_SECRET: SECRET,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

export function record(outcome: Outcome, occurredAt: Date): NewRecord {
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
export async function recordRuns(hundreds: number, failures: number, occurredAt = new Date()): Promise<void> {
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
export const none = { params: Promise.resolve({}) };
export const rule = (name: string) => ({ params: Promise.resolve({ rule: name }) });
export const get = (path = '/') => new Request(BASE + path, { headers: { 'x-winnow-door': 'web' } });
export const post = (body?: unknown) =>
  new Request(BASE, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-winnow-door': 'web' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
export type Row = Record<string, unknown>;
export const body = async (answer: Promise<Response>) => (await answer).json();
export const all = async (): Promise<Row[]> => body(alerts.GET(get(), none));
export const errorRate = async () => (await all()).find((one) => one.rule === 'error_rate')!;
export const events = async (): Promise<Row[]> => (await body(history.GET(get('/?limit=100'), none))).events;

/** Looks at the rules `minutes` after the start, which is now: what is measured are the last 24 real hours. */
export function clock() {
  const start = Date.now();
  return (minutes: number) => evaluateAlerts(env(), new Date(start + minutes * MINUTE));
}
export const deliver = () => deliverOutbox(channelsOf(env()));
