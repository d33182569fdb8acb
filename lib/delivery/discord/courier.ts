/**
 * Brings runs to Discord: progress by editing one message, the end by the outbox. One message per subscriber, whatever happens: it is found again by its nonce,
 * and by the mark in its title's link.
 */
import { type REST, Routes } from 'discord.js';
import { createLogger } from '@/lib/base/logging';
import { isFinal } from '@/lib/core/runs/states';
import type { RunDetailView } from '@/lib/core/runs/views';
import { findSubscriber, noteEnded, noteShown, type Subscriber, saveAddress, subscribersToShow } from '@/lib/data/subscribers';
import type { Channel, Channels, Mail } from '../channels';
import type { Sent } from '../post';
import { CODE, failureOf, hasCode, isGone } from './failures';
import { inTurn } from './in-turn';
import type { Links } from './links';
import { type MessageBody, notice } from './message';
import { DISCORD_FAMILY, type DiscordAddress, handoverAt, pauseAfter, placeOf, TOKEN_LIFETIME_MS } from './place';
import { progressMessage } from './run-progress';
import { resultMessage } from './run-result';

export type DiscordRest = Pick<REST, 'get' | 'post' | 'patch'>;

export interface CourierOptions {
  rest: DiscordRest;
  links: Links;
  loadRun: (id: string) => Promise<RunDetailView>;
  /** The bot's own user, to know its messages. */
  botId: () => string | null;
  /** 15 minutes; shorter against a stand-in. */
  tokenLifetimeMs?: number;
}

const log = createLogger('discord');

const SHOWN_AT_ONCE = 50;
/** A message that may have arrived is looked for among so many. */
const LOOKED_THROUGH = 100;
const RETRY_MS = 5_000;

export interface DiscordCourier {
  /** For the outbox: the end of runs, to every channel. */
  channels: Channels;
  /** Shows progress where it is due, and hands over what is shown under a token that ends. */
  showProgress(): Promise<void>;
}

/** nonceOf is the stable id of a subscriber's message, at most 25 characters: its UUID in Base64. */
export const nonceOf = (subscriberId: string): string => Buffer.from(subscriberId.replaceAll('-', ''), 'hex').toString('base64url');

