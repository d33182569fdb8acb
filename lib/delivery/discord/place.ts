/** Where a message that shows a run is, or is to be. Pure. */

/** The address of a subscriber whose target is a Discord channel. */
export interface DiscordAddress {
  channelId: string;
  guildId: string | null;
  /** The message of ours in the channel that can be edited without a token; null before it was posted. */
  messageId: string | null;
  /** The message that it answers, where somebody wrote a link. */
  replyTo?: string;
  /** The answer to an interaction: to be edited under its token until the time (ISO 8601), and never after. */
  interaction?: { applicationId: string; token: string; until: string };
}

export type Place =
  | { kind: 'message'; messageId: string }
  | { kind: 'interaction'; applicationId: string; token: string }
  | { kind: 'new' };

/** How long the token of an interaction is good for (discord.com/developers/docs, Receiving and Responding). */
export const TOKEN_LIFETIME_MS = 15 * 60_000;
/** The last stretch of a token's life, in which a channel message takes over. */
const HANDOVER_SHARE = 1 / 15;

/** targetOf names the outbox's target: what goes to one channel keeps its order. */
export const DISCORD_FAMILY = 'discord:';
export const targetOf = (channelId: string): string => `${DISCORD_FAMILY}${channelId}`;

/** placeOf says where the message is now. */
export function placeOf({ messageId, interaction }: DiscordAddress, now: number): Place {
  if (messageId !== null) return { kind: 'message', messageId };
  if (interaction && Date.parse(interaction.until) > now) {
    return { kind: 'interaction', applicationId: interaction.applicationId, token: interaction.token };
  }
  return { kind: 'new' };
}

/** handoverAt is when a channel message is to take over (milliseconds): before the token ends; null where nothing is shown under a token. */
export function handoverAt({ messageId, interaction }: DiscordAddress, tokenLifetimeMs: number): number | null {
  return messageId === null && interaction ? Date.parse(interaction.until) - tokenLifetimeMs * HANDOVER_SHARE : null;
}

/** Milliseconds after each showing until the next: a run that takes long is shown less and less often. */
const PAUSES_MS = [5_000, 10_000, 20_000, 40_000, 80_000];
const LONGEST_PAUSE_MS = 120_000;

export const pauseAfter = (shows: number): number => PAUSES_MS[shows] ?? LONGEST_PAUSE_MS;
