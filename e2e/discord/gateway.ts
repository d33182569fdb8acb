/** Discord's gateway: hello, identify, ready, heartbeats, resume, invalid sessions. Events that are sent while nobody listens wait for a resume. */
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { APPLICATION_ID, BOT_USER, channelJson, GUILD_ID, type Json, snowflake, type World } from './world';

const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, invalidSession: 9, hello: 10, heartbeatAck: 11 } as const;
const CLOSE = { authenticationFailed: 4004, disallowedIntents: 4014 } as const;
const HEARTBEAT_MS = 41_250;
const EVERYTHING = ((1n << 53n) - 1n).toString();
/** Reading what people write has to be switched on for an application by hand. */
const MESSAGE_CONTENT = 1 << 15;
const PATH = '/gateway';

interface Session {
  id: string;
  seq: number;
  events: { seq: number; type: string; data: unknown }[];
  socket: WebSocket | null;
}

export interface GatewayOptions {
  token: string;
  allowsMessageContent: boolean;
}

export class Gateway {
  private readonly sockets = new Set<WebSocket>();
  private readonly server: WebSocketServer;
  private session: Session | null = null;
  identified = 0;
  resumed = 0;

  constructor(
    http: Server,
    private readonly world: World,
    private readonly options: GatewayOptions,
    private readonly url: () => string,
  ) {
    this.server = new WebSocketServer({ server: http });
    this.server.on('connection', (socket) => this.connect(socket));
  }

  get hasListener(): boolean {
    return this.session?.socket?.readyState === 1;
  }

  /** send dispatches an event, or keeps it for whoever resumes. */
  send(type: string, data: unknown): void {
    if (!this.session) return;
    this.session.seq += 1;
    const event = { seq: this.session.seq, type, data };
    this.session.events.push(event);
    this.deliver(this.session, event);
  }

  /** drop breaks every connection; with `forget` the session cannot be resumed. */
  drop({ forget = false } = {}): void {
    if (forget) this.session = null;
    for (const socket of this.sockets) socket.terminate();
  }

  close(): void {
    this.drop();
    this.server.close();
  }

  private deliver(session: Session, { seq, type, data }: Session['events'][number]): void {
    if (session.socket?.readyState === 1) session.socket.send(JSON.stringify({ op: OP.dispatch, t: type, s: seq, d: data }));
  }

  private connect(socket: WebSocket): void {
    this.sockets.add(socket);
    socket.on('close', () => {
      this.sockets.delete(socket);
      if (this.session?.socket === socket) this.session.socket = null;
    });
    socket.on('error', () => {});
    socket.on('message', (raw) => this.receive(socket, JSON.parse(String(raw)) as { op: number; d: Json }));
    socket.send(JSON.stringify({ op: OP.hello, d: { heartbeat_interval: HEARTBEAT_MS } }));
  }

  private receive(socket: WebSocket, { op, d }: { op: number; d: Json }): void {
    if (op === OP.heartbeat) socket.send(JSON.stringify({ op: OP.heartbeatAck }));
    if (op === OP.identify) this.identify(socket, d);
    if (op === OP.resume) this.resume(socket, d);
  }

  private identify(socket: WebSocket, { token, intents }: Json): void {
    const wantsContent = (Number(intents) & MESSAGE_CONTENT) !== 0;
    if (token !== this.options.token) {
      socket.close(CLOSE.authenticationFailed, 'Authentication failed.');
      return;
    }
    if (wantsContent && !this.options.allowsMessageContent) {
      socket.close(CLOSE.disallowedIntents, 'Disallowed intent(s).');
      return;
    }
    this.identified += 1;
    this.session = { id: snowflake(), seq: 0, events: [], socket };
    this.send('READY', {
      v: 10,
      user: BOT_USER,
      guilds: [{ id: GUILD_ID, unavailable: true }],
      session_id: this.session.id,
      resume_gateway_url: this.url(),
      shard: [0, 1],
      application: { id: APPLICATION_ID, flags: 0 },
    });
    this.send('GUILD_CREATE', guildJson(this.world));
  }

  private resume(socket: WebSocket, { session_id: id, seq }: Json): void {
    if (!this.session || this.session.id !== id) {
      socket.send(JSON.stringify({ op: OP.invalidSession, d: false }));
      return;
    }
    this.resumed += 1;
    this.session.socket = socket;
    for (const event of this.session.events) if (event.seq > Number(seq)) this.deliver(this.session, event);
    this.send('RESUMED', {});
  }
}

export const gatewayUrl = (port: number): string => `ws://127.0.0.1:${port}${PATH}`;

export function memberJson(userId: string, roles: string[] = [], mayManage = false): Json {
  return {
    user: { id: userId, username: `user-${userId}`, discriminator: '0', avatar: null, global_name: null, bot: false },
    roles,
    joined_at: '2026-01-01T00:00:00.000Z',
    deaf: false,
    mute: false,
    permissions: mayManage ? EVERYTHING : '2048',
    flags: 0,
  };
}

/** A role that members may have. */
export const ROLE_ID = '400000000000000001';
const role = (id: string, name: string): Json => ({
  id,
  name,
  permissions: EVERYTHING,
  position: 0,
  color: 0,
  hoist: false,
  managed: false,
  mentionable: false,
  flags: 0,
});

function guildJson(world: World): Json {
  return {
    id: GUILD_ID,
    name: 'Guild',
    owner_id: '300000000000000001',
    roles: [role(GUILD_ID, '@everyone'), role(ROLE_ID, 'members')],
    emojis: [],
    features: [],
    members: [{ ...memberJson(BOT_USER.id), user: BOT_USER }],
    channels: [...world.channels.values()].filter(({ parentId }) => parentId === null).map(channelJson),
    threads: [],
    presences: [],
    voice_states: [],
    member_count: 2,
    premium_tier: 0,
    nsfw_level: 0,
    verification_level: 0,
    stage_instances: [],
    guild_scheduled_events: [],
    stickers: [],
    soundboard_sounds: [],
    preferred_locale: 'en-US',
    system_channel_flags: 0,
  };
}
