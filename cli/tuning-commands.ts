import type { Command } from 'commander';

interface Json {
  json?: boolean;
}

/** addTuningCommands declares `winnow recommend`, `winnow ab report` and `winnow analyze`. */
export function addTuningCommands(winnow: Command, finish: (code: number) => void): void {
  const json = '--json';
  const asJson = 'as the API gives it';

  winnow
    .command('recommend')
    .description('the bars that save most while the promise on false stops holds; exit code 1 where the data cannot carry one')
    .option('--days <n>', 'only runs that ended in the last days', Number)
    .option(json, asJson)
    .action(async (options: Json & { days?: number }) => finish(await (await import('./recommend')).recommend(options)));

  winnow
    .command('ab')
    .description('experiments')
    .command('report [id]')
    .description('arms, differences, health and decision of an experiment; the latest one without an id')
    .option(json, asJson)
    .action(async (id: string | undefined, options: Json) => finish(await (await import('./ab-report')).abReport(id, options)));

  winnow
    .command('analyze')
    .description('how the figures moved over saved snapshots (metrics_*.json, or bodies of GET /api/performance/)')
    .requiredOption('--input <files...>', 'names or patterns, e.g. "metrics_*.json"')
    .option(json, 'one JSON object')
    .action(async ({ input, ...options }: Json & { input: string[] }) => finish(await (await import('./analyze')).analyze(input, options)));
}
