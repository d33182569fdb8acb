import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deliveriesSchema } from '@/lib/core/deliveries/requests';
import { database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { listDeliveries } from '@/lib/delivery/deliveries';
import { botStatus, saveDiscordSettings } from '@/lib/delivery/discord/settings';
import { driveRun, testWorker } from '@/lib/pipeline/testing/drive';
import { type StandIns, standInEngines } from '@/lib/pipeline/testing/engines';
import { type Channel, type Interaction, type Message, StandInDiscord, type StandInOptions } from '../e2e/discord';
import { ROLE_ID } from '../e2e/discord/gateway';
import { type Bot, type BotOptions, createBot } from './bot';
import { COMMANDS } from './commands/definitions';

const FLAGS = { ENABLE_QUALITY_FILTERING: '1', ENABLE_CONTENT_ROUTING: '1', ENABLE_EARLY_EXIT: '1' };
const ALICE = { id: '300000000000000002' };
const WAIT = { timeout: 20_000, interval: 20 };

let test: TestDatabase;
let folder: string;
let standIns: StandIns;
let discord: StandInDiscord;
let channel: Channel;
const bots: Bot[] = [];
let n = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'winnow-test-'));
  Object.assign(process.env, FLAGS, { WINNOW_DATA_DIR: folder });
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  standIns = standInEngines();
  // Good enough to be kept: the full analysis is still to be asked for.
  standIns.scores.overall = 0.99;
  await openDiscord();
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
  await discord.close();
  await database().setting.deleteMany({ where: { key: { startsWith: 'discord' } } });
  await database().outboxMessage.deleteMany();
  await database().run.deleteMany();
});

async function openDiscord(options: StandInOptions = {}): Promise<void> {
  discord = await StandInDiscord.start(options);
  channel = discord.world.addChannel('general');
}
async function reopenDiscord(options: StandInOptions): Promise<void> {
  await discord.close();
  await openDiscord(options);
}

async function startBot(over: Partial<BotOptions> = {}): Promise<Bot> {
  const bot = await createBot({
    token: 'stand-in-token',
    apiUrl: discord.apiUrl,
    links: { baseUrl: 'http://127.0.0.1:8000' },
    embedder: standIns.engines.embedder,
    ...over,
  });
  bots.push(bot);
  await bot.start();
  return bot;
}
async function stopBot(): Promise<void> {
  await bots.pop()?.stop();
}

const analyze = (url = `https://valley.example/${++n}`, member: object = ALICE) =>
  discord.slash(channel.id, { ...ALICE, ...member }, 'analyze', [{ name: 'url', type: 3, value: url }]);
const embedOf = (message: Message | null | undefined) =>
  ((message?.body.embeds as Record<string, unknown>[] | undefined)?.[0] ?? {}) as {
    title?: string;
    description?: string;
    fields?: { name: string; value: string }[];
  };
const said = (interaction: Interaction) => embedOf(interaction.original).description ?? '';
const decided = (message: Message | null | undefined) => embedOf(message).fields?.find(({ name }) => name === 'Decided')?.value;
const buttonId = (message: Message | null, action: string): string => {
  const rows = (message?.body.components ?? []) as { components: { custom_id?: string }[] }[];
  return rows.flatMap(({ components }) => components).find(({ custom_id: id }) => id?.startsWith(`winnow:${action}:`))?.custom_id ?? '';
};

/** Waits until the run is taken in, and moves it to its end as a worker would. */
async function drive(count = 1): Promise<void> {
  const active = async () => {
    const runs = await database().run.findMany({ where: { state: 'queued', kind: { not: 'audit' } } });
    expect(runs.length).toBe(count);
    return runs;
  };
  for (const { id } of await vi.waitFor(active, WAIT)) await driveRun(id, testWorker(standIns.engines));
}
const shows = (check: () => void) => vi.waitFor(check, WAIT);

