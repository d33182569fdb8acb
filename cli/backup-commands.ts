import { type Command, InvalidArgumentError } from 'commander';

/** addBackupCommands declares `winnow backup` and `winnow restore`. */
export function addBackupCommands(winnow: Command, finish: (code: number) => void): void {
  const load = () => import('./backup');
  winnow
    .command('backup <folder>')
    .description('save database and media to FOLDER/winnow_YYYYMMDD_HHMMSS (UTC), while Winnow runs')
    .option('--keep <number>', 'delete the oldest backups there beyond so many', atLeastOne)
    .option('--no-media', 'without acquired media, which is acquired anew where it is needed')
    .option('--json', 'one JSON object: the manifest')
    .action(async (folder: string, options: { keep?: number; media: boolean; json?: boolean }) =>
      finish(await (await load()).backup(folder, options)),
    );
  winnow
    .command('restore <backup>')
    .description('put a backup into an empty database, and compare counts and hashes; Winnow must not run')
    .option('--no-media', 'without its media')
    .option('--json', 'one JSON object')
    .action(async (folder: string, options: { media: boolean; json?: boolean }) => finish(await (await load()).restore(folder, options)));
}

function atLeastOne(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number from 1 is wanted.');
}
