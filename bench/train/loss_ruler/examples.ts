/**
 * Examples for the matcher: each pair, and each point word for word, alone and amid other texts of its item; and each point amid texts that leave
 * it out. What a quick result tells is mostly taken from the item word for word, and mostly about other points.
 */
import type { Embedder } from '@/lib/engines/embed/types';
import { createPace } from '@/lib/engines/text/pace';
import { compare, type Target, targetsOf } from '@/lib/learning/ruler/features';
import { windowsOf } from '@/lib/learning/ruler/matcher';
import { sentencesOf } from '@/lib/learning/ruler/points';
import { type Reading, readSentence } from '@/lib/learning/ruler/reading';
import { tellingStretch } from '@/lib/learning/ruler/stretches';
import { seededRandom } from '../../support/random';
import type { Pair } from './material';

export interface Example {
  item: string;
  carried: boolean;
  kind: string;
  /** The pair alone, or amid other sentences. */
  alone: boolean;
  /** Features of each window. */
  windows: number[][];
}

/** Texts that leave a point out, drawn for each point. */
const ABSENT = 3;
/** Sentences of its item that stand around a pair: a quick result has about so many. */
const CONTEXT = { least: 4, most: 12 };

export interface Reader {
  /** The sentences of a delivered text. */
  read(text: string): Reading[];
  /** A pair's point, among the points of its item. */
  target(pair: Pick<Pair, 'item' | 'point'>): Target;
}

/** createReader reads every text of the pairs, embedding all their sentences at once. */
export async function createReader(pairs: readonly Pair[], embedder: Embedder): Promise<Reader> {
  const pace = createPace();
  const sentences = new Map<string, string[]>();
  for (const { point, delivered } of pairs) {
    sentences.set(point, [point]);
    if (!sentences.has(delivered)) sentences.set(delivered, await sentencesOf(delivered, pace));
  }
  const unique = [...new Set([...sentences.values()].flat())];
  const vectors = await embedder.embed(unique);
  const readings = new Map(unique.map((text, i) => [text, readSentence(text, vectors[i]!)]));
  const targets = new Map<string, Target>();
  for (const item of new Set(pairs.map((pair) => pair.item))) {
    const points = [...new Set(pairs.filter((pair) => pair.item === item).map(({ point }) => point))];
    for (const target of targetsOf(points.map((text) => readings.get(text)!))) targets.set(`${item}\n${target.text}`, target);
  }
  return {
    read: (text) => sentences.get(text)!.map((sentence) => readings.get(sentence)!),
    target: ({ item, point }) => targets.get(`${item}\n${point}`)!,
  };
}

export function makeExamples(pairs: readonly Pair[], reader: Reader, seed: number): Example[] {
  const random = seededRandom(seed);
  const toldOf = othersOf(pairs);
  const example = (pair: Pair, texts: readonly string[], alone: boolean): Example => {
    const point = reader.target(pair);
    const windows = [...windowsOf(point, texts.flatMap(reader.read), [])].map((window) => compare(point, window));
    return { item: pair.item, carried: pair.carried, kind: pair.kind, alone, windows };
  };
  const points = [...new Map(pairs.map((pair) => [pair.point, pair])).values()];
  const told = points.map((pair): Pair => ({ ...pair, delivered: pair.point, carried: true, kind: 'verbatim' }));
  const untold = points.flatMap((pair) => Array<Pair>(ABSENT).fill({ ...pair, carried: false, kind: 'absent' }));
  return [
    ...[...pairs, ...told].map((pair) => example(pair, [pair.delivered], true)),
    ...[...pairs, ...told].map((pair) => example(pair, shuffled([pair.delivered, ...draw(toldOf(pair), random)], random), false)),
    ...untold.map((pair) => example(pair, draw(toldOf(pair), random), false)),
  ].filter(({ windows }) => windows.length > 0);
}

/** Texts of other points that a run-on sentence begins and ends with. */
const AROUND = 2;

/**
 * runOnExamples are the pairs told as speech recognition often writes: within one long sentence, between what is delivered of other points; and
 * for each point a run-on sentence that leaves it out. Only texts of one sentence are told so.
 */
export async function runOnExamples(pairs: readonly Pair[], reader: Reader, embedder: Embedder, seed: number): Promise<Example[]> {
  const random = seededRandom(seed);
  const single = pairs.filter(({ delivered }) => reader.read(delivered).length === 1);
  const toldOf = othersOf(single);
  const points = [...new Map(pairs.map((pair) => [pair.point, pair])).values()];
  const untold = points.map((pair): Pair => ({ ...pair, carried: false, kind: 'absent' }));
  const told = [...single, ...untold].map((pair) => {
    const [before, ...after] = shuffled(toldOf(pair), random).slice(0, AROUND);
    const middle = pair.kind === 'absent' ? [] : [pair.delivered];
    const text = [before ?? '', ...middle, ...after].map((part) => part.replace(/[.?!]+$/, '')).join(', ');
    return { pair, text, stretch: tellingStretch(reader.target(pair).terms, text) };
  });
  const texts = [...new Set(told.flatMap(({ text, stretch }) => (stretch === null ? [text] : [text, stretch])))];
  const vectors = await embedder.embed(texts);
  const readings = new Map(texts.map((text, i) => [text, readSentence(text, vectors[i]!)]));
  return told.map(({ pair, text, stretch }) => {
    const point = reader.target(pair);
    const windows = [...windowsOf(point, [readings.get(text)!], stretch === null ? [] : [readings.get(stretch)!])];
    return {
      item: pair.item,
      carried: pair.carried,
      kind: pair.kind,
      alone: false,
      windows: windows.map((window) => compare(point, window)),
    };
  });
}

/** What is delivered of other points of a pair's item; near-misses too, for a delivered text tells other things in like words. */
function othersOf(pairs: readonly Pair[]): (pair: Pair) => string[] {
  return ({ item, point }) => pairs.filter((other) => other.item === item && other.point !== point).map(({ delivered }) => delivered);
}

function draw(texts: readonly string[], random: () => number): string[] {
  const count = CONTEXT.least + Math.floor(random() * (CONTEXT.most - CONTEXT.least + 1));
  return shuffled(texts, random).slice(0, count);
}

/** Fisher and Yates. */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}
