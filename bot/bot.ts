/**
 * The bot: one gateway session and all requests under its token, so that its rate limits are kept in one place. It is connected or says why not:
 *
 *   connecting ── ready ─────────────▶ ready ── connection lost ──▶ connecting (resumed by discord.js)
 *   connecting ── token refused ─────▶ bad_token           (until it is started with another one)
 *   connecting ── intent refused ────▶ intent_refused      (goes on without links written in channels)
 *   connecting ── not reachable ─────▶ unreachable         (tried again)
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Events, GatewayIntentBits, REST } from 'discord.js';
import { every } from '@/lib/base/every';
import { createLogger } from '@/lib/base/logging';
import type { BotState, DiscordSettings } from '@/lib/core/discord/settings';
import { createCourier } from '@/lib/delivery/deliver-outbox';
import { createDiscordCourier } from '@/lib/delivery/discord/courier';
import { failureOf } from '@/lib/delivery/discord/failures';
import { inTurn } from '@/lib/delivery/discord/in-turn';
import type { Links } from '@/lib/delivery/discord/links';
import { TOKEN_LIFETIME_MS } from '@/lib/delivery/discord/place';
import { discordSettings, saveBotStatus } from '@/lib/delivery/discord/settings';
import type { Embedder } from '@/lib/engines/embed/types';
import { getRun } from '@/lib/pipeline/views';
import { atMost } from './at-most';
import { takeMessage } from './auto-channels';
import { dispatch } from './dispatch';
import type { BotContext } from './options';
import { registerCommands } from './register';

import { SlidingWindow } from './sliding-window';

export interface BotOptions {
  token: string;
  /** Discord's, or a proxy's. */
  apiUrl: string;
  links: Links;
  embedder: Embedder;
  tokenLifetimeMs?: number;
}

export interface Bot {
  /** Resolves when it is connected, or knows that it cannot be. */
  start(): Promise<BotState>;
  stop(): Promise<void>;
}

const log = createLogger('discord');

const SHOW_EVERY_MS = 1_000;
const SETTINGS_EVERY_MS = 5_000;
const RECONNECT_EVERY_MS = 15_000;
/** How long what is being delivered is waited for at the end; what does not arrive by then is sent again. */
const SETTLE_MS = 5_000;
/** Discord's limit on all requests of a bot but those under an interaction's token, to which it does not apply. */
const REQUESTS_PER_SECOND = 45;
const UNLIMITED = 100_000;
/** About as many as there are connections to the database. */
const WORKS_AT_ONCE = 8;

const DETAILS: Partial<Record<BotState, string>> = {
  bad_token:
    'Discord does not accept DISCORD_BOT_TOKEN. Make a new one (discord.com/developers, Bot, Reset Token), put it into .env and start Winnow again.',
  intent_refused:
    'Links written in channels are not read: switch on “Message Content Intent” (discord.com/developers, Bot), then start Winnow again. Everything else works.',
  unreachable: 'Discord does not answer. It is tried again.',
};

