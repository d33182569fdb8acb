/** The routes of Discord's REST API that a bot uses. */
import type { Interactions } from './interactions';
import {
  type Answer,
  APPLICATION_ID,
  BOT_USER,
  type Channel,
  channelJson,
  GUILD_ID,
  type Json,
  messageJson,
  refused,
  snowflake,
  type World,
} from './world';

export interface Request {
  method: string;
  /** Without /api/v10. */
  path: string;
  query: URLSearchParams;
  body: Json | Json[];
}

export interface Backend {
  world: World;
  interactions: Interactions;
  /** Commands as they were registered last: global, or of a guild. */
  commands: Map<string, Json[]>;
  gatewayUrl: () => string;
}

type Route = [method: string, path: RegExp, answer: (backend: Backend, request: Request, parts: string[]) => Answer];

const ok = (body: unknown): Answer => ({ status: 200, body });
const object = ({ body }: Request): Json => (Array.isArray(body) ? {} : body);

const ROUTES: readonly Route[] = [
  ['GET', /^\/users\/@me$/, () => ok(BOT_USER)],
  ['GET', /^\/applications\/@me$/, () => ok({ id: APPLICATION_ID, name: 'winnow', flags: 0, bot: BOT_USER })],
  [
    'GET',
    /^\/gateway\/bot$/,
    ({ gatewayUrl }) =>
      ok({ url: gatewayUrl(), shards: 1, session_start_limit: { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 16 } }),
  ],
  ['PUT', /^\/applications\/(\d+)(\/guilds\/\d+)?\/commands$/, registerCommands],
  [
    'POST',
    /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
    ({ interactions }, request, [id, token]) =>
      interactions.first(id!, token!, object(request), request.query.get('with_response') === 'true'),
  ],
  [
    '*',
    /^\/webhooks\/(\d+)\/([^/]+)(\/.*)?$/,
    ({ interactions }, request, [, token, rest]) => interactions.later(request.method, token!, rest ?? '', object(request)),
  ],
  ['GET', /^\/channels\/(\d+)$/, (backend, _request, [id]) => inChannel(backend, id!, 'mayView', (channel) => ok(channelJson(channel)))],
  ['GET', /^\/channels\/(\d+)\/messages$/, listMessages],
  ['GET', /^\/channels\/(\d+)\/messages\/(\d+)$/, readMessage],
  ['POST', /^\/channels\/(\d+)\/messages$/, createMessage],
  ['PATCH', /^\/channels\/(\d+)\/messages\/(\d+)$/, editMessage],
  ['POST', /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/, startThread],
];

/** answerTo routes a request of an authorised bot. */
export function answerTo(backend: Backend, request: Request): Answer {
  for (const [method, path, answer] of ROUTES) {
    const match = path.exec(request.path);
    if (match && (method === '*' || method === request.method)) return answer(backend, request, match.slice(1) as string[]);
  }
  return refused(404, 0, '404: Not Found');
}

/** A command keeps its id as long as it keeps its name: registering the same ones again changes nothing. */
function registerCommands({ commands }: Backend, { body }: Request, [applicationId, guild]: string[]): Answer {
  if (guild && guild !== `/guilds/${GUILD_ID}`) return refused(403, 50001, 'Missing Access');
  const key = guild ?? 'global';
  const before = commands.get(key) ?? [];
  const list = (Array.isArray(body) ? body : []).map((command) => ({
    ...command,
    id: before.find(({ name }) => name === command.name)?.id ?? snowflake(),
    application_id: applicationId,
    version: snowflake(),
  }));
  commands.set(key, list);
  return ok(list);
}

function inChannel({ world }: Backend, id: string, needs: 'mayView' | 'maySend' | 'mayThread', act: (channel: Channel) => Answer): Answer {
  const channel = world.channels.get(id);
  if (!channel) return refused(404, 10003, 'Unknown Channel');
  if (!channel.mayView) return refused(403, 50001, 'Missing Access');
  return channel[needs] ? act(channel) : refused(403, 50013, 'Missing Permissions');
}

function listMessages(backend: Backend, { query }: Request, [id]: string[]): Answer {
  return inChannel(backend, id!, 'mayView', ({ messages }) => {
    const after = BigInt(query.get('after') ?? 0);
    const list = [...messages.values()].filter((message) => !message.ephemeral && BigInt(message.id) > after);
    // Newest first; nonces are told only to whoever sends.
    return ok(
      list
        .reverse()
        .slice(0, Number(query.get('limit') ?? 50))
        .map((message) => ({ ...messageJson(message, authorOf(message.authorId)), nonce: undefined })),
    );
  });
}

const authorOf = (id: string): Json =>
  id === BOT_USER.id ? BOT_USER : { id, username: `user-${id}`, discriminator: '0', avatar: null, global_name: null };

function readMessage(backend: Backend, _request: Request, [id, messageId]: string[]): Answer {
  return inChannel(backend, id!, 'mayView', ({ messages }) => {
    const message = messages.get(messageId!);
    return message ? ok(messageJson(message, authorOf(message.authorId))) : refused(404, 10008, 'Unknown Message');
  });
}

function createMessage(backend: Backend, request: Request, [id]: string[]): Answer {
  return inChannel(backend, id!, 'maySend', (channel) => {
    const body = object(request);
    const fault = backend.world.bodyFault(body);
    return fault ?? ok(messageJson(backend.world.put(channel, body)));
  });
}

function editMessage(backend: Backend, request: Request, [id, messageId]: string[]): Answer {
  return inChannel(backend, id!, 'mayView', ({ messages }) => {
    const message = messages.get(messageId!);
    if (!message) return refused(404, 10008, 'Unknown Message');
    if (message.authorId !== BOT_USER.id) return refused(403, 50005, 'Cannot edit a message authored by another user');
    const fault = backend.world.bodyFault(object(request), true);
    if (fault) return fault;
    backend.world.edit(message, object(request));
    return ok(messageJson(message));
  });
}

/** A thread has the id of the message that it hangs from. */
function startThread(backend: Backend, request: Request, [id, messageId]: string[]): Answer {
  return inChannel(backend, id!, 'mayThread', ({ messages }) => {
    if (!messages.has(messageId!)) return refused(404, 10008, 'Unknown Message');
    if (backend.world.channels.has(messageId!)) return refused(400, 160004, 'A thread has already been created for this message');
    const name = String(object(request).name ?? '').trim();
    if (name.length < 1 || name.length > 100) return refused(400, 50035, 'Invalid Form Body');
    return ok(channelJson(backend.world.addChannel(name, { id: messageId!, type: 11, parentId: id! })));
  });
}
