import type { Command } from 'commander';

interface Json {
  json?: boolean;
}

/** addDiscordCommands declares `winnow discord …`. */
export function addDiscordCommands(winnow: Command, finish: (code: number) => void): void {
  const load = () => import('./discord');
  const discord = winnow
    .command('discord')
    .description('what the Discord bot says of itself, and its settings; exit code 1 where something is wrong')
    .option('--json', 'as the API gives it')
    .action(async (options: Json) => finish(await (await load()).showDiscord(options)));
  discord
    .command('set <name> [values...]')
    .description('change a setting (docs/discord.md lists them); without values a list is emptied')
    .option('--json', 'as the API gives it')
    .action(async (name: string, values: string[], _options: Json, command: Command) =>
      finish(await (await load()).setDiscord(name, values, command.optsWithGlobals())),
    );
}
