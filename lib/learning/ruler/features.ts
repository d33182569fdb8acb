import { dot, meanDirection } from '@/lib/engines/text/vectors';
import { sameFigure } from './figures';
import { hasName, soundsLike } from './names';
import { AFFIRMED, DENIED, otherSide, sharesSide } from './polarity';
import type { Reading } from './reading';
import { stemOf } from './stems';
import { align, exchanges } from './wording';

/** How a point and one or two delivered sentences compare, in the order of the model's weights. Each is in [0, 1], but for the cosine's sign. */
export const FEATURES = [
  /**
   * Cosine of the point and the sentence (of two sentences, their mean direction), after what the item's points share is taken out of both: in an
   * item about one thing everything is close.
   */
  'cosine',
  /** Share of the sentences' content words that the point has too. */
  'precision',
  /** Share of the point's names that are missing. */
  'missing_names',
  /** 1 where names are missing and others stand there. */
  'other_names',
  /** Share of the point's figures that are missing. */
  'missing_figures',
  /** Where figures are missing and others stand there, the share of the point's content words that occur: told with another figure. Else 0. */
  'other_figures',
  /** Square root of the share of its content words that the point affirms and the sentences deny, or the other way round. */
  'denied',
  /** Where the sentences are on the other side of an opposition (rise, fall; support, oppose), the same share. Else 0. */
  'opposite',
  /** Share of the point's content words that others stand for in what is else its wording. */
  'replaced',
  /** Share of the point's content words that stand elsewhere in what is else its wording: who did what to whom. */
  'moved',
] as const;

/** A delivered text as the matcher sees it: one sentence, or two that may tell a point together. */
export interface Window {
  sentences: readonly [Reading] | readonly [Reading, Reading];
}

/** A point of an item. */
export interface Target extends Reading {
  /** Mean vector of the item's other points, drawn towards zero where they are few: what they share. */
  shared: Float32Array;
  /** Its vector without that. */
  distinct: Float32Array;
}

/** So few other points are half believed to show what all share. */
const FEW_POINTS = 2;

/** targetsOf gives the points of one item. */
export function targetsOf(points: readonly Reading[]): Target[] {
  const total = points.reduce(
    (sum, { vector }) => sum.map((value, i) => value + vector[i]!),
    new Float32Array(points[0]?.vector.length ?? 0),
  );
  return points.map((point) => {
    const shared = total.map((value, i) => (value - point.vector[i]!) / (points.length - 1 + FEW_POINTS));
    return { ...point, shared, distinct: apart(point.vector, shared) };
  });
}

const apart = (vector: Float32Array, shared: Float32Array): Float32Array => vector.map((value, i) => value - shared[i]!);

/** What of a point is met by a word that only means about the same (`rose`, `climbed`). */
const SAME_SIDE = 0.8;
/** A word that sounds like another rare one may be the same, misheard. */
const RARE = 0.95;
/** With less than this share of its words in order, a point is not told in its own wording: what differs then says nothing. */
const LEAST_FRAME = 0.5;

