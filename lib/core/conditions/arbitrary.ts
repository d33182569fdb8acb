/** For tests: fast-check arbitraries of well-typed conditions over a few signals of each type, and of inputs in which each may be missing. */
import fc from 'fast-check';
import type { Signals } from '@/lib/core/signals/declared';

const word = fc.constantFrom('en', 'de', 'news', '');
const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, 1e308));
const numberText = number.map((value) => (value < 0 ? `(${value})` : String(value)));

const { truth } = fc.letrec<{ truth: string; number: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    numberText,
    fc.constantFrom('view_count', 'duration', 'age_days'),
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number')).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    tie('number').map((a) => `-${a}`),
  ),
  truth: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number')).map((parts) => parts.join(' ')),
    fc.constantFrom('is_live', 'has_captions', 'true', 'false'),
    fc
      .tuple(fc.constantFrom('language', 'media_kind'), fc.constantFrom('==', '!='), word)
      .map(([a, operator, b]) => `${a} ${operator} "${b}"`),
    fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((words) => `language in [${words.map((one) => `'${one}'`).join(',')}]`),
    fc.array(tie('truth'), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join(' and ')})`),
    fc.array(tie('truth'), { minLength: 2, maxLength: 3 }).map((parts) => parts.join('  or  ')),
    tie('truth').map((a) => `not (${a})`),
    fc.tuple(tie('truth'), fc.constantFrom('==', '!='), tie('truth')).map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
  ),
}));

/** Short enough that its normalised form (with its spaces) still fits the limit. */
export const conditionText = truth.filter((text) => text.length <= 200);

const known = fc.record({
  view_count: number,
  duration_seconds: number,
  age_days: number,
  is_live: fc.boolean(),
  has_captions: fc.boolean(),
  language: word,
  media_kind: word,
});

/** An input in which everything is known, and the same with some of it missing. */
export const partAndWhole: fc.Arbitrary<{ part: Signals; whole: Signals }> = fc
  .tuple(known, fc.subarray(['view_count', 'duration_seconds', 'age_days', 'is_live', 'has_captions', 'language', 'media_kind'] as const))
  .map(([whole, kept]) => ({ whole, part: Object.fromEntries(kept.map((name) => [name, whole[name]])) }));
