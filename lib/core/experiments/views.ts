/** What the API says of experiments, in camelCase. Differences are fractions; sequences hold at 95 % however often one looks. */
import type { Interval } from '@/lib/core/runs/content';
import type { ExperimentState } from './states';

/** What an arm stands for in the decision rule. */
export const ARM_ROLES = ['conservative', 'balanced', 'aggressive'] as const;
export type ArmRole = (typeof ARM_ROLES)[number];

export interface ArmView {
  name: string;
  role: ArmRole;
  configVersion: number;
  /** Of the items, (0, 1); all shares sum to 1. */
  share: number;
  /** Items assigned, and how many of them have finished. */
  exposed: number;
  finished: number;
  timeSaved: number | null;
  auditedQuality: number | null;
  audited: number;
  errorRate: number | null;
  falseStopRate: number | null;
  /** 👍 / (👍 + 👎); null without feedback. Self-selected: shown, and in no decision. */
  satisfaction: number | null;
  feedback: number;
}

/** A difference between two arms with its confidence sequence; null while there is too little to give one. */
export interface DifferenceView {
  value: number | null;
  sequence: Interval | null;
  n: number;
}

export const VERDICTS = ['unhealthy', 'not_yet', 'aggressive', 'conservative', 'balanced'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface HealthCheckView {
  name: 'sample_ratio' | 'error_rate' | 'false_stops';
  healthy: boolean;
  sentence: string;
}

export interface ExperimentDecisionView {
  verdict: Verdict;
  /** Config version of the arm that won; null while nothing has, and where a balanced version has yet to be made. */
  configVersion: number | null;
  sentence: string;
  /** false: proposed without having been an arm. */
  measured: boolean;
}

/** Both arms over the same history. */
export interface PairedReplayView {
  runs: number;
  unknown: number;
  timeDifference: DifferenceView;
  qualityDifference: DifferenceView;
}

export interface ExperimentView {
  id: string;
  name: string;
  state: ExperimentState;
  startedAt: string;
  stoppedAt: string | null;
  author: string;
  note: string;
  arms: ArmView[];
  /** aggressive − conservative */
  timeDifference: DifferenceView;
  /** conservative − aggressive, on the full text, weighted by 1/π */
  qualityDifference: DifferenceView;
  health: HealthCheckView[];
  decision: ExperimentDecisionView;
  /** null in lists. */
  pairedReplay: PairedReplayView | null;
  appliedVersion: number | null;
}
