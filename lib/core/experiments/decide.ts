/** What an experiment says, by the rule of docs: quality_diff = conservative − aggressive, time_diff = aggressive − conservative. */
import type { ArmRole, DifferenceView, ExperimentDecisionView, HealthCheckView } from './views';

/** Differences that matter, as fractions. */
export const QUALITY_MARGIN = 0.05;
export const TIME_MARGIN = 0.05;

export interface DecisionInput {
  arms: readonly { name: string; role: ArmRole; configVersion: number }[];
  health: readonly HealthCheckView[];
  timeDifference: DifferenceView;
  qualityDifference: DifferenceView;
}

const percent = (value: number) => `${(value * 100).toFixed(1)} points`;

/**
 * decide applies the rule where the whole sequences allow it:
 * the aggressive arm where it is no worse (the quality sequence within ± 0.05, or below 0) and saves more (the time sequence above 0.05); the conservative
 * arm where its quality is better (the sequence above 0.05); balanced where neither can be any more. Before that, not yet. An experiment that is not
 * healthy decides nothing.
 */
export function decide({ arms, health, timeDifference, qualityDifference }: DecisionInput): ExperimentDecisionView {
  const armOf = (role: ArmRole) => arms.find((arm) => arm.role === role) ?? null;
  const win = (role: ArmRole, sentence: string): ExperimentDecisionView => {
    const arm = armOf(role);
    return { verdict: role, configVersion: arm?.configVersion ?? null, sentence, measured: arm !== null };
  };
  const sick = health.find(({ healthy }) => !healthy);
  if (sick) return { verdict: 'unhealthy', configVersion: null, sentence: sick.sentence, measured: false };
  const [time, quality] = [timeDifference.sequence, qualityDifference.sequence];
  if (!time || !quality) {
    const sentence = `Not yet: too few items were measured to compare (${qualityDifference.n} exposed).`;
    return { verdict: 'not_yet', configVersion: null, sentence, measured: false };
  }
  if (quality.lower > QUALITY_MARGIN)
    return win('conservative', `The conservative arm delivers better: by at least ${percent(quality.lower)} of quality.`);
  const noWorse = quality.upper < QUALITY_MARGIN && (quality.lower > -QUALITY_MARGIN || quality.upper < 0);
  if (noWorse && time.lower > TIME_MARGIN) {
    const sentence = `The aggressive arm saves at least ${percent(time.lower)} more time and loses at most ${percent(Math.max(0, quality.upper))} of quality.`;
    return win('aggressive', sentence);
  }
  if (quality.upper < QUALITY_MARGIN && time.upper < TIME_MARGIN) {
    return win(
      'balanced',
      `Neither arm is better by more than the margins: the time gained is at most ${percent(Math.max(0, time.upper))}.`,
    );
  }
  return { verdict: 'not_yet', configVersion: null, sentence: `Not yet: ${openQuestion(time, quality)}.`, measured: false };
}

type Sequence = NonNullable<DifferenceView['sequence']>;

function openQuestion(time: Sequence, quality: Sequence): string {
  const range = ({ lower, upper }: Sequence) => `between ${percent(lower)} and ${percent(upper)}`;
  return `the difference in time lies ${range(time)}, that in quality ${range(quality)}`;
}
