import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEPTHS, type Depth } from '@/lib/core/runs/states';

interface Json {
  json?: boolean;
}

interface AddOptions extends Json {
  depth: Depth;
  from?: string;
  newest: number;
  perDay: number;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('A whole number is wanted.');
  return Number(text);
}

/** addFeedCommands declares `winnow feeds …`. */
export function addFeedCommands(winnow: Command, finish: (code: number) => void): void {
  const load = () => import('./feeds');
  const json = '--json';
  const asJson = 'as the API gives it';

  const feeds = winnow
    .command('feeds')
    .description('what is watched; exit code 1 while one fails')
    .option(json, asJson)
    .action(async (options: Json) => finish(await (await load()).listFeeds(options)));
  feeds
    .command('add <url>')
    .description('watch a feed, a page that links to one, a channel or a playlist: each new item becomes a run')
    .addOption(new Option('--depth <depth>', 'as for submit').choices(DEPTHS).default('auto'))
    .option('--from <date>', 'leave alone what was published before, e.g. 2026-01-31')
    .option('--newest <n>', 'of what is there at the first look, and of what waits', wholeNumber, 3)
    .option('--per-day <n>', 'runs in 24 hours', wholeNumber, 10)
    .option(json, asJson)
    .action(async (url: string, options: AddOptions, command: Command) =>
      finish(await (await load()).addFeed(url, { ...options, ...command.optsWithGlobals<Json>() })),
    );
  feeds
    .command('show <id>')
    .description('one feed with its latest items')
    .option(json, asJson)
    .action(async (id: string, _options: Json, command: Command) => finish(await (await load()).showFeed(id, command.optsWithGlobals())));
  for (const [act, description] of [
    ['pause', 'look no longer until it is resumed'],
    ['resume', 'watch on, at once'],
    ['check', 'look now'],
  ] as const) {
    feeds
      .command(`${act} <id>`)
      .description(description)
      .option(json, asJson)
      .action(async (id: string, _options: Json, command: Command) =>
        finish(await (await load()).actOnFeed(id, act, command.optsWithGlobals())),
      );
  }
  feeds
    .command('remove <id>')
    .description('watch it no longer; its runs stay')
    .option(json, asJson)
    .action(async (id: string, _options: Json, command: Command) => finish(await (await load()).removeFeed(id, command.optsWithGlobals())));
}