export function createDiscordCourier({ rest, links, loadRun, botId, tokenLifetimeMs = TOKEN_LIFETIME_MS }: CourierOptions): DiscordCourier {
  const turns = inTurn();

  async function deliver(mail: Mail): Promise<Sent> {
    const { runId, subscriberId } = mail.payload as { runId: string; subscriberId: string };
    return turns(subscriberId, async () => {
      const subscriber = await findSubscriber(subscriberId);
      if (!subscriber) return { ok: false, error: 'the run is gone', mayPass: false };
      try {
        await put(subscriber, resultMessage(await loadRun(runId), links), mail.earlierTries > 0);
      } catch (error) {
        return failureOf(error);
      }
      await noteEnded(subscriberId);
      return { ok: true };
    });
  }

  /** put brings the subscriber's message to a state: edits it where it is, else posts it. */
  async function put(subscriber: Subscriber, body: MessageBody, mayHaveArrived: boolean): Promise<void> {
    const address = subscriber.address as unknown as DiscordAddress;
    const place = placeOf(address, Date.now());
    const marked = withMark(body, subscriber.id);
    try {
      if (place.kind === 'message')
        return void (await rest.patch(Routes.channelMessage(address.channelId, place.messageId), { body: marked }));
      if (place.kind === 'interaction') {
        return void (await rest.patch(Routes.webhookMessage(place.applicationId, place.token), { body, auth: false }));
      }
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    await postNew(subscriber, address, marked, mayHaveArrived);
  }

  async function postNew(subscriber: Subscriber, address: DiscordAddress, body: MessageBody, mayHaveArrived: boolean): Promise<string> {
    const known = mayHaveArrived ? await findPosted(address.channelId, subscriber.id) : null;
    if (known) await rest.patch(Routes.channelMessage(address.channelId, known), { body });
    const messageId = known ?? (await post(subscriber, address, body));
    await saveAddress(subscriber.id, { ...address, messageId });
    return messageId;
  }

  async function post({ id }: Subscriber, { channelId, replyTo }: DiscordAddress, body: MessageBody): Promise<string> {
    const reference = replyTo ? { message_reference: { message_id: replyTo, fail_if_not_exists: false } } : {};
    const posted = await rest.post(Routes.channelMessages(channelId), {
      body: { ...body, ...reference, nonce: nonceOf(id), enforce_nonce: true },
    });
    return (posted as { id: string }).id;
  }

  /** Without the right to read the channel's history only the nonce is left, which Discord knows for some minutes. */
  async function findPosted(channelId: string, subscriberId: string): Promise<string | null> {
    const query = new URLSearchParams({ limit: String(LOOKED_THROUGH) });
    try {
      const recent = (await rest.get(Routes.channelMessages(channelId), { query })) as RecentMessage[];
      const own = recent.find(
        ({ author, embeds }) => author.id === botId() && embeds.some(({ url }) => url?.endsWith(markOf(subscriberId))),
      );
      return own?.id ?? null;
    } catch (error) {
      if (hasCode(error, CODE.missingAccess, CODE.missingPermissions)) return null;
      throw error;
    }
  }

  async function show(subscriber: Subscriber & { eventSeq: number }): Promise<void> {
    const address = subscriber.address as unknown as DiscordAddress;
    const handover = handoverAt(address, tokenLifetimeMs);
    const run = await loadRun(subscriber.runId);
    // Its end is the outbox's to tell.
    if (isFinal(run.state)) return;
    const moved =
      subscriber.eventSeq > subscriber.shownSeq || run.stages.some(({ status, progress }) => status === 'running' && progress !== null);
    const body = progressMessage(run, links);
    const handsOver = handover !== null && handover <= Date.now();
    if (handsOver) await handOver(subscriber, address, body);
    else if (moved) await put(subscriber, body, subscriber.shows > 0);
    const due = Date.now() + pauseAfter(subscriber.shows);
    const next = handover === null || handsOver ? due : Math.min(due, handover);
    await noteShown(subscriber.id, { seq: subscriber.eventSeq, next: new Date(next), counts: moved });
  }

  /** A channel message takes over while the token is still good for saying so. */
  async function handOver(subscriber: Subscriber, address: DiscordAddress, body: MessageBody): Promise<void> {
    const { interaction, channelId } = address;
    if (!interaction) return;
    const say = (text: string) =>
      rest
        .patch(Routes.webhookMessage(interaction.applicationId, interaction.token), { body: notice(text), auth: false })
        .catch((error) => log.warn({ err: error, channel_id: channelId }, 'the end of a token could not be told'));
    try {
      // An earlier try may have arrived: nothing notes those that were not the outbox's.
      await postNew(subscriber, address, withMark(body, subscriber.id), true);
      await say('This takes longer than Discord lets an answer change. It goes on in a message of its own below.');
    } catch (error) {
      const { error: reason, mayPass } = failureOf(error);
      if (mayPass) throw error;
      await say(
        `This takes longer than Discord lets an answer change, and ${reason}. The result will be on the run’s page: ${links.baseUrl}/runs/${subscriber.runId}`,
      );
      throw error;
    }
  }

  async function showSafely(subscriber: Subscriber & { eventSeq: number }): Promise<void> {
    await turns(subscriber.id, () => show(subscriber)).catch(async (error) => {
      const failure = failureOf(error);
      log.warn({ target: subscriber.target, run_id: subscriber.runId, error: failure.error }, 'progress could not be shown');
      await noteShown(subscriber.id, {
        seq: subscriber.shownSeq,
        next: failure.mayPass ? new Date(Date.now() + RETRY_MS) : null,
        counts: false,
      });
    });
  }

  const channel: Channel = deliver;
  return {
    channels: { get: (target) => (target.startsWith(DISCORD_FAMILY) ? channel : undefined) },
    async showProgress() {
      await Promise.all((await subscribersToShow(DISCORD_FAMILY, new Date(), SHOWN_AT_ONCE)).map(showSafely));
    },
  };
}

interface RecentMessage {
  id: string;
  author: { id: string };
  embeds: { url?: string }[];
}

const markOf = (subscriberId: string): string => `#${nonceOf(subscriberId)}`;

/** The title's link carries the mark behind its #, which no page reads. */
function withMark(body: MessageBody, subscriberId: string): MessageBody {
  const [first, ...rest] = body.embeds;
  return first?.url ? { ...body, embeds: [{ ...first, url: `${first.url}${markOf(subscriberId)}` }, ...rest] } : body;
}
