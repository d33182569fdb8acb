import { formatTime } from '@/lib/core/alerts/words';
import { type BotStatus, type DiscordSettings, discordSettingsSchema } from '@/lib/core/discord/settings';
import { ApiClient, ApiError } from './api-client';
import { EXIT } from './exit-codes';
import { dim, say, sayJson, table, text } from './output';

interface Options {
  json?: boolean;
}

interface DiscordWire {
  settings: DiscordSettings;
  bot: BotStatus | null;
}

const PATH = '/api/settings/discord';

/** showDiscord shows state and settings. Returns the exit code: a bot with something to complain of is a failure. */
export async function showDiscord({ json = false }: Options): Promise<number> {
  const answer = (await new ApiClient().get(PATH)).wire as DiscordWire;
  return report(answer, json);
}

/** setDiscord changes one setting and leaves the others. */
export async function setDiscord(name: string, values: readonly string[], { json = false }: Options): Promise<number> {
  const api = new ApiClient();
  const { settings } = (await api.get(PATH)).wire as DiscordWire;
  if (!Object.hasOwn(discordSettingsSchema.shape, name)) {
    throw new ApiError(`There is no setting ${name}; there are ${Object.keys(discordSettingsSchema.shape).join(', ')}.`, null);
  }
  const before = settings[name as keyof DiscordSettings];
  const value = Array.isArray(before) ? values : typeof before === 'number' ? Number(values[0]) : (values[0] ?? null);
  const response = await api.send(PATH, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...settings, [name]: value }),
  });
  return report((await response.json()) as DiscordWire, json);
}

function report({ settings, bot }: DiscordWire, json: boolean): number {
  if (json) sayJson({ settings, bot });
  else {
    say(
      bot
        ? `${bot.state}${bot.user ? ` as ${text(bot.user)}` : ''} ${dim(`last heard of ${formatTime(Date.parse(bot.at), Date.now())}`)}`
        : 'No bot has run yet.',
    );
    if (bot?.detail) say(bot.detail);
    table(
      ['SETTING', 'VALUE'],
      Object.entries(settings).map(([name, value]) => [name, Array.isArray(value) ? value.join(' ') || '–' : String(value ?? '–')]),
    );
  }
  return bot?.detail ? EXIT.failed : EXIT.ok;
}
