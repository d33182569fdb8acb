/**
 * The ruler's labelled pairs, all of own making. A file under texts/ is one item: `> ` a point of it, then what may be delivered of that point,
 * `+ KIND | text` where the text carries the point's main fact and `- KIND | text` where it does not.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Also the form of a row of `npm run eval -- ruler --file`. */
export interface Pair {
  /** Pairs of one item are held out together. */
  item: string;
  point: string;
  /** One to four sentences. */
  delivered: string;
  carried: boolean;
  /** How the text tells the point, or why it does not: `paraphrase`, `spread`, `negation`, `other_fact`… */
  kind: string;
}

const FOLDER = resolve(import.meta.dirname, 'texts');

export function readMaterial(): Pair[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => parseItem(name.replace(/\.txt$/, ''), readFileSync(resolve(FOLDER, name), 'utf8')));
}

export function parseItem(item: string, text: string): Pair[] {
  const pairs: Pair[] = [];
  let point: string | null = null;
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const variant = /^([+-]) (\w+) \| (\S.*)$/.exec(line);
    if (line.startsWith('> ')) point = line.slice(2);
    else if (variant !== null && point !== null) {
      pairs.push({ item, point, kind: variant[2]!, delivered: variant[3]!, carried: variant[1] === '+' });
    } else throw new Error(`${item}.txt:${i + 1} is neither a point nor a delivered text: ${line}`);
  }
  return pairs;
}
