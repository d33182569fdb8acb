import { type Command, InvalidArgumentError } from 'commander';
import { secondsOf } from '@/lib/config/schema/fields';

interface Json {
  json?: boolean;
}

/** 8h → 480 minutes. */
function minutesOf(span: string): number {
  const minutes = Math.ceil(secondsOf(span) / 60);
  if (!(minutes >= 1)) throw new InvalidArgumentError('A time such as 90m, 8h or 2d is wanted.');
  return minutes;
}

/** addAlertCommands declares `winnow alerts …`. */
export function addAlertCommands(winnow: Command, finish: (code: number) => void): void {
  const load = () => import('./alerts');
  const json = '--json';
  const asJson = 'as the API gives it';

  const alerts = winnow
    .command('alerts')
    .description('how each alert rule stands; exit code 1 while one fires')
    .option(json, asJson)
    .action(async (options: Json) => finish(await (await load()).listAlerts(options)));
  alerts
    .command('history')
    .description('what happened, newest first')
    .option(json, asJson)
    .action(async (_options: Json, command: Command) => finish(await (await load()).history(command.optsWithGlobals())));
  alerts
    .command('acknowledge <rule>')
    .description('no reminders until it resolves or gets worse')
    .option(json, asJson)
    .action(async (rule: string, _options: Json, command: Command) =>
      finish(await (await load()).act(rule, 'acknowledge', {}, command.optsWithGlobals())),
    );
  alerts
    .command('silence <rule>')
    .description('send nothing of a rule for a time; it is watched all the same')
    .option('--for <time>', 'e.g. 90m, 8h, 2d', minutesOf, 60)
    .option(json, asJson)
    .action(async (rule: string, options: Json & { for: number }, command: Command) =>
      finish(await (await load()).act(rule, 'silence', { minutes: options.for }, command.optsWithGlobals())),
    );
  alerts
    .command('unsilence <rule>')
    .description('end a silence')
    .option(json, asJson)
    .action(async (rule: string, _options: Json, command: Command) =>
      finish(await (await load()).act(rule, 'unsilence', {}, command.optsWithGlobals())),
    );
  alerts
    .command('backtest <rule>')
    .description('when the rule as it is now would have fired, on what was recorded')
    .option('--days <n>', 'how far back, 90 at most', Number, 7)
    .option(json, asJson)
    .action(async (rule: string, options: Json & { days: number }, command: Command) =>
      finish(await (await load()).backtest(rule, options.days, command.optsWithGlobals())),
    );
}
