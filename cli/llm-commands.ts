import type { Command } from 'commander';

/** addLlmCommands declares `winnow llm …`. */
export function addLlmCommands(winnow: Command, finish: (code: number) => void): void {
  const load = () => import('./llm');
  const llm = winnow
    .command('llm')
    .description('the language model: prices, budgets, and how often its cache answers')
    .option('--json', 'as the API gives it')
    .action(async (options: { json?: boolean }) => finish(await (await load()).showLlm(options)));
  llm
    .command('set <file>')
    .description('replace what is set, from a JSON file (docs/llm.md); what it leaves out takes its default')
    .action(async (file: string) => finish(await (await load()).setLlm(file)));
}
