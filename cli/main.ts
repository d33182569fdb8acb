import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { asWinnowError } from '@/lib/base/errors';
import { secondsOf } from '@/lib/config/schema/fields';
import { DEPTHS, type Depth } from '@/lib/core/runs/states';
import { PROCESS_NAMES, type ProcessName } from '@/supervisor/processes';
import { addAccessCommands } from './access-commands';
import { addAlertCommands } from './alert-commands';
import { ApiError, UnreachableError } from './api-client';
import { addBackupCommands } from './backup-commands';
import { addConfigCommands } from './config-commands';
import { addDeliveryCommands } from './delivery-commands';
import { addDiscordCommands } from './discord-commands';
import { EXIT } from './exit-codes';
import { addFeedCommands } from './feed-commands';
import { addLlmCommands } from './llm-commands';
import { addMemoryCommands } from './memory-commands';
import { complain, sayJson } from './output';
import { addRetentionCommands } from './retention-commands';
import { addTuningCommands } from './tuning-commands';

/** program declares every command. Each loads its own code: `status` must not wait for the engines that `doctor` asks. */
export function program(finish: (code: number) => void): Command {
  const winnow = new Command('winnow')
    .description('Content intelligence that spends effort only where the content deserves it')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 the outcome is a failure, 2 wrong usage, 3 no Winnow answers, 130 interrupted.\nConfiguration: .env (see .env.example) and config/*.yaml.',
    )
    .option('--url <url>', 'the Winnow to speak to, else WINNOW_URL, else the one that runs here', (url) => {
      process.env.WINNOW_URL = url;
      return url;
    })
    .option('--key <key>', 'an API key of its; better in WINNOW_API_KEY, where no list of processes shows it', (key) => {
      process.env.WINNOW_API_KEY = key;
      return key;
    })
    .exitOverride()
    .configureOutput({ outputError: (message) => complain(message.trim().replace(/^error: /, '')) });

  winnow
    .command('doctor')
    .description('look at everything Winnow needs; say what is missing and how to fix it')
    .option('--deep', 'sum all recorded runs anew and compare the dashboard’s figures with them; minutes for millions')
    .option('--json', 'one JSON object')
    .action(async ({ json = false, deep = false }: { json?: boolean; deep?: boolean }) =>
      finish(await (await import('./doctor')).doctor({ json, deep })),
    );

  winnow
    .command('run')
    .description('run one process of Winnow beside others that share its database, or all of it')
    .addArgument(winnow.createArgument('<process>').choices([...PROCESS_NAMES, 'all']))
    .action(async (name: ProcessName | 'all') => {
      const { supervise } = await import('../supervisor');
      await supervise(name === 'all' ? {} : { only: name });
      finish(EXIT.ok);
    });

  winnow
    .command('submit <url>')
    .description('submit a URL, or sample:NAME, to the Winnow that runs here')
    .option('--wait', 'stay until the run has ended and print its result; Ctrl-C stops waiting, not the run')
    .addOption(new Option('--depth <depth>', 'quick never analyses in full, full always does').choices(DEPTHS).default('auto'))
    .option('--force', 'start a new run even where a fresh one exists')
    .option('--json', 'one JSON object, as the API gives it')
    .action(async (url: string, options: { wait?: boolean; depth: Depth; force?: boolean; json?: boolean }) =>
      finish(await (await import('./submit')).submit(url, options)),
    );

  winnow
    .command('status [id]')
    .description('show one run, or the latest ones')
    .option('--json', 'one JSON object, as the API gives it')
    .action(async (id: string | undefined, { json = false }: { json?: boolean }) =>
      finish(await (await import('./status')).status(id, json)),
    );

  winnow
    .command('snapshot')
    .description('write what the dashboard shows to metrics_YYYYMMDD_HHMM.json (UTC) in this folder')
    .option('--every <time>', 'take another one at each interval: 90m, 6h, 1d; with --for', secondsOfSpan)
    .option('--for <time>', 'how long: 48h, 7d; with --every', secondsOfSpan)
    .option('--json', 'one JSON object: the files written')
    .action(async (given: { every?: number; for?: number; json?: boolean }, command: Command) => {
      if ((given.every === undefined) !== (given.for === undefined))
        command.error('--every and --for belong together', { exitCode: EXIT.usage });
      finish(await (await import('./snapshot')).snapshot({ everySeconds: given.every, forSeconds: given.for, json: given.json }));
    });

  winnow
    .command('reset')
    .description('have the dashboard count from now on; nothing is deleted')
    .option('--undo', 'take the last reset back')
    .option('--json', 'as the API gives it')
    .action(async (options: { undo?: boolean; json?: boolean }) => finish(await (await import('./reset')).reset(options)));

  addAccessCommands(winnow, finish);
  addAlertCommands(winnow, finish);
  addBackupCommands(winnow, finish);
  addLlmCommands(winnow, finish);
  addDeliveryCommands(winnow, finish);
  addDiscordCommands(winnow, finish);
  addFeedCommands(winnow, finish);
  addMemoryCommands(winnow, finish);
  addRetentionCommands(winnow, finish);

  addConfigCommands(winnow, finish);

  addTuningCommands(winnow, finish);

  winnow
    .command('report')
    .description('write optimal_config.yaml and three guides from this deployment’s own data')
    .requiredOption('--out <folder>', 'where to')
    .option('--json', 'one JSON object')
    .action(async ({ out, json = false }: { out: string; json?: boolean }) => finish(await (await import('./report')).report(out, json)));

  return winnow;
}

const LEAST_SECONDS = 60;

/** 6h → 21,600. Files are named by the minute. */
function secondsOfSpan(span: string): number {
  const seconds = secondsOf(span);
  if (!(seconds >= LEAST_SECONDS)) throw new InvalidArgumentError('A time such as 90m, 6h or 2d is wanted, a minute at least.');
  return seconds;
}

/** main runs one command and ends the process with its exit code. */
export async function main(argv: string[]): Promise<void> {
  const json = argv.includes('--json');
  try {
    await program((code) => {
      process.exitCode = code;
    }).parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error, json);
  }
  // Engines that doctor has asked may hold threads open. Exit when what was printed has left.
  process.stdout.write('', () => process.exit());
}

function exitCodeOf(error: unknown, json: boolean): number {
  // Commander has printed its own message or help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (json) sayJson({ error: error instanceof ApiError ? error.problem : { detail: asWinnowError(error).message } });
  else complain(asWinnowError(error).message);
  return error instanceof UnreachableError ? EXIT.unreachable : EXIT.failed;
}