describe('/analyze', () => {
  it('is deferred, shows progress in one message, ends with the result, whose button brings the full analysis', async () => {
    await startBot();
    const asked = analyze();
    await shows(() => expect(said(asked)).toContain('Waiting for its turn'));
    await drive();
    await shows(() => expect(decided(asked.original)).toBe('Quick result'));
    expect(embedOf(asked.original).title).toBe('The bridge at Low Ferry');
    expect(asked.callbackType).toBe(5);

    const pressed = discord.click(asked.original!, ALICE, buttonId(asked.original, 'full'));
    await drive();
    await shows(() => expect(decided(pressed.original)).toBe('Full analysis'));
    expect(discord.world.ownMessages().map(decided)).toEqual(['Quick result', 'Full analysis']);
  });

  it('is acknowledged while the database does not answer, and done when it does', async () => {
    await startBot();
    const blocker = new pg.Client({ connectionString: test.url });
    await blocker.connect();
    await blocker.query('BEGIN; LOCK TABLE run, run_subscriber, effective_config, config_version IN ACCESS EXCLUSIVE MODE');
    const asked = analyze();
    await shows(() => expect(asked.ackMs).not.toBeNull());
    await blocker.query('ROLLBACK');
    await blocker.end();
    await drive();
    await shows(() => expect(decided(asked.original)).toBe('Quick result'));
  });

  it('of an address that can never be fetched says why', async () => {
    await startBot();
    const asked = analyze('http://127.0.0.1:5432/');
    await shows(() => expect(said(asked)).toContain('Forbidden'));
  });

  it('of what was done already shows the result at once', async () => {
    await startBot();
    const url = `https://valley.example/${++n}`;
    analyze(url);
    await drive();
    const again = analyze(url);
    await shows(() => expect(decided(again.original)).toBe('Quick result'));
  });
});

describe('whatever happens in between', () => {
  it('a bot that is started again goes on with the same message, and old buttons work', async () => {
    await startBot();
    const asked = analyze();
    await shows(() => expect(said(asked)).toContain('Waiting'));
    await stopBot();
    await drive();
    await startBot();
    await shows(() => expect(decided(asked.original)).toBe('Quick result'));
    const thumb = discord.click(asked.original!, ALICE, buttonId(asked.original, 'up'));
    await shows(() => expect(said(thumb)).toContain('useful'));
    expect(await database().feedback.findFirst({ orderBy: { at: 'desc' } })).toMatchObject({ verdict: 'up' });
  });

  it('a lost connection is resumed, and what was asked meanwhile is answered', async () => {
    await startBot();
    discord.gateway.drop();
    const asked = analyze();
    await drive();
    await shows(() => expect(decided(asked.original)).toBe('Quick result'));
    expect([discord.gateway.resumed, discord.gateway.identified]).toEqual([1, 1]);
  });

  it('a storm of 429s delays the result and loses nothing', async () => {
    await startBot();
    const asked = analyze();
    await shows(() => expect(said(asked)).toContain('Waiting'));
    discord.limits.startStorm(8);
    await drive();
    await shows(() => expect(decided(asked.original)).toBe('Quick result'));
    expect(discord.limits.hits).toBe(8);
    expect(discord.world.ownMessages()).toHaveLength(1);
  });

  it('a channel message takes over before the token ends, and is not sent twice where an answer is lost', async () => {
    await reopenDiscord({ tokenMs: 15_000 });
    await startBot({ tokenLifetimeMs: 2_000 });
    const asked = analyze();
    let lost = 0;
    discord.fate = ({ method, path }) => (method === 'POST' && path === `/channels/${channel.id}/messages` && lost++ === 0 ? 'lose' : null);
    await shows(() => expect(said(asked)).toContain('goes on in a message of its own'));
    await drive();
    const handedTo = () => discord.world.ownMessages().find(({ id }) => id !== asked.original?.id);
    await shows(() => expect(decided(handedTo())).toBe('Quick result'));
    expect([discord.world.ownMessages().length, lost]).toEqual([2, 1]);
  });

  it('a channel that may not be written in is said before the token ends, and the delivery is given up with the reason', async () => {
    await reopenDiscord({ tokenMs: 15_000 });
    channel.maySend = false;
    await startBot({ tokenLifetimeMs: 2_000 });
    const asked = analyze();
    await shows(() => expect(said(asked)).toContain('may not write in this channel'));
    // By then the bot takes the token for ended.
    await vi.waitUntil(() => Date.now() > asked.at + 2_000, WAIT);
    await drive();
    const failed = async () => expect((await listDeliveries(deliveriesSchema.parse({ state: 'failed' }))).deliveries).toHaveLength(1);
    await vi.waitFor(failed, WAIT);
    const [delivery] = (await listDeliveries(deliveriesSchema.parse({ target: 'discord:' }))).deliveries;
    expect(delivery).toMatchObject({
      target: `discord:${channel.id}`,
      title: 'The bridge at Low Ferry',
      lastError: expect.stringContaining('Send Messages'),
    });
  });

  it('a deleted channel is the reason of its delivery', async () => {
    await startBot();
    const asked = analyze();
    await shows(() => expect(said(asked)).toContain('Waiting'));
    discord.world.deleteChannel(channel.id);
    await drive();
    await vi.waitFor(async () => {
      const [delivery] = (await listDeliveries(deliveriesSchema.parse({}))).deliveries;
      expect(delivery).toMatchObject({ state: 'failed', lastError: 'the channel was deleted' });
    }, WAIT);
  });
});