export function compare(point: Target, { sentences }: Window): number[] {
  const said = new Map(sentences.flatMap(({ terms }) => [...terms]));
  const total = Math.max(sum(point.terms.values()), Number.EPSILON);
  let met = 0;
  let denied = 0;
  for (const [stem, weight] of point.terms) {
    met += weight * meets(stem, weight, sentences);
    if (said.has(stem) && isDenied(stem, point, sentences)) denied += weight;
  }
  const recall = met / total;
  const own = sum([...said].map(([stem, weight]) => (point.terms.has(stem) ? weight : 0)));
  const names = compareNames(point, sentences);
  const figures = compareFigures(point, sentences);
  const wording = compareWording(point, sentences, said);
  return [
    cosine(point.distinct, apart(directionOf(sentences), point.shared)),
    own / Math.max(sum(said.values()), Number.EPSILON),
    names.missing,
    names.others ? 1 : 0,
    figures.missing,
    figures.others ? recall : 0,
    Math.sqrt(denied / total),
    standsOpposite(point, sentences) ? recall : 0,
    wording.replaced / total,
    wording.moved / total,
  ];
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function directionOf([first, second]: Window['sentences']): Float32Array {
  return second === undefined ? first.vector : meanDirection([first.vector, second.vector], [1, 1], first.vector.length);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return dot(a, b) / Math.max(Math.sqrt(dot(a, a) * dot(b, b)), Number.EPSILON);
}

/** How far a word of the point is met: by itself, by what it sounds like, or in part by a word of the same side (`rose`, `climbed`). */
function meets(stem: string, weight: number, sentences: readonly Reading[]): number {
  if (sentences.some(({ terms }) => terms.has(stem))) return 1;
  if (sentences.some(({ sides }) => sharesSide(stem, sides))) return SAME_SIDE;
  if (weight < RARE) return 0;
  return sentences.some(({ words }) => [...words].some((word) => soundsLike(stem, word))) ? 1 : 0;
}

/** A word is denied where the point only affirms it and no sentence does, or the other way round. */
function isDenied(stem: string, point: Reading, sentences: readonly Reading[]): boolean {
  const own = point.polarity.get(stem) ?? AFFIRMED;
  const theirs = sentences.reduce((all, { polarity }) => all | (polarity.get(stem) ?? 0), 0) || AFFIRMED;
  return (own & theirs) === 0 && (own | theirs) === (AFFIRMED | DENIED);
}

interface Difference {
  /** Share of the point's own that is missing. */
  missing: number;
  /** Something is missing, and something stands there that the point does not have. */
  others: boolean;
}

function compareNames(point: Reading, sentences: readonly Reading[]): Difference {
  return differ(
    point.names.map((name) => sentences.some(({ words }) => hasName(words, name))),
    sentences.flatMap(({ names }) => names.map((name) => hasName(point.words, name))),
  );
}

function compareFigures(point: Reading, sentences: readonly Reading[]): Difference {
  const theirs = sentences.flatMap(({ figures }) => figures);
  const has = (figures: readonly number[], figure: number) => figures.some((other) => sameFigure(figure, other));
  return differ(
    point.figures.map((figure) => has(theirs, figure)),
    theirs.map((figure) => has(point.figures, figure)),
  );
}

function differ(ownFound: readonly boolean[], theirsFound: readonly boolean[]): Difference {
  const missing = ownFound.filter((found) => !found).length;
  return { missing: missing / Math.max(1, ownFound.length), others: missing > 0 && theirsFound.includes(false) };
}

function standsOpposite(point: Reading, sentences: readonly Reading[]): boolean {
  const taken = (side: string) => sentences.some(({ sides }) => sides.has(side));
  return [...point.sides].some((side) => !point.sides.has(otherSide(side)) && taken(otherSide(side)) && !taken(side));
}

/** What those words of the point tell that others stand for, and those that stand elsewhere, in what is else its wording. */
function compareWording(
  point: Reading,
  sentences: readonly Reading[],
  said: ReadonlyMap<string, number>,
): { replaced: number; moved: number } {
  const alignment = align(
    point.order,
    sentences.flatMap(({ order }) => order),
  );
  const frame = alignment.matched / point.order.length;
  if (frame < LEAST_FRAME) return { replaced: 0, moved: 0 };
  const exchanged = exchanges(alignment).map(({ own, theirs }) => {
    const [lost, gained] = [new Set(own.map(stemOf)), new Set(theirs.map(stemOf))];
    const weigh = (stems: ReadonlySet<string>, others: ReadonlySet<string>, weights: ReadonlyMap<string, number>) =>
      sum([...stems].map((stem) => (others.has(stem) ? 0 : (weights.get(stem) ?? 0))));
    return Math.min(weigh(lost, gained, point.terms), weigh(gained, lost, said));
  });
  const elsewhere = new Set(alignment.gaps.flatMap(({ theirs }) => theirs.map(stemOf)));
  const movable = new Set(alignment.gaps.flatMap(({ own }) => own.map(stemOf)));
  return {
    replaced: frame * sum(exchanged),
    moved: frame * sum([...movable].map((stem) => (elsewhere.has(stem) ? (point.terms.get(stem) ?? 0) : 0))),
  };
}
