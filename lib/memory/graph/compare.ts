/**
 * Whether two claims of different sources agree or contradict each other, by what can be read off them: figures, negation, opposites and names. A
 * claim is only held against one on the same point. Rules rather than a model: each verdict says which rule gave it.
 */

import { STOP_WORDS } from '@/lib/engines/text/stop-words';
import { stem, words } from '@/lib/engines/text/words';
import { figuresOf } from './figures';
import { OPPOSITES } from './opposites';

export type LinkReason = 'number' | 'negation' | 'opposite' | 'value' | 'wording';

export interface ClaimVerdict {
  kind: 'agrees' | 'contradicts';
  reason: LinkReason;
}

/** Claims less alike than this (cosine) are about different things. */
export const LEAST_SIMILARITY = 0.5;
const SAME_POINT = 0.5;
const SAME_WORDING = 0.72;
/** Figures closer than this say the same (`about 40 %`, `41 %`). */
const SAME_FIGURE = 0.03;
const NEGATION =
  /\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|hardly|fails? to|failed to|denie[sd]|denied|refuse[sd]?)\b|n['’]t\b/gi;
/** What happens once has one year. */
const ONCE =
  /\b(?:founded|born|died|opened|built|completed|published|signed|launched|discovered|invented|established|abolished|ended|began|created|introduced|released|landed|happened|took place)\b/i;
/** Of these there is one: another name is another answer. */
const SINGLE =
  /\b(?:capital|largest|biggest|smallest|highest|tallest|longest|fastest|oldest|first|last|author|wrote|written by|invented by|discovered by|founded by|founder|inventor|president|chief executive|ceo|director|directed by|winner|won|located in|born in|headquarters|based in|cause|caused by|owner|owned by|mayor|composed by|painted by)\b/i;

/** compareClaims gives the verdict on two claims with this cosine similarity; null where they are not on one point, or nothing can be said. */
export function compareClaims(a: string, b: string, similarity: number): ClaimVerdict | null {
  if (similarity < LEAST_SIMILARITY) return null;
  const [left, right] = [read(a), read(b)];
  const shared = [...left.stems].filter((word) => right.stems.has(word));
  const overlap = shared.length / Math.max(1, Math.min(left.stems.size, right.stems.size));
  const onePoint = overlap >= SAME_POINT || similarity >= SAME_WORDING;
  if (!onePoint) return null;
  const opposite = oppositesBetween(left.stems, right.stems);
  const negated = left.negations % 2 !== right.negations % 2;
  if (differentTimes(a, b) || differentOccasions(a, b)) return null;
  const figures = compareFigures(a, b);
  if (figures === 'differ') return { kind: 'contradicts', reason: 'number' };
  if (opposite !== negated && (overlap >= SAME_POINT || similarity >= 0.8))
    return { kind: 'contradicts', reason: opposite ? 'opposite' : 'negation' };
  const named = namesDiffer(a, b);
  if (named) return overlap >= SAME_POINT && SINGLE.test(a) && SINGLE.test(b) ? { kind: 'contradicts', reason: 'value' } : null;
  if (figures === 'same') return { kind: 'agrees', reason: 'number' };
  return similarity >= SAME_WORDING ? { kind: 'agrees', reason: opposite ? 'opposite' : 'wording' } : null;
}

interface Read {
  stems: Set<string>;
  negations: number;
}

function read(text: string): Read {
  const plain = text.replace(NEGATION, ' ');
  const stems = words(plain.toLowerCase())
    .filter((word) => /^\p{L}/u.test(word) && !STOP_WORDS.has(word))
    .map(stem);
  return { stems: new Set(stems), negations: (text.match(NEGATION) ?? []).length };
}

/** One has a word, the other its opposite, and neither has both. */
function oppositesBetween(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const word of a) {
    for (const opposite of OPPOSITES.get(word) ?? []) if (b.has(opposite) && !a.has(opposite) && !b.has(word)) return true;
  }
  return false;
}

const OCCASIONS = [
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/gi,
  /\b(?:january|february|march|april|june|july|august|september|october|november|december)\b/gi,
  /\b(?:spring|summer|autumn|winter)\b/gi,
  /\b(?:first|second|third|fourth|last) (?:quarter|half|round|season|year|week|month)\b/gi,
];

/** Each says when, and they are other days, months, seasons or quarters. */
function differentOccasions(a: string, b: string): boolean {
  return OCCASIONS.some((pattern) => {
    const [left, right] = [a, b].map((text) => (text.match(pattern) ?? []).map((word) => word.toLowerCase()));
    return left!.length > 0 && right!.length > 0 && !left!.some((word) => right!.includes(word));
  });
}

/** Each names a year, and they are other years, of something that may happen every year. */
function differentTimes(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => figuresOf(text).flatMap(({ value, isYear }) => (isYear ? [value] : [])));
  if (left!.length === 0 || right!.length === 0 || left!.some((year) => right!.includes(year))) return false;
  return !(ONCE.test(a) && ONCE.test(b));
}

function compareFigures(a: string, b: string): 'same' | 'differ' | 'none' {
  const [left, right] = [figuresOf(a), figuresOf(b)];
  let same = false;
  for (const figure of left) {
    const others = right.filter(({ unit }) => unit === figure.unit);
    if (others.length === 0) continue;
    const close = (value: number) =>
      Math.abs(value - figure.value) <= (figure.isYear ? 0 : SAME_FIGURE * Math.max(Math.abs(value), Math.abs(figure.value)));
    if (others.some(({ value }) => close(value))) same = true;
    else if (!figure.isYear || (ONCE.test(a) && ONCE.test(b))) return 'differ';
  }
  return same ? 'same' : 'none';
}

/** Both name somebody, and each somebody whom the other does not. */
function namesDiffer(a: string, b: string): boolean {
  const names = (text: string) =>
    new Set(
      [...text.matchAll(/(?<=\S\s+)\p{Lu}[\p{L}'’]+|^\p{Lu}[\p{L}'’]+(?=\s+\p{Lu})/gu)].map(([name]) =>
        name.replace(/['’]s$/, '').toLowerCase(),
      ),
    );
  const first = (text: string) => /^\p{Lu}[\p{L}'’]+/u.exec(text)?.[0].toLowerCase();
  const [left, right] = [names(a), names(b)];
  const lone = (own: Set<string>, other: Set<string>, text: string) => [...own].some((name) => !other.has(name) && first(text) !== name);
  return lone(left, right, b) && lone(right, left, a);
}
