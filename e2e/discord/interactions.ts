/** Interactions: a first answer within 3 seconds or never, then a token that is good for 15 minutes. */
import { type Answer, type Json, type Message, messageJson, refused, snowflake, type World } from './world';

/** Kinds of a first answer (Interaction Callback Type). */
const CALLBACK = { message: 4, deferredMessage: 5, deferredUpdate: 6, update: 7, autocomplete: 8, modal: 9 } as const;
const EPHEMERAL = 64;

export interface Interaction {
  id: string;
  token: string;
  channelId: string;
  at: number;
  /** Milliseconds to the first answer; null while there is none. */
  ackMs: number | null;
  /** The kind of the first answer. */
  callbackType: number | null;
  choices: { name: string; value: string }[] | null;
  modal: Json | null;
  /** What @original is: the answer, or the message whose button was pressed. */
  original: Message | null;
  followups: Message[];
}

export interface Times {
  ackMs: number;
  tokenMs: number;
}

export class Interactions {
  readonly all: Interaction[] = [];

  constructor(
    private readonly world: World,
    private readonly times: Times,
  ) {}

  begin(channelId: string, source: Message | null = null): Interaction {
    const token = `aW50ZXJhY3Rpb246${snowflake()}`;
    const interaction = {
      id: snowflake(),
      token,
      channelId,
      at: Date.now(),
      ackMs: null,
      callbackType: null,
      choices: null,
      modal: null,
      original: source,
      followups: [],
    };
    this.all.push(interaction);
    return interaction;
  }

  /** first takes the answer to POST /interactions/ID/TOKEN/callback. */
  first(id: string, token: string, body: Json, withResponse: boolean): Answer {
    const interaction = this.all.find((one) => one.id === id && one.token === token);
    if (!interaction) return refused(404, 10062, 'Unknown interaction');
    if (interaction.ackMs !== null) return refused(400, 40060, 'Interaction has already been acknowledged.');
    const waited = Date.now() - interaction.at;
    if (waited > this.times.ackMs) return refused(404, 10062, 'Unknown interaction');
    const data = (body.data ?? {}) as Json;
    const type = Number(body.type);
    const fault = type === CALLBACK.message || type === CALLBACK.update ? this.world.bodyFault(data) : null;
    if (fault) return fault;
    interaction.ackMs = waited;
    interaction.callbackType = type;
    this.apply(interaction, type, data);
    if (!withResponse) return { status: 204 };
    const resource = interaction.original && type === CALLBACK.message ? { type, message: messageJson(interaction.original) } : { type };
    return {
      status: 200,
      body: {
        interaction: {
          id,
          type: 2,
          response_message_id: interaction.original?.id,
          response_message_loading: type === CALLBACK.deferredMessage,
        },
        resource,
      },
    };
  }

  private apply(interaction: Interaction, type: number, data: Json): void {
    if (type === CALLBACK.autocomplete) interaction.choices = data.choices as Interaction['choices'];
    if (type === CALLBACK.modal) interaction.modal = data;
    if (type === CALLBACK.update && interaction.original) this.world.edit(interaction.original, data);
    if (type !== CALLBACK.message && type !== CALLBACK.deferredMessage) return;
    const channel = this.world.channels.get(interaction.channelId);
    const ephemeral = (Number(data.flags ?? 0) & EPHEMERAL) !== 0;
    interaction.original = channel ? this.world.put(channel, data, undefined, ephemeral) : null;
  }

  /** later takes what comes under the token: the routes below /webhooks/APPLICATION/TOKEN. */
  later(method: string, token: string, rest: string, body: Json): Answer {
    const interaction = this.all.find((one) => one.token === token);
    if (!interaction) return refused(404, 10015, 'Unknown Webhook');
    if (Date.now() - interaction.at > this.times.tokenMs) return refused(401, 50027, 'Invalid Webhook Token');
    if (interaction.ackMs === null) return refused(404, 10015, 'Unknown Webhook');
    const channel = this.world.channels.get(interaction.channelId);
    if (!channel) return refused(404, 10003, 'Unknown Channel');
    if (rest === '' && method === 'POST') {
      const fault = this.world.bodyFault(body);
      if (fault) return fault;
      const message = this.world.put(channel, body, undefined, (Number(body.flags ?? 0) & EPHEMERAL) !== 0);
      interaction.followups.push(message);
      return { status: 200, body: messageJson(message) };
    }
    const id = /^\/messages\/(@original|\d+)$/.exec(rest)?.[1];
    const message = id === '@original' ? interaction.original : interaction.followups.find((one) => one.id === id);
    if (!message || !channel.messages.has(message.id)) return refused(404, 10008, 'Unknown Message');
    if (method === 'GET') return { status: 200, body: messageJson(message) };
    if (method === 'DELETE') {
      channel.messages.delete(message.id);
      return { status: 204 };
    }
    const fault = this.world.bodyFault(body, true);
    if (fault) return fault;
    this.world.edit(message, body);
    return { status: 200, body: messageJson(message) };
  }
}
