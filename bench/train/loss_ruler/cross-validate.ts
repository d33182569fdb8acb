/** Every example judged by a matcher that was fitted without its whole item. */
import { type Example, makeExamples, type Reader } from './examples';
import { type Fitted, fitMatcher, probabilityOf } from './fit';
import type { Pair } from './material';

export interface Judgement extends Omit<Example, 'windows'> {
  probability: number;
}

export interface CrossValidation {
  judged: Judgement[];
  /** The matcher that has not seen an item. */
  withoutItem: ReadonlyMap<string, Fitted>;
}

export const SEED = 11;

export function crossValidate(pairs: readonly Pair[], read: Reader): CrossValidation {
  const examples = makeExamples(pairs, read, SEED);
  const items = [...new Set(pairs.map(({ item }) => item))];
  const withoutItem = new Map(items.map((item) => [item, fitMatcher(examples.filter((example) => example.item !== item))]));
  return {
    withoutItem,
    judged: examples.map(({ windows, ...example }) => ({
      ...example,
      probability: probabilityOf(withoutItem.get(example.item)!, windows),
    })),
  };
}
