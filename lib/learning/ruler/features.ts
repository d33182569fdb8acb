import { dot } from '@/lib/engines/text/vectors';
import { sameFigure } from './figures';
import { hasName, soundsLike } from './names';
import { AFFIRMED, DENIED, otherSide, sharesSide } from './polarity';
import type { Reading } from './reading';
import { stemOf } from './stems';

/** How a point and one or two delivered sentences compare, in the order of the model's weights. Each is in [0, 1], but for the cosine's sign. */
export const FEATURES = [
  /** Cosine of the point and the sentence; of two sentences, of the point and their mean direction. */
  'cosine',
  /** Share of the point's content words that occur, by what they tell. */
  'recall',
  /** Share of the sentences' content words that the point has too: what is said may be of something else. */
  'precision',
  /** Share of the point's names that are missing. */
  'missing_names',
  /** 1 where names are missing and others stand there. */
  'other_names',
  'missing_figures',
  'other_figures',
  /** Share of the common words that one affirms and the other denies. */
  'denied',
  /** 1 where the sentences stand on the other side of an opposition (rise, fall; support, oppose). */
  'opposite',
  /** Share of the point's content words that others stand for in what is else its wording. */
  'replaced',
  'x_figures',
  'x_names',
  'x_denied',
] as const;

/** A delivered text as the matcher sees it: one sentence, or two that may tell a point together. */
export interface Window {
  sentences: readonly [Reading] | readonly [Reading, Reading];
}

/** A word that sounds like another rare one may be the same, misheard. */
const RARE = 0.95;

export function compare(point: Reading, { sentences }: Window): number[] {
  const total = sum(point.terms.values());
  let met = 0;
  let shared = 0;
  let denied = 0;
  for (const [stem, weight] of point.terms) {
    const there = meets(stem, weight, sentences);
    met += weight * there;
    if (there < 1) continue;
    shared += weight;
    if (deniedOf(stem, point.polarity, sentences)) denied += weight;
  }
  const said = new Map(sentences.flatMap(({ terms }) => [...terms]));
  const own = sum([...said].map(([stem, weight]) => (point.terms.has(stem) ? weight : 0)));
  const names = compareLists(
    point.names,
    sentences.flatMap(({ names }) => names),
    (name) => sentences.some(({ words }) => hasName(words, name)),
    (name) => hasName(point.words, name),
  );
  const figures = sentences.flatMap((sentence) => sentence.figures);
  const numbers = compareLists(
    point.figures,
    figures,
    (figure) => figures.some((other) => sameFigure(figure, other)),
    (figure) => point.figures.some((other) => sameFigure(figure, other)),
  );
  return [
    cosine(point, sentences),
    total === 0 ? 0 : met / total,
    own / Math.max(sum(said.values()), Number.EPSILON),
    names.missing,
    names.others,
    numbers.missing,
    numbers.others,
    shared === 0 ? 0 : denied / shared,
    standsOpposite(point, sentences) ? 1 : 0,
    replaced(point, sentences),
    numbers.others * (met / total),
    names.others * (met / total),
    (shared === 0 ? 0 : denied / shared) * (met / total),
  ];
}

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** Two unit vectors' mean direction has the sum of their cosines, over the length of their sum. */
function cosine(point: Reading, [first, second]: Window['sentences']): number {
  const a = dot(point.vector, first.vector);
  if (second === undefined) return a;
  return (a + dot(point.vector, second.vector)) / Math.sqrt(Math.max(2 + 2 * dot(first.vector, second.vector), 1e-6));
}

/** How far a word of the point is met: by itself, by what it sounds like, or in part by a word of the same side (`rose`, `climbed`). */
function meets(stem: string, weight: number, sentences: readonly Reading[]): number {
  if (sentences.some(({ terms }) => terms.has(stem))) return 1;
  if (sentences.some(({ sides }) => sharesSide(stem, sides))) return SAME_SIDE;
  if (weight < RARE) return 0;
  return sentences.some(({ words }) => [...words].some((word) => soundsLike(stem, word))) ? 1 : 0;
}

const SAME_SIDE = 0.8;

/** A word is denied where the point only affirms it and no sentence does, or the other way round. */
function deniedOf(stem: string, polarity: ReadonlyMap<string, number>, sentences: readonly Reading[]): boolean {
  const own = polarity.get(stem) ?? AFFIRMED;
  const theirs = sentences.reduce((all, sentence) => all | (sentence.polarity.get(stem) ?? 0), 0) || AFFIRMED;
  return (own & theirs) === 0 && (own | theirs) === (AFFIRMED | DENIED);
}

function compareLists<Item>(
  own: readonly Item[],
  theirs: readonly Item[],
  isThere: (item: Item) => boolean,
  isOwn: (item: Item) => boolean,
) {
  const missing = own.filter((item) => !isThere(item)).length;
  return { missing: own.length === 0 ? 0 : missing / own.length, others: missing > 0 && theirs.some((item) => !isOwn(item)) ? 1 : 0 };
}

function standsOpposite(point: Reading, sentences: readonly Reading[]): boolean {
  for (const side of point.sides) {
    if (point.sides.has(otherSide(side))) continue;
    const taken = (one: string) => sentences.some(({ sides }) => sides.has(one));
    if (taken(otherSide(side)) && !taken(side)) return true;
  }
  return false;
}

/** Less of the point's wording than this is wording of its own: what differs then says nothing. */
const LEAST_FRAME = 0.5;

function replaced(point: Reading, sentences: readonly Reading[]): number {
  const { gaps, matched } = align(
    point.order,
    sentences.flatMap(({ order }) => order),
  );
  const frame = matched / point.order.length;
  if (frame < LEAST_FRAME) return 0;
  const said = new Map(sentences.flatMap(({ terms }) => [...terms]));
  const exchanged = gaps.map(({ own, theirs }) => {
    if (own.length === 0 || theirs.length === 0 || soundsLike(own.join(''), theirs.join(''))) return 0;
    const [lost, gained] = [new Set(own.map(stemOf)), new Set(theirs.map(stemOf))];
    const out = sum([...lost].map((stem) => (gained.has(stem) ? 0 : (point.terms.get(stem) ?? 0))));
    const into = sum([...gained].map((stem) => (lost.has(stem) ? 0 : (said.get(stem) ?? 0))));
    return Math.min(out, into);
  });
  return (frame * sum(exchanged)) / Math.max(sum(point.terms.values()), Number.EPSILON);
}

interface Gap {
  own: string[];
  theirs: string[];
}

/** align finds the longest common subsequence of two lists of words, and what each has between its words. */
function align(a: readonly string[], b: readonly string[]): { gaps: Gap[]; matched: number } {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const gaps: Gap[] = [{ own: [], theirs: [] }];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      gaps.push({ own: [], theirs: [] });
      i++;
      j++;
    } else if (j === b.length || (i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) gaps.at(-1)!.own.push(a[i++]!);
    else gaps.at(-1)!.theirs.push(b[j++]!);
  }
  return { gaps, matched: lengths[0]![0]! };
}