export async function createBot({ token, apiUrl, links, embedder, tokenLifetimeMs = TOKEN_LIFETIME_MS }: BotOptions): Promise<Bot> {
  let settings: DiscordSettings = await discordSettings();
  let client: Client | null = null;
  let connectedFor = '';
  let refusesContent = false;
  let registrationFault: string | null = null;
  let status: { state: BotState; since: string } = { state: 'connecting', since: new Date().toISOString() };

  const rest = new REST({ api: apiUrl, globalRequestsPerSecond: REQUESTS_PER_SECOND }).setToken(token);
  const context: BotContext = {
    links,
    embedder,
    tokenLifetimeMs,
    settings: () => settings,
    limits: { questions: new SlidingWindow(), inTurn: inTurn(), atOnce: atMost(WORKS_AT_ONCE) },
  };
  const discord = createDiscordCourier({ rest, links, loadRun: getRun, botId: () => client?.user?.id ?? null, tokenLifetimeMs });
  const courier = createCourier(discord.channels);

  async function become(state: BotState): Promise<void> {
    const now = new Date().toISOString();
    if (state !== status.state) {
      status = { state, since: now };
      log[DETAILS[state] ? 'error' : 'info']({ state }, DETAILS[state] ?? `the bot is ${state}`);
    }
    await saveBotStatus({
      ...status,
      detail: DETAILS[state] ?? registrationFault,
      user: client?.user?.tag ?? null,
      guilds: client?.isReady() ? client.guilds.cache.size : null,
      at: now,
    }).catch((error) => log.warn({ err: error }, 'the state of the bot could not be written down'));
  }

  /** Commands that cannot be registered leave those that are there, and all else, at work. */
  async function register(applicationId: string): Promise<void> {
    try {
      await registerCommands(rest, applicationId, settings.guild_id);
      registrationFault = null;
    } catch (error) {
      const { error: reason } = failureOf(error);
      const where = settings.guild_id ? ` in server ${settings.guild_id}: is the bot there, with the scope applications.commands?` : '.';
      registrationFault = `The commands could not be registered${where} (${reason})`;
      log.error({ err: error }, registrationFault);
    }
  }

  /** What people write is asked for only where a channel is to be read. */
  const readsMessages = () => settings.auto_channels.length > 0 && !refusesContent;

  async function connect(): Promise<BotState> {
    await client?.destroy();
    const reads = readsMessages();
    connectedFor = String(reads);
    const messages = reads ? [GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent] : [];
    const connecting = new Client({
      intents: [GatewayIntentBits.Guilds, ...messages],
      rest: { api: apiUrl, globalRequestsPerSecond: UNLIMITED },
      allowedMentions: { parse: [] },
    });
    client = connecting;
    connecting.on(Events.InteractionCreate, (interaction) => void dispatch(interaction, context));
    connecting.on(Events.MessageCreate, (message) => void takeMessage(message, context));
    connecting.on(Events.Error, (error) => log.warn({ err: error }, 'the connection to Discord had a problem'));
    const unlessReplaced = (state: () => BotState) => () => void (connecting === client && become(state()));
    connecting.on(
      Events.ShardResume,
      unlessReplaced(() => (refusesContent ? 'intent_refused' : 'ready')),
    );
    connecting.on(
      Events.ShardReconnecting,
      unlessReplaced(() => 'connecting'),
    );
    connecting.on(Events.ShardDisconnect, ({ code }) => void closed(connecting, code));
    try {
      const ready = new Promise<void>((resolve) => connecting.once(Events.ClientReady, () => resolve()));
      const ended = new Promise<number>((resolve) => connecting.once(Events.ShardDisconnect, ({ code }) => resolve(code)));
      await connecting.login(token);
      const code = await Promise.race([ready, ended]);
      if (code !== undefined) return status.state;
      await register(connecting.application?.id ?? '');
      await become(refusesContent && settings.auto_channels.length > 0 ? 'intent_refused' : 'ready');
    } catch (error) {
      await refused(connecting, error);
    }
    return status.state;
  }

  async function refused(connecting: Client, error: unknown): Promise<void> {
    if (connecting !== client) return;
    const code = (error as { code?: unknown }).code;
    const status = (error as { status?: unknown }).status;
    if (code === 'TokenInvalid' || status === 401 || code === CLOSED.authenticationFailed) return become('bad_token');
    log.warn({ err: error }, 'the bot could not connect');
    await become('unreachable');
  }

  async function closed(connecting: Client, code: number): Promise<void> {
    if (connecting !== client) return;
    if (code === CLOSED.authenticationFailed) return become('bad_token');
    if (code === CLOSED.disallowedIntents) {
      refusesContent = true;
      await connect();
      return;
    }
    await become('unreachable');
  }

  /** Looks whether the settings want another connection than there is, and tries again what could not be reached. */
  async function tend(): Promise<void> {
    const before = settings;
    settings = await discordSettings();
    if (status.state === 'bad_token') return;
    if (String(readsMessages()) !== connectedFor) await connect();
    else if (client?.isReady() && before.guild_id !== settings.guild_id) await register(client.application.id);
    await become(status.state);
  }

  const reconnect = async () => void (status.state === 'unreachable' && (await connect()));
  const failing = (what: string) => (error: unknown) => log.warn({ err: error }, `${what} failed; it is tried again`);
  let rounds: { stop(): void }[] = [];

  return {
    async start() {
      const state = await connect();
      rounds = [
        every(SHOW_EVERY_MS, courier.look, failing('looking for results to bring')),
        every(SHOW_EVERY_MS, discord.showProgress, failing('showing progress')),
        every(SETTINGS_EVERY_MS, tend, failing('reading the settings')),
        every(RECONNECT_EVERY_MS, reconnect, failing('connecting')),
      ];
      return state;
    },
    async stop() {
      for (const round of rounds) round.stop();
      await Promise.race([courier.settled(), sleep(SETTLE_MS)]);
      const leaving = client;
      client = null;
      await leaving?.destroy();
      await become('stopped');
    },
  };
}

/** Close codes of the gateway that trying again does not help with. */
const CLOSED = { authenticationFailed: 4004, disallowedIntents: 4014 } as const;