describe('the connection', () => {
  it('with a token that is not accepted is not tried forever, and says what to do', async () => {
    await startBot({ token: 'another' });
    expect(await botStatus()).toMatchObject({ state: 'bad_token', detail: expect.stringContaining('DISCORD_BOT_TOKEN') });
  });

  it('without the right to read messages does all the rest', async () => {
    await reopenDiscord({ allowsMessageContent: false });
    await saveDiscordSettings({ auto_channels: [channel.id] });
    await startBot();
    await vi.waitFor(async () => expect(await botStatus()).toMatchObject({ state: 'intent_refused' }), WAIT);
    const asked = discord.slash(channel.id, ALICE, 'help');
    await shows(() => expect(said(asked)).toContain('/analyze'));
  });

  it('registers the commands once, in the server that the settings name or everywhere', async () => {
    await startBot();
    await stopBot();
    await startBot();
    const registrations = () => discord.calls.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands')).length;
    expect([registrations(), discord.commands.get('global')?.length]).toEqual([1, COMMANDS.length]);
    await stopBot();
    await saveDiscordSettings({ guild_id: '200000000000000001' });
    await startBot();
    expect([discord.commands.get('/guilds/200000000000000001')?.length, discord.commands.get('global')?.length]).toEqual([
      COMMANDS.length,
      0,
    ]);
  });
});

describe('commands that cannot be registered', () => {
  it('are said, and everything else works', async () => {
    await saveDiscordSettings({ guild_id: '999999999999999999' });
    await startBot();
    expect(await botStatus()).toMatchObject({ state: 'ready', detail: expect.stringContaining('999999999999999999') });
    const asked = discord.slash(channel.id, ALICE, 'help');
    await shows(() => expect(said(asked)).toContain('/analyze'));
  });
});

describe('who may do what', () => {
  it('submitting can be for certain roles', async () => {
    await saveDiscordSettings({ submit_roles: [ROLE_ID] });
    await startBot();
    const stranger = analyze();
    await shows(() => expect(said(stranger)).toContain('certain roles'));
    const member = analyze(undefined, { id: '300000000000000003', roles: [ROLE_ID] });
    await drive();
    await shows(() => expect(decided(member.original)).toBe('Quick result'));
  });

  it('more than an hour allows is refused with a friendly word, also after a restart', async () => {
    await saveDiscordSettings({ user_per_hour: 1 });
    await startBot();
    analyze();
    await drive();
    await stopBot();
    await startBot();
    const second = analyze();
    await shows(() => expect(said(second)).toContain('Give me a little time'));
    const other = analyze(undefined, { id: '300000000000000009' });
    await shows(() => expect(said(other)).toContain('Waiting'));
    await drive();
  });
});

