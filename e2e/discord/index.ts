/**
 * A stand-in for Discord on loopback: gateway and REST, faithful where a bot can go wrong. A first answer to an interaction has 3 seconds, its token 15 minutes
 * (both can be shortened); requests are limited per bucket with Discord's headers and 429s; bodies are held against its limits and refused with its own
 * errors; permissions, deleted channels and messages answer with its codes. Answers can be lost on purpose.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gateway, gatewayUrl, memberJson } from './gateway';
import { type Interaction, Interactions } from './interactions';
import { type RateLimit, RateLimits } from './rate-limits';
import { answerTo, type Backend, type Request } from './rest';
import {
  type Answer,
  APPLICATION_ID,
  channelJson,
  GUILD_ID,
  type Json,
  type Message,
  messageJson,
  refused,
  snowflake,
  World,
} from './world';

export type { Interaction } from './interactions';
export { APPLICATION_ID, type Channel, GUILD_ID, type Message } from './world';

export interface StandInOptions {
  port?: number;
  token?: string;
  ackMs?: number;
  tokenMs?: number;
  rateLimit?: RateLimit;
  allowsMessageContent?: boolean;
}

export interface Call {
  method: string;
  path: string;
  at: number;
  status: number;
  body: Json | Json[];
}

/** What befalls the next requests to a route: `refuse` before they are worked on, `lose` after, without an answer. */
export type Fate = 'refuse' | 'lose';

const API = /^\/api\/v\d+/;
/** Routes of an interaction's token need no other credential and are not limited like the others. */
const TOKEN_ROUTES = /^\/(interactions|webhooks)\//;

export interface Member {
  id: string;
  roles?: string[];
  mayManage?: boolean;
}

export class StandInDiscord {
  readonly world = new World();
  readonly calls: Call[] = [];
  readonly interactions: Interactions;
  readonly limits: RateLimits;
  readonly commands = new Map<string, Json[]>();
  readonly gateway: Gateway;
  readonly token: string;
  /** Decides what befalls a request; none by default. */
  fate: (request: Request) => Fate | null = () => null;
  private readonly server = createServer((request, response) => void this.serve(request, response));
  private port = 0;

  private constructor({
    token = 'stand-in-token',
    ackMs = 3_000,
    tokenMs = 900_000,
    rateLimit,
    allowsMessageContent = true,
  }: StandInOptions) {
    this.token = token;
    this.interactions = new Interactions(this.world, { ackMs, tokenMs });
    this.limits = new RateLimits(rateLimit ?? { limit: 5, windowMs: 5_000 });
    this.gateway = new Gateway(this.server, this.world, { token, allowsMessageContent }, () => gatewayUrl(this.port));
  }

  static async start(options: StandInOptions = {}): Promise<StandInDiscord> {
    const standIn = new StandInDiscord(options);
    standIn.server.listen(options.port ?? 0, '127.0.0.1');
    await once(standIn.server, 'listening');
    standIn.port = (standIn.server.address() as AddressInfo).port;
    return standIn;
  }

  /** For the bot's DISCORD_API_URL. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  async close(): Promise<void> {
    this.gateway.close();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** slash is a member using a command. */
  slash(channelId: string, member: Member, name: string, options: Json[] = []): Interaction {
    return this.interact(channelId, member, { type: 2, data: { id: snowflake(), name, type: 1, options } });
  }

  /** autocomplete is a member typing an option of a command. */
  autocomplete(channelId: string, member: Member, name: string, option: string, value: string): Interaction {
    const options = [{ name: option, type: 3, value, focused: true }];
    return this.interact(channelId, member, { type: 4, data: { id: snowflake(), name, type: 1, options } });
  }

  /** click is a member pressing a button of a message. */
  click(message: Message, member: Member, customId: string): Interaction {
    const data = { custom_id: customId, component_type: 2 };
    return this.interact(message.channelId, member, { type: 3, data, message: messageJson(message) }, message);
  }

  /** submit is a member sending a modal. */
  submit(channelId: string, member: Member, customId: string, fields: Record<string, string>): Interaction {
    const components = Object.entries(fields).map(([id, value]) => ({ type: 1, components: [{ type: 4, custom_id: id, value }] }));
    return this.interact(channelId, member, { type: 5, data: { custom_id: customId, components } });
  }

  /** say is a member writing in a channel. */
  say(channelId: string, member: Member, content: string): Message {
    const message = this.world.put(this.world.channels.get(channelId)!, { content }, member.id);
    const { user, ...rest } = memberJson(member.id, member.roles, member.mayManage);
    this.gateway.send('MESSAGE_CREATE', { ...messageJson(message, user as Json), guild_id: GUILD_ID, member: rest });
    return message;
  }

  private interact(channelId: string, member: Member, over: Json, source: Message | null = null): Interaction {
    const interaction = this.interactions.begin(channelId, source);
    const channel = this.world.channels.get(channelId);
    this.gateway.send('INTERACTION_CREATE', {
      id: interaction.id,
      application_id: APPLICATION_ID,
      token: interaction.token,
      version: 1,
      guild_id: GUILD_ID,
      channel_id: channelId,
      channel: channel ? channelJson(channel) : { id: channelId, type: 0 },
      member: memberJson(member.id, member.roles, member.mayManage),
      locale: 'en-US',
      app_permissions: '2147483647',
      entitlements: [],
      authorizing_integration_owners: {},
      attachment_size_limit: 10_485_760,
      ...over,
    });
    return interaction;
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? '/', 'http://discord');
    const text = Buffer.concat(chunks).toString('utf8');
    const request: Request = {
      method: incoming.method ?? 'GET',
      path: decodeURIComponent(url.pathname.replace(API, '')),
      query: url.searchParams,
      body: text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as Json | Json[]) : {},
    };
    const fate = this.fate(request);
    if (fate === 'refuse') return void incoming.socket.destroy();
    const { answer, headers } = this.answer(request, incoming.headers.authorization);
    this.calls.push({ method: request.method, path: request.path, at: Date.now(), status: answer.status, body: request.body });
    if (fate === 'lose') return void incoming.socket.destroy();
    if (answer.body === undefined) response.writeHead(answer.status, headers).end();
    else response.writeHead(answer.status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(answer.body));
  }

  private answer(request: Request, authorization: string | undefined): { answer: Answer; headers: Record<string, string> } {
    if (!TOKEN_ROUTES.test(request.path) && authorization !== `Bot ${this.token}`)
      return { answer: refused(401, 0, '401: Unauthorized'), headers: {} };
    const {
      headers,
      retryAfter,
      global = false,
    } = request.path.startsWith('/interactions/') ? { headers: {} } : this.limits.judge(bucketOf(request), Date.now());
    if (retryAfter !== undefined)
      return { answer: { status: 429, body: { message: 'You are being rate limited.', retry_after: retryAfter, global } }, headers };
    const { world, interactions, commands } = this;
    const backend: Backend = { world, interactions, commands, gatewayUrl: () => gatewayUrl(this.port) };
    return { answer: answerTo(backend, request), headers };
  }
}

/** One bucket per method, route and what is large in it: the channel, the webhook. */
function bucketOf({ method, path }: Request): string {
  const [, kind, major = ''] = path.split('/');
  const token = kind === 'webhooks' ? path.split('/')[3] : '';
  const rest = path.replaceAll(/\/\d+/g, '/:id');
  return `${method} ${kind} ${major} ${token} ${kind === 'webhooks' ? '' : rest}`;
}
