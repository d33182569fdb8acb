/** What the stand-in knows: one bot, one guild, its channels with what the bot may do there, and the messages. No network. */
import { type FormError, formErrorBody } from './form-errors';
import { isEmptyMessage, messageErrors } from './message-rules';

export type Json = Record<string, unknown>;

/** An answer of the API. */
export interface Answer {
  status: number;
  body?: unknown;
}

const DISCORD_EPOCH = 1_420_070_400_000n;
let increment = 0n;

/** snowflake makes ids as Discord does: milliseconds, then a counter, so that later ones are greater. */
export function snowflake(atMs = Date.now()): string {
  increment = (increment + 1n) % 4096n;
  return (((BigInt(atMs) - DISCORD_EPOCH) << 22n) | increment).toString();
}

export const APPLICATION_ID = '100000000000000001';
export const GUILD_ID = '200000000000000001';
export const BOT_USER = {
  id: APPLICATION_ID,
  username: 'winnow',
  discriminator: '0000',
  global_name: null,
  avatar: null,
  bot: true,
  flags: 0,
};

export interface Channel {
  id: string;
  name: string;
  type: number;
  parentId: string | null;
  mayView: boolean;
  maySend: boolean;
  mayThread: boolean;
  messages: Map<string, Message>;
}

export interface Message {
  id: string;
  channelId: string;
  authorId: string;
  nonce: string | null;
  /** Whoever asked sees it, and nobody else. */
  ephemeral: boolean;
  body: Json;
  /** Every state that it was shown in, with the times. */
  shown: { at: number; body: Json }[];
}

export const refused = (status: number, code: number, message: string): Answer => ({ status, body: { message, code } });
const badForm = (errors: FormError[]): Answer => ({ status: 400, body: formErrorBody(errors) });

export class World {
  readonly channels = new Map<string, Channel>();

  addChannel(name: string, over: Partial<Channel> = {}): Channel {
    const channel: Channel = {
      id: snowflake(),
      name,
      type: 0,
      parentId: null,
      mayView: true,
      maySend: true,
      mayThread: true,
      messages: new Map(),
      ...over,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  deleteChannel(id: string): void {
    this.channels.delete(id);
  }

  message(channelId: string, messageId: string): Message | undefined {
    return this.channels.get(channelId)?.messages.get(messageId);
  }

  /** All messages of the bot, oldest first. */
  ownMessages(): Message[] {
    return [...this.channels.values()].flatMap(({ messages }) => [...messages.values()]).filter(({ authorId }) => authorId === BOT_USER.id);
  }

  /** bodyFault is how Discord refuses a body; null where it takes it. */
  bodyFault(body: Json, mayBeEmpty = false): Answer | null {
    const errors = messageErrors(body);
    if (errors.length > 0) return badForm(errors);
    return !mayBeEmpty && isEmptyMessage(body) ? refused(400, 50006, 'Cannot send an empty message') : null;
  }

  /** put stores a message, or gives back the one of the same nonce where that is enforced. */
  put(channel: Channel, body: Json, authorId = BOT_USER.id, ephemeral = false): Message {
    const nonce = body.nonce === undefined ? null : String(body.nonce);
    if (nonce !== null && body.enforce_nonce === true) {
      const same = [...channel.messages.values()].find((message) => message.nonce === nonce && message.authorId === authorId);
      if (same) return same;
    }
    const id = snowflake();
    const message: Message = { id, channelId: channel.id, authorId, nonce, ephemeral, body, shown: [{ at: Date.now(), body }] };
    channel.messages.set(id, message);
    return message;
  }

  edit(message: Message, body: Json): void {
    message.body = { ...message.body, ...body };
    message.shown.push({ at: Date.now(), body: message.body });
  }
}

/** messageJson is a message as the API gives it. */
export function messageJson(message: Message, user: Json = BOT_USER): Json {
  const { body } = message;
  return {
    id: message.id,
    type: 0,
    channel_id: message.channelId,
    author: user,
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    timestamp: new Date(message.shown[0]!.at).toISOString(),
    edited_timestamp: message.shown.length > 1 ? new Date(message.shown.at(-1)!.at).toISOString() : null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    pinned: false,
    flags: message.ephemeral ? 64 : 0,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
  };
}

export function channelJson({ id, name, type, parentId }: Channel): Json {
  return { id, type, name, guild_id: GUILD_ID, parent_id: parentId, position: 0, permission_overwrites: [] };
}