describe('other commands', () => {
  it('/search and /ask answer from memory; a form asks further', async () => {
    await startBot();
    analyze();
    await drive();
    const search = discord.slash(channel.id, ALICE, 'search', [{ name: 'query', type: 3, value: 'river bridge' }]);
    await shows(() => expect(said(search)).toContain('The bridge at Low Ferry'));
    const asked = discord.slash(channel.id, ALICE, 'ask', [{ name: 'question', type: 3, value: 'Who built the bridge?' }]);
    await shows(() => expect(embedOf(asked.original).title).toContain('Who built the bridge?'));
    const further = discord.click(asked.original!, ALICE, buttonId(asked.original, 'ask'));
    await shows(() => expect(further.modal?.custom_id).toBe('winnow:ask:Who built the bridge?'));
    const sent = discord.submit(channel.id, ALICE, String(further.modal?.custom_id), { question: 'And when?' });
    await shows(() => expect(embedOf(sent.original).title).toContain('And when?'));
  });

  it('/run offers recent runs while one types, and shows one', async () => {
    await startBot();
    analyze();
    await drive();
    const typing = discord.autocomplete(channel.id, ALICE, 'run', 'id', 'bridge');
    await shows(() => expect(typing.choices?.[0]?.name).toBe('The bridge at Low Ferry'));
    const shown = discord.slash(channel.id, ALICE, 'run', [{ name: 'id', type: 3, value: typing.choices![0]!.value }]);
    await shows(() => expect(decided(shown.original)).toBe('Quick result'));
  });

  it.each(['recent', 'performance', 'alerts', 'help'])('/%s answers', async (name) => {
    await startBot();
    const asked = discord.slash(channel.id, ALICE, name);
    await shows(() => expect(embedOf(asked.original).title).toBeTruthy());
  });

  it('all that a full analysis found is read in a thread', async () => {
    await startBot();
    const asked = discord.slash(channel.id, ALICE, 'analyze', [
      { name: 'url', type: 3, value: `https://valley.example/${++n}` },
      { name: 'depth', type: 3, value: 'full' },
    ]);
    await drive();
    await shows(() => expect(decided(asked.original)).toBe('Full analysis'));
    const pressed = discord.click(asked.original!, ALICE, buttonId(asked.original, 'read'));
    await shows(() => expect(said(pressed)).toContain('in the thread'));
    const thread = discord.world.channels.get(asked.original!.id);
    expect(embedOf([...(thread?.messages.values() ?? [])][0]).description).toContain('**Summary**');
  });
});

describe('links written in a channel', () => {
  it('are left alone by default, and taken in the channels that the settings name; several only when asked to', async () => {
    await saveDiscordSettings({ auto_channels: [channel.id] });
    await startBot();
    const quiet = discord.world.addChannel('quiet');
    discord.say(quiet.id, ALICE, `https://valley.example/${++n}`);
    discord.say(channel.id, ALICE, `look: https://valley.example/${++n}.`);
    await drive();
    const result = () => discord.world.ownMessages().at(-1);
    await shows(() => expect(decided(result())).toBe('Quick result'));

    discord.say(channel.id, ALICE, `https://valley.example/${++n} and https://valley.example/${++n}`);
    await shows(() => expect(embedOf(result()).description).toContain('2 links'));
    discord.click(result()!, ALICE, buttonId(result()!, 'take'));
    await drive(2);
    await shows(() => expect(discord.world.ownMessages().filter((message) => decided(message) === 'Quick result')).toHaveLength(3));
    expect(quiet.messages.size).toBe(1);
  });
});
