/** What stops an experiment from deciding: an arm that got other items than it should, fails more, or stops wrongly too often. */
import { DifferenceSequence } from './difference';
import { MeanSequence } from './mean-sequence';
import { checkSampleRatio } from './sample-ratio';
import type { HealthCheckView } from './views';

/** An arm may fail this much more often than another, as a fraction. */
const ERROR_MARGIN = 0.01;

export interface GuardedArm {
  name: string;
  share: number;
  /** Stops that were found out about; `falseStop` null = the audit failed. */
  stops: readonly { pi: number; falseStop: boolean | null }[];
}

export interface ExposedItem {
  /** Index of its arm. */
  arm: number;
  /** Whether its run failed by Winnow's fault; null while it has not ended. */
  failed: boolean | null;
}

/**
 * checkHealth looks at all arms; `items` in the order of exposure. `mostFalseStops`: the share of false stops above which an arm is not fit, [0, 1]. May be
 * asked at any time.
 */
export function checkHealth(arms: readonly GuardedArm[], items: readonly ExposedItem[], mostFalseStops: number): HealthCheckView[] {
  return [sampleRatioCheck(arms, items), errorCheck(arms, items), ...arms.map((arm) => falseStopCheck(arm, mostFalseStops))];
}

function sampleRatioCheck(arms: readonly GuardedArm[], items: readonly ExposedItem[]): HealthCheckView {
  const counts = arms.map((_, index) => items.filter(({ arm }) => arm === index).length);
  const { healthy, p } = checkSampleRatio(
    counts,
    arms.map(({ share }) => share),
  );
  const got = arms.map(({ name }, index) => `${name} ${counts[index]}`).join(', ');
  const sentence = healthy
    ? `The arms got the items they should: ${got}.`
    : `The arms did not get the items they should (${got}; p < ${p.toPrecision(2)}): what is compared is not comparable. Find out why before believing anything.`;
  return { name: 'sample_ratio', healthy, sentence };
}

function errorCheck(arms: readonly GuardedArm[], items: readonly ExposedItem[]): HealthCheckView {
  for (const [index, arm] of arms.entries()) {
    for (const [other, minus] of arms.entries()) {
      if (index === other) continue;
      const sequence = new DifferenceSequence({ index, share: arm.share }, { index: other, share: minus.share });
      for (const { arm: at, failed } of items)
        sequence.add({ arm: at, stratum: '', value: failed === null ? null : Number(failed), pi: 1, guess: null });
      const lower = sequence.difference().sequence?.lower ?? 0;
      if (lower > ERROR_MARGIN) {
        const sentence = `${arm.name} fails more often than ${minus.name}, by at least ${(lower * 100).toFixed(1)} points.`;
        return { name: 'error_rate', healthy: false, sentence };
      }
    }
  }
  return { name: 'error_rate', healthy: true, sentence: 'No arm fails more often than another by more than a point.' };
}

function falseStopCheck({ name, stops }: GuardedArm, most: number): HealthCheckView {
  const excess = new MeanSequence();
  const leastPi = Math.min(1, ...stops.map(({ pi }) => pi));
  for (const { pi, falseStop } of stops) excess.add((leastPi / pi) * (Number(falseStop !== false) - most));
  const healthy = stops.length < 2 || (excess.interval()?.lower ?? 0) <= 0;
  const bar = `${(most * 100).toFixed(0)} %`;
  const sentence = healthy
    ? `${name}: nothing says that more than ${bar} of its stops are false.`
    : `${name}: more than ${bar} of its stops are false.`;
  return { name: 'false_stops', healthy, sentence };
}
