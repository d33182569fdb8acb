import { noteForAudit } from '@/lib/access/asking';
import { discordSettingsSchema } from '@/lib/core/discord/settings';
import { botStatus, discordSettings, saveDiscordSettings } from '@/lib/delivery/discord/settings';
import { endpoint, json } from '../../../_server/endpoint';
import { readJson } from '../../../_server/read-request';

/** The bot's settings, and what it says of itself. */
export const GET = endpoint(async () => json({ settings: await discordSettings(), bot: await botStatus() }));

/** Replaces the settings; the bot sees them within seconds. */
export const PUT = endpoint(async (request) => {
  const settings = await saveDiscordSettings(await readJson(request, discordSettingsSchema));
  noteForAudit({ details: { settings } });
  return json({ settings, bot: await botStatus() });
});
