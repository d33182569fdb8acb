import { type REST, Routes } from 'discord.js';
import { hashOf } from '@/lib/config/canonical-json';
import { readSetting, writeSetting } from '@/lib/data/settings';
import { COMMANDS } from './commands/definitions';

const KEY = 'discord_commands';

interface Registered {
  hash: string;
  guildId: string | null;
}

/**
 * registerCommands registers the commands where that is not done yet: everywhere, or in one server, where they show at once. Says whether anything was
 * sent. Commands that were registered in a server before are taken away there, or they would show twice.
 */
export async function registerCommands(rest: Pick<REST, 'put'>, applicationId: string, guildId: string | null): Promise<boolean> {
  const wanted: Registered = {
    hash: hashOf([applicationId, COMMANDS]),
    guildId,
  };
  const before = (await readSetting(KEY)) as Registered | null;
  if (before?.hash === wanted.hash && before.guildId === wanted.guildId) return false;
  const place = (guild: string | null) =>
    guild ? Routes.applicationGuildCommands(applicationId, guild) : Routes.applicationCommands(applicationId);
  await rest.put(place(guildId), { body: COMMANDS });
  if (before && before.guildId !== guildId) await rest.put(place(before.guildId), { body: [] });
  await writeSetting(KEY, wanted);
  return true;
}
