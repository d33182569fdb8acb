/** What an operator sets for the Discord bot: validation, OpenAPI and the page read this. */
import { z } from 'zod';

const snowflake = z.string().regex(/^\d{15,21}$/, 'is not an id of Discord: 15 to 21 digits');
const ids = (description: string) => z.array(snowflake).max(100).default([]).describe(description);

export const discordSettingsSchema = z.strictObject({
  submit_roles: ids('Roles that may submit; empty: everyone'),
  tune_roles: ids('Roles that may acknowledge alerts; empty: whoever may manage the server'),
  auto_channels: ids('Channels where links are taken without a command'),
  user_per_hour: z.int().min(1).max(1000).default(20).describe('Links that one person may submit in an hour'),
  guild_per_hour: z.int().min(1).max(10_000).default(200).describe('Links that one server may submit in an hour'),
  questions_per_hour: z.int().min(1).max(1000).default(60).describe('Questions and searches of one person in an hour'),
  guild_id: snowflake.nullable().default(null).describe('Register the commands in this server only, where they show at once'),
});
export type DiscordSettings = z.output<typeof discordSettingsSchema>;

/** What the bot says of itself. */
export const BOT_STATES = ['connecting', 'ready', 'bad_token', 'intent_refused', 'unreachable', 'stopped'] as const;
export type BotState = (typeof BOT_STATES)[number];

export const botStatusSchema = z.object({
  state: z.enum(BOT_STATES),
  /** What is wrong and what to do; null where nothing is. */
  detail: z.string().nullable(),
  user: z.string().nullable(),
  guilds: z.int().nullable(),
  since: z.string(),
  /** Last sign of life. */
  at: z.string(),
});
export type BotStatus = z.output<typeof botStatusSchema>;
