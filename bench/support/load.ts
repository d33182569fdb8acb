/** Steady load as clients make it: what is not acknowledged is sent again under the same key, and what was is remembered. */
import { setTimeout as sleep } from 'node:timers/promises';
import { database } from '@/lib/data/client';
import { targetOf } from '@/lib/delivery/discord/place';
import { submitRun } from '@/lib/intake';
import type { StandInDiscord } from '../../e2e/discord';
import type { ArticleSite } from './article-site';
import { askJson } from './ask';
import type { Hooks } from './hooks';
import { seededRandom } from './random';
import { randomRecord } from './records';

/** Runs under way at any time. */
const OPEN_RUNS = 8;
const RECORD_CLIENTS = 2;
const RECORD_PAUSE_MS = 50;
const RETRY_MS = 100;
const PATIENCE_MS = 5_000;
/** Every so many runs the end is posted to Discord, by the bot; of the others to a callback URL, by the worker. */
const DISCORD_EVERY = 4;

export class Load {
  /** Of acknowledged runs, and which article each is of. */
  readonly runs = new Map<string, number>();
  readonly records = new Set<string>();
  readonly channelOf = new Map<string, string>();
  /** When the record was begun that was acknowledged last; milliseconds since the epoch. */
  lastRecordAt = 0;
  resent = 0;
  private stopping = false;
  private working: Promise<unknown> = Promise.resolve();
  private nextArticle = 0;
  private nextRecord = 0;

  constructor(
    private readonly port: number,
    private readonly site: ArticleSite,
    private readonly hooks: Hooks,
    private readonly discord: StandInDiscord,
    private readonly seed: number,
  ) {}

  start(): void {
    const clients = Array.from({ length: RECORD_CLIENTS }, (_, i) => this.postRecords(i));
    this.working = Promise.all([this.submitRuns(), ...clients]);
  }

  /** Resolves when what was under way is acknowledged. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.working;
  }

  private async submitRuns(): Promise<void> {
    const channel = this.discord.world.addChannel('results');
    while (!this.stopping) {
      const open = await database()
        .run.count({ where: { finishedAt: null } })
        .catch(() => OPEN_RUNS);
      if (open >= OPEN_RUNS) {
        await sleep(RETRY_MS);
        continue;
      }
      const n = this.nextArticle++;
      const id = n % DISCORD_EVERY === 0 ? await this.submitFromDiscord(n, channel.id) : await this.submitToApi(n);
      this.runs.set(id, n);
    }
  }

  private async submitToApi(n: number): Promise<string> {
    for (;;) {
      const body = { url: this.site.url(n), callback_url: this.hooks.url(n) };
      const asked = await askJson(this.port, 'POST', '/api/runs', body, { 'idempotency-key': `run-${n}` }, PATIENCE_MS);
      if ('status' in asked && asked.status < 300) return (JSON.parse(asked.body) as { id: string }).id;
      this.resent += 1;
      await sleep(RETRY_MS);
    }
  }

  /** As the bot takes a link in. */
  private async submitFromDiscord(n: number, channelId: string): Promise<string> {
    for (;;) {
      try {
        const subscriber = { target: targetOf(channelId), address: { channelId, guildId: null, messageId: null } };
        const { run } = await submitRun({ url: this.site.url(n) }, 'discord', { subscriber, idempotencyKey: `run-${n}` });
        this.channelOf.set(run.id, channelId);
        return run.id;
      } catch {
        this.resent += 1;
        await sleep(RETRY_MS);
      }
    }
  }

  private async postRecords(client: number): Promise<void> {
    const random = seededRandom(this.seed + client);
    while (!this.stopping) {
      const key = `record-${this.nextRecord++}`;
      const record = randomRecord(random);
      const begunAt = Date.now();
      for (;;) {
        const asked = await askJson(this.port, 'POST', '/api/performance/record', record, { 'idempotency-key': key }, PATIENCE_MS);
        if ('status' in asked && asked.status === 200) break;
        this.resent += 1;
        await sleep(RETRY_MS);
      }
      this.records.add(key);
      this.lastRecordAt = begunAt;
      await sleep(RECORD_PAUSE_MS);
    }
  }
}
