/**
 * The operator's own types. Nothing is learned for them: one fits when the item is closer to its description and examples than to those of
 * the built-in types, and when its keywords occur.
 */
import { BUILT_IN_TYPES, type BuiltInType } from './labels';
import type { CustomType } from './types';

/** What each built-in type is, in a sentence: the yardstick that a custom type's similarity is held against. */
export const DESCRIPTIONS: Record<BuiltInType, string> = {
  discussion: 'People talk with each other: a meeting, a debate, an interview or a panel discussion',
  educational: 'A lesson, lecture or explanation that teaches how something works',
  technology: 'Software, programming, gadgets, artificial intelligence and the technology industry',
  news: 'A news report about current events, politics, conflicts, crime, business or sport',
  entertainment: 'Entertainment for fun: a game stream, comedy, a show, a vlog or a story',
  music: 'Song lyrics or a piece of music',
  advertisement: 'A commercial that advertises a product or service and asks to buy it',
};

/** The sentences to compare with: the description, then the examples. */
export const anchorsOf = ({ description, examples }: Pick<CustomType, 'description' | 'examples'>): string[] =>
  [description, ...examples].filter((text) => text.trim() !== '');

const dot = (a: Float32Array, b: Float32Array) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

export interface Embedded {
  title: Float32Array | null;
  windows: Float32Array[];
}

/**
 * similarityTo is the cosine of an item to the nearest of some anchors: of the title, and of the half of its windows that fit best, since a
 * subject need not be spoken of all the time. 0 when there is nothing to compare.
 */
export function similarityTo(anchors: readonly Float32Array[], item: Embedded): number {
  if (anchors.length === 0) return 0;
  const nearest = (vector: Float32Array) => Math.max(...anchors.map((anchor) => dot(anchor, vector)));
  const windows = item.windows.map(nearest).sort((a, b) => b - a);
  const best = windows.slice(0, Math.ceil(windows.length / 2));
  const text = best.length === 0 ? null : best.reduce((a, b) => a + b, 0) / best.length;
  const title = item.title === null ? null : nearest(item.title);
  if (text === null || title === null) return text ?? title ?? 0;
  return (2 * text + title) / 3;
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const holds = (text: string, keyword: string) =>
  new RegExp(`(?<![\\p{L}\\d])${literal(keyword.trim()).replace(/\s+/g, '\\s+')}(?![\\p{L}\\d])`, 'iu').test(text);

/** In log-odds: what a keyword is worth in the title or description, and in a window of the text. */
const TITLE_KEYWORD = 1.5;
const WINDOW_KEYWORD = 2.5;
const NO_KEYWORD = -1;

/** The evidence of keywords, in log-odds. A type without keywords is neither helped nor hurt. */
export function keywordEvidence(keywords: readonly string[], title: string, windows: readonly string[]): number {
  const known = keywords.filter((keyword) => keyword.trim() !== '');
  if (known.length === 0) return 0;
  const inTitle = Math.min(2, known.filter((keyword) => holds(title, keyword)).length);
  const perWindow = windows.map((window) => Math.min(2, known.filter((keyword) => holds(window, keyword)).length));
  const inText = windows.length === 0 ? 0 : perWindow.reduce((a, b) => a + b, 0) / windows.length;
  return inTitle + inText === 0 ? NO_KEYWORD : TITLE_KEYWORD * inTitle + WINDOW_KEYWORD * inText;
}

/** Log-odds per unit of cosine. */
const STEEPNESS = 25;
/** A cosine below this is what unrelated texts reach: no type is the nearest merely because all are far. */
const UNRELATED = 0.22;

/**
 * customLogOdds is for a custom type against all the built-in ones: 0 when it is as near as the nearest of them. `builtIn` are the
 * similarities to DESCRIPTIONS.
 */
export function customLogOdds(similarity: number, builtIn: readonly number[], keywords: number): number {
  return STEEPNESS * (similarity - Math.max(UNRELATED, ...builtIn)) + keywords;
}

/** Adds custom types to the probabilities of the built-in ones (in the order of BUILT_IN_TYPES); the result sums to 1. */
export function joinCustom(builtIn: readonly number[], custom: readonly { name: string; logOdds: number }[]): Map<string, number> {
  const odds = custom.map(({ logOdds }) => Math.exp(Math.min(logOdds, 20)));
  const total = 1 + odds.reduce((a, b) => a + b, 0);
  return new Map([
    ...BUILT_IN_TYPES.map((type, i) => [type, builtIn[i]! / total] as const),
    ...custom.map(({ name }, i) => [name, odds[i]! / total] as const),
  ]);
}
