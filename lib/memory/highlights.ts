import { contentStems, normalWord, stem } from '@/lib/engines/text/words';

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

/** highlightsOf gives where a text has words of the query, whatever their endings: [start, end) offsets, ascending. */
export function highlightsOf(text: string, q: string): [number, number][] {
  const wanted = new Set(contentStems(q));
  return [...text.matchAll(WORD)].flatMap((match): [number, number][] =>
    wanted.has(stem(normalWord(match[0]))) ? [[match.index, match.index + match[0].length]] : [],
  );
}
