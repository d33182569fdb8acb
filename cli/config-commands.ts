import { type Command, InvalidArgumentError } from 'commander';

interface Json {
  json?: boolean;
}

function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new InvalidArgumentError('The number of a config version is wanted; `winnow config list` shows them.');
  return Number(text);
}

/** addConfigCommands declares `winnow config …`. */
export function addConfigCommands(winnow: Command, finish: (code: number) => void): void {
  const load = () => import('./config');
  const asJson = 'as the API gives it';
  const config = winnow.command('config').description('the configuration and its versions');

  config
    .command('validate')
    .description('check the files under config/; say file, line and what was expected')
    .option('--json', 'one JSON object')
    .action(async ({ json = false }: Json) => finish(await (await import('./config-validate')).configValidate(json)));
  config
    .command('list')
    .description('the versions, newest first')
    .option('--json', asJson)
    .action(async (options: Json) => finish(await (await load()).listVersions(options)));
  config
    .command('diff [a] [b]')
    .description('what differs between two versions; between the active one and the given one; or between the active one and the files')
    .option('--json', 'a list of changes')
    .action(async (a: string | undefined, b: string | undefined, options: Json) =>
      finish(await (await load()).diff(a === undefined ? null : versionNumber(a), b === undefined ? null : versionNumber(b), options)),
    );
  config
    .command('activate <version>')
    .description('make a version the active one, forwards or back')
    .option('--note <text>', 'why, for the history', '')
    .option('--json', asJson)
    .action(async (version: string, options: Json & { note: string }) =>
      finish(await (await load()).activate(versionNumber(version), options)),
    );
  config
    .command('export [version]')
    .description('write the four files of a version, of the active one where none is named')
    .option('--out <folder>', 'where to; config/ where it is left out, and what is written there takes effect with the next run')
    .action(async (version: string | undefined, { out }: { out?: string }) =>
      finish(await (await load()).exportVersion(version === undefined ? null : versionNumber(version), out)),
    );
  config
    .command('import <path>')
    .description('make a version of the files in a folder, or of one file such as optimal_config.yaml, and activate it')
    .option('--note <text>', 'why, for the history', '')
    .option('--no-activate', 'keep it as a version that is not active')
    .option('--json', asJson)
    .action(async (path: string, options: Json & { note: string; activate: boolean }) =>
      finish(await (await load()).importFrom(path, options)),
    );
}
