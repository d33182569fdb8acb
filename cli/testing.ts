import type { Command } from 'commander';
import { program } from './main';

/**
 * faultOfCommand says what is wrong with the words after `winnow`: an unknown command or option, or a word too many. Null where the command line would take
 * them. Nothing is run. What is in capitals, brackets or dots stands for something, as in a synopsis.
 */
export function faultOfCommand(words: readonly string[]): string | null {
  let command: Command = program(() => {});
  let positional = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!.replaceAll(/^\[|\]$/g, '');
    if (word === '' || word === '…') continue;
    if (word.startsWith('-')) {
      const [name] = word.split('=');
      if (name === '--help' || name === '-h') continue;
      const option = command.options.find(({ short, long }) => short === name || long === name);
      if (!option) return `${command.name()} has no option ${name}`;
      if ((option.required || option.optional) && !word.includes('=')) i++;
      while (option.variadic && i + 1 < words.length && !words[i + 1]!.startsWith('-')) i++;
      continue;
    }
    const alternatives = word.split('|');
    const children = alternatives.map((one) => command.commands.find((child) => child.name() === one || child.aliases().includes(one)));
    if (positional === 0 && children.every((child) => child !== undefined)) {
      command = children[0]!;
      continue;
    }
    const argument = command.registeredArguments[Math.min(positional, command.registeredArguments.length - 1)];
    if (!argument || (positional >= command.registeredArguments.length && !argument.variadic)) return `${command.name()} knows no ${word}`;
    const wrong = argument.argChoices && alternatives.find((one) => !argument.argChoices!.includes(one) && one !== one.toUpperCase());
    if (wrong) return `${command.name()} knows no ${wrong}`;
    positional++;
  }
  return null;
}
