import { type Command, Option } from 'commander';
import { SEARCH_MODES, type SearchMode } from '@/lib/core/memory/modes';

/** addMemoryCommands adds `winnow memory …`; the code of each loads when it is asked for. */
export function addMemoryCommands(winnow: Command, finish: (code: number) => void): void {
  const memory = winnow.command('memory').description('search and ask what was remembered');
  memory
    .command('search <query>')
    .description('passages, best first')
    .addOption(new Option('--mode <mode>', 'how to look').choices(SEARCH_MODES).default('hybrid'))
    .option('--limit <number>', 'at most so many', '10')
    .option('--json', 'one JSON object, as the API gives it')
    .action(async (query: string, options: { mode: SearchMode; limit: string; json?: boolean }) =>
      finish(await (await import('./memory')).search(query, options)),
    );
  memory
    .command('ask <question>')
    .description('an answer with its sources; exit code 1 where memory does not hold it')
    .option('--json', 'one JSON object, as the API gives it')
    .action(async (question: string, options: { json?: boolean }) => finish(await (await import('./memory')).ask(question, options)));
  memory
    .command('entities [name-or-id]')
    .description('who and what is spoken of, or everything on one of them')
    .option('--json', 'one JSON object, as the API gives it')
    .action(async (which: string | undefined, options: { json?: boolean }) =>
      finish(await (await import('./memory')).entities(which, options)),
    );
}
