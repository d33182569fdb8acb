/**
 * Composed deliveries: of each item, texts that tell some of its points and nearly tell others, so that what is lost is known by construction.
 * Points weigh the same here. Each is judged by a matcher that has not seen the item.
 */
import { createPace } from '@/lib/engines/text/pace';
import { type MatcherModel, match } from '@/lib/learning/ruler/matcher';
import { seededRandom } from '../../support/random';
import { type Reader, shuffled } from './examples';
import type { Fitted } from './fit';
import type { Pair } from './material';

export interface Composed {
  /** Share of the points that the text does not carry. */
  lost: number;
  /** Mean of 1 − probability over the points. */
  expected: number;
  /** Share of the points judged not carried. */
  counted: number;
}

const PER_ITEM = 40;
/** Of the points that are told, the share told word for word; of the others, the share of which something near is told. */
const VERBATIM = 0.5;
const NEAR_MISS = 0.25;

export async function composeDeliveries(
  pairs: readonly Pair[],
  reader: Reader,
  withoutItem: ReadonlyMap<string, Fitted>,
  model: Pick<MatcherModel, 'embedder' | 'features'>,
  seed: number,
): Promise<Composed[]> {
  const random = seededRandom(seed);
  const pace = createPace();
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const composed: Composed[] = [];
  for (const [item, fitted] of withoutItem) {
    const own = pairs.filter((pair) => pair.item === item);
    const points = [...new Set(own.map(({ point }) => point))];
    for (let k = 0; k < PER_ITEM; k++) {
      // From next to nothing to everything.
      const share = k / (PER_ITEM - 1);
      const told = points.map((point) => {
        const variants = own.filter((pair) => pair.point === point);
        const carried = random() < share;
        const near = variants.filter((pair) => pair.carried === carried).map(({ delivered }) => delivered);
        if (carried) return { point, carried, text: random() < VERBATIM ? point : pick(near) };
        return { point, carried, text: random() < NEAR_MISS ? pick(near) : null };
      });
      const delivered = shuffled(told, random).flatMap(({ text }) => (text === null ? [] : reader.read(text)));
      const matches = [];
      for (const { point } of told) matches.push(await match({ ...model, ...fitted }, reader.target({ item, point }), delivered, [], pace));
      composed.push({
        lost: told.filter(({ carried }) => !carried).length / told.length,
        expected: matches.reduce((sum, { probability }) => sum + 1 - probability, 0) / told.length,
        counted: matches.filter(({ probability }) => probability < 0.5).length / told.length,
      });
    }
  }
  return composed;
}

/** How far an estimate of the loss is from what is lost: mean difference, mean absolute difference. */
export function errorOf(composed: readonly Composed[], estimate: 'expected' | 'counted'): { bias: number; mean_absolute: number } {
  const differences = composed.map((one) => one[estimate] - one.lost);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { bias: mean(differences), mean_absolute: mean(differences.map(Math.abs)) };
}
