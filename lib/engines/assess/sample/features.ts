import { termsOf } from '../../text/salience';

/** What the estimate of completeness for the whole item rests on. */
export interface SampleFeatures {
  /** Mean completeness, for a stretch that was left out, of the result made of the rest: what a result tells of what was not heard. */
  leftOut: number;
  /** Mean completeness, for all that was heard, of the results made of all but one stretch. */
  allButOne: number;
  /** Mean completeness, for all that was heard, of the results made of one half of the stretches each. */
  half: number;
  /** Share of the uses of content words in the item whose words were heard, by incidence coverage: the cross-check. */
  coverage: number;
  heardShare: number;
  /** Stretches in which something was said. */
  stretches: number;
  /** Words of the whole item, as far as the sample tells. */
  words: number;
}

/** featureRow is the row of the regression: an intercept, and logarithms where doubling is what counts. */
export function featureRow({ leftOut, allButOne, half, coverage, heardShare, stretches, words }: SampleFeatures): number[] {
  return [1, leftOut, allButOne, half, coverage, heardShare, Math.log(stretches), Math.log(Math.max(1, words))];
}

/**
 * incidenceCoverage estimates the share of the item's uses of content words whose words occur in the sampled stretches (A. Chao and
 * L. Jost 2012, "Coverage-based rarefaction and extrapolation", Ecology 93; for incidence data). Text is clumped, so it is a little low. [0, 1].
 */
export function incidenceCoverage(stretches: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const text of stretches)
    for (const stem of new Set(termsOf(text).map((term) => term.stem))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  let [once, twice, uses] = [0, 0, 0];
  for (const count of counts.values()) {
    uses += count;
    if (count === 1) once++;
    if (count === 2) twice++;
  }
  if (uses === 0) return 0;
  const others = stretches.length - 1;
  const unseen = twice > 0 ? (others * once) / (others * once + 2 * twice) : (others * (once - 1)) / (others * (once - 1) + 2);
  return 1 - (once / uses) * (Number.isFinite(unseen) ? Math.max(0, unseen) : 0);
}
