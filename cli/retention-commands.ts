import type { Command } from 'commander';

/** addRetentionCommands declares `winnow retention …`. */
export function addRetentionCommands(winnow: Command, finish: (code: number) => void): void {
  const load = () => import('./retention');
  const retention = winnow
    .command('retention')
    .description('how long what is stored is kept, and what takes up most of the database')
    .option('--json', 'as the API gives it')
    .action(async (options: { json?: boolean }) => finish(await (await load()).showRetention(options)));
  retention
    .command('set <file>')
    .description('replace what is set, from a JSON file (docs/monitoring.md); what it leaves out takes its default')
    .action(async (file: string) => finish(await (await load()).setRetention(file)));
}
