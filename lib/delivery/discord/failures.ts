/** What Discord's refusals mean. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Sent } from '../post';

/** Codes of Discord's JSON errors (discord.com/developers/docs, Opcodes and Status Codes). */
export const CODE = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  missingAccess: 50001,
  missingPermissions: 50013,
  invalidWebhookToken: 50027,
  alreadyAcknowledged: 40060,
  threadExists: 160004,
} as const;

const REASONS: Record<number, string> = {
  [CODE.unknownChannel]: 'the channel was deleted',
  [CODE.unknownMessage]: 'the message was deleted',
  [CODE.missingAccess]: 'the bot cannot see this channel: give it “View Channel” there',
  [CODE.missingPermissions]: 'the bot may not write in this channel: give it “Send Messages” and “Embed Links” there',
};

const BAD_TOKEN = 'Discord does not accept the bot’s token: put a valid DISCORD_BOT_TOKEN into .env and start Winnow again';

export const hasCode = (error: unknown, ...codes: number[]): boolean =>
  error instanceof DiscordAPIError && codes.includes(Number(error.code));

/** isGone: what was to be edited cannot be edited any more; a new message can do. */
export const isGone = (error: unknown): boolean =>
  hasCode(error, CODE.unknownMessage, CODE.unknownWebhook, CODE.unknownInteraction, CODE.invalidWebhookToken);

/** failureOf says what went wrong, and whether the same message may be taken later. The network's own failures pass. */
export function failureOf(error: unknown): Extract<Sent, { ok: false }> {
  if (error instanceof RateLimitError) {
    return { ok: false, error: 'Discord asks for a pause', mayPass: true, retryAfterSeconds: Math.ceil(error.timeToReset / 1000) };
  }
  if (error instanceof DiscordAPIError) {
    if (error.status === 401) return { ok: false, error: BAD_TOKEN, mayPass: true };
    return {
      ok: false,
      error: REASONS[Number(error.code)] ?? `Discord answered ${error.status}: ${error.message.slice(0, 200)}`,
      mayPass: error.status === 429,
    };
  }
  if (error instanceof HTTPError) return { ok: false, error: `Discord answered ${error.status}`, mayPass: true };
  return { ok: false, error: error instanceof Error ? error.message.slice(0, 200) : 'Discord could not be reached', mayPass: true };
}
