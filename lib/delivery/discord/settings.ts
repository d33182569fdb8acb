import { WinnowError } from '@/lib/base/errors';
import { type BotStatus, botStatusSchema, type DiscordSettings, discordSettingsSchema } from '@/lib/core/discord/settings';
import { readSetting, writeSetting } from '@/lib/data/settings';

const SETTINGS_KEY = 'discord';
const STATUS_KEY = 'discord_status';

/** discordSettings are the operator's, or the defaults. */
export async function discordSettings(): Promise<DiscordSettings> {
  return discordSettingsSchema.parse((await readSetting(SETTINGS_KEY)) ?? {});
}

/** saveDiscordSettings replaces them. Throws `invalid_request`, which names each bad field. The bot sees them within seconds. */
export async function saveDiscordSettings(value: unknown): Promise<DiscordSettings> {
  const parsed = discordSettingsSchema.safeParse(value);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message }));
    throw new WinnowError('invalid_request', fields.map(({ field, message }) => `${field} ${message}`).join('; '), { fields });
  }
  await writeSetting(SETTINGS_KEY, parsed.data);
  return parsed.data;
}

/** botStatus is what the bot said of itself last; null where none ever ran. */
export async function botStatus(): Promise<BotStatus | null> {
  const parsed = botStatusSchema.safeParse(await readSetting(STATUS_KEY));
  return parsed.success ? parsed.data : null;
}

export const saveBotStatus = (status: BotStatus): Promise<void> => writeSetting(STATUS_KEY, status);
