/** Own writing: short fallacious arguments by kind, arguments that look like them and are sound, and running text of every kind of programme. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '..');

export interface Argument {
  name: string;
  text: string;
}

function linesOf(file: string): Argument[] {
  let name = '';
  const found: Argument[] = [];
  for (const line of readFileSync(resolve(FOLDER, file), 'utf8').split('\n')) {
    if (line.startsWith('## ')) name = line.slice(3).trim();
    else if (line.trim() !== '') found.push({ name, text: line.trim() });
  }
  return found;
}

const fold = (folder: string) =>
  readdirSync(resolve(FOLDER, folder))
    .filter((file) => file.endsWith('.txt') && !/^(?:music|titles)\.txt$/.test(file))
    .sort()
    .flatMap((file) => linesOf(`${folder}/${file}`));

export const readFallacious = (): Argument[] => linesOf('fallacies/texts/fallacious.txt');
export const readSound = (): string[] => linesOf('fallacies/texts/sound.txt').map(({ text }) => text);

/** readTelling gives lines of the material of the other models, without speaker letters, slots and the signs of its format. */
export function readTelling(): string[] {
  const programmes = fold('content_types/texts').map(({ text }) => text.replace(/^[A-Z]: /, '').replace(/\{\w+\}/g, 'thing'));
  const ruler = fold('loss_ruler/texts').flatMap(({ text }) => (text.startsWith('> ') ? [text.slice(2)] : []));
  return [...programmes, ...ruler];
}
