/**
 * npm run eval -- statistics [--deployments 2000] [--seed 1]: what tuning promises, held against simulated deployments of which the truth is known. Everything is
 * asked of the functions that ship.
 */
import { OVERALL_BARS } from '@/lib/core/tuning/bars';
import { ENOUGH_CAPITAL, judge, noEvidence } from '@/lib/core/tuning/evidence';
import type { Measure } from '../run';
import { quantile } from '../support/quantile';
import { seededRandom } from '../support/random';
import {
  type ExperimentOutcome,
  exposuresUntilBroken,
  GUESS_BIAS,
  GUESS_ERROR,
  pairedRatio,
  simulateExperiment,
} from './statistics/experiments';
import { type Figure, measureCoverage } from './statistics/intervals';
import { PROMISE, type PromiseOutcome, simulatePromise } from './statistics/promises';
import { AUDIT_RATE, CURRENT_BARS } from './statistics/world';

const AUDITS = 400;
const COVERAGE_RUNS = 600;
const EXPERIMENT_ITEMS = { within: 2_000, most: 10_000 };
const LABELS = 200;
const CONDITION_BARS = [0.75, 0.8, 0.85];
const BROKEN_SHARE = 0.52;
const MOST_EXPOSURES = 30_000;

const share = <T>(values: readonly T[], is: (value: T) => boolean) => values.filter(is).length / Math.max(1, values.length);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const measure: Measure = async ({ options, progress }) => {
  const n = Number(options.deployments ?? 2_000);
  const seed = Number(options.seed ?? 1);
  const times = (count: number) => Array.from({ length: count }, (_, i) => seed * 1_000_003 + i);

  progress(`${n} deployments of ${AUDITS} audits`);
  const promises = times(n).map((one, i) => {
    if (i % 100 === 0) progress(`${i} of ${n}`);
    return simulatePromise(one, AUDITS);
  });
  progress('intervals');
  const { coverage, width } = measureCoverage(seed * 7_907 + 13, n, COVERAGE_RUNS);
  progress('conditions');
  const suspended = CONDITION_BARS.map((bar) => ({
    bar,
    above: share(times(5 * n), (one) => isSuspended(one, bar, bar)),
    below: share(times(5 * n), (one) => isSuspended(one, bar, bar - 0.1)),
  }));
  progress('experiments');
  const experiments = Math.ceil(n / 4);
  const simulate = (effects: { time: number; quality: number }) =>
    times(experiments).map((one) => simulateExperiment(one, EXPERIMENT_ITEMS, effects));
  const [nothing, faster, worse] = [
    simulate({ time: 0, quality: 0 }),
    simulate({ time: 0.1, quality: 0 }),
    simulate({ time: 0, quality: 0.1 }),
  ];
  const broken = times(Math.ceil(n / 10)).map((one) => exposuresUntilBroken(one, BROKEN_SHARE, MOST_EXPOSURES));
  const falseAlarms = times(Math.ceil(n / 10)).map((one) => exposuresUntilBroken(one, 0.5, MOST_EXPOSURES));
  const figures: Figure[] = ['bypass_rate', 'time_saved', 'delivered_quality'];

  return {
    n,
    metrics: {
      ...promiseMetrics(promises),
      coverage_95: mean(figures.map((name) => coverage[name])),
      coverage_by_figure: coverage,
      width_by_figure: width,
      suspended_above_bar: Math.max(...suspended.map(({ above }) => above)),
      suspended_below_bar: Math.min(...suspended.map(({ below }) => below)),
      suspended_by_bar: suspended,
      peeking_false_positives: Math.max(
        share(nothing, ({ timeClaimed }) => timeClaimed),
        share(nothing, ({ qualityClaimed }) => qualityClaimed),
      ),
      peeking_wrong_decisions: share(nothing, ({ verdict }) => verdict === 'aggressive' || verdict === 'conservative'),
      power: Math.min(
        share(faster, ({ timeClaimed }) => timeClaimed),
        share(worse, ({ qualityClaimed }) => qualityClaimed),
      ),
      decisions: {
        alike: decisions(nothing, 'balanced'),
        aggressive_saves_more: decisions(faster, 'aggressive'),
        conservative_delivers_better: decisions(worse, 'conservative'),
      },
      sequence_width: {
        time: mean(nothing.map(({ timeWidth }) => timeWidth)),
        quality: mean(nothing.map(({ qualityWidth }) => qualityWidth)),
      },
      srm_detected: share(broken, (found) => found !== null),
      srm_median_exposures: quantile(
        broken.map((found) => found ?? Number.POSITIVE_INFINITY),
        0.5,
      ),
      srm_false_alarms: share(falseAlarms, (found) => found !== null),
      paired_items_ratio: mean(times(20).map((one) => pairedRatio(one, 2_000))),
    },
    settings: {
      seed,
      deployments: n,
      audits: AUDITS,
      audit_rate: AUDIT_RATE,
      promise: PROMISE,
      bars: OVERALL_BARS,
      bars_in_force: CURRENT_BARS,
      coverage_runs: COVERAGE_RUNS,
      labels: LABELS,
      enough_capital: ENOUGH_CAPITAL,
      experiments,
      experiment_items: EXPERIMENT_ITEMS.within,
      experiment_items_at_most: EXPERIMENT_ITEMS.most,
      own_score: { bias: GUESS_BIAS, error: GUESS_ERROR },
      true_difference: 0.1,
      broken_share: BROKEN_SHARE,
      most_exposures: MOST_EXPOSURES,
    },
  };
};

function promiseMetrics(promises: readonly PromiseOutcome[]): Record<string, unknown> {
  const possible = promises.filter((one) => one.possible);
  const regrets = possible.flatMap(({ regret }) => regret ?? []);
  const of = (is: (one: PromiseOutcome) => boolean) => share(promises.filter(is), ({ holds }) => holds);
  return {
    bound_holds: share(promises, ({ holds }) => holds),
    bound_holds_clustered: of(({ shape }) => shape.clustered),
    bound_holds_drifting: of(({ shape }) => shape.drifting),
    recommended_share: share(possible, ({ recommended }) => recommended),
    regret: mean(regrets),
    regret_p90: quantile(regrets, 0.9),
    regret_by_bar_in_force: Object.fromEntries(
      CURRENT_BARS.map((bar) => [bar, mean(possible.flatMap(({ shape, regret }) => (shape.bar === bar ? (regret ?? []) : [])))]),
    ),
    possible_share: possible.length / Math.max(1, promises.length),
  };
}

/** How often the rule of the contract said the right thing, and after how many items. */
function decisions(outcomes: readonly ExperimentOutcome[], right: ExperimentOutcome['verdict']): Record<string, number> {
  const { within, most } = EXPERIMENT_ITEMS;
  const after = (outcome: ExperimentOutcome) => outcome.decidedAfter ?? Number.POSITIVE_INFINITY;
  return {
    [`within_${within}`]: share(outcomes, (one) => after(one) <= within),
    [`within_${most}`]: share(outcomes, (one) => after(one) <= most),
    median_items: quantile(outcomes.map(after), 0.5),
    wrong: share(outcomes, ({ verdict }) => verdict !== null && verdict !== right),
  };
}

/** Whether a condition that is right so often is suspended within 200 labels. */
function isSuspended(seed: number, bar: number, right: number): boolean {
  const random = seededRandom(seed);
  let evidence = noEvidence();
  for (let i = 0; i < LABELS; i++) {
    evidence = judge(evidence, random() < right, bar).evidence;
    if (evidence.state === 'suspended') return true;
  }
  return false;
}

export default measure;
