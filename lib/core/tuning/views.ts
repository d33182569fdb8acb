/** What the API says of tuning, in camelCase. Shares and scores are fractions, [0, 1]; times ISO 8601; intervals at 95 %. */
import type { Interval } from '@/lib/core/runs/content';
import type { ProcessingType } from '@/lib/core/runs/states';
import type { CheckpointName } from '@/lib/core/signals/declared';

/** A figure with its interval and how many runs it rests on. */
export interface Estimate {
  /** null where nothing is known. */
  value: number | null;
  interval: Interval | null;
  n: number;
}

export interface ExitEstimate extends Estimate {
  checkpoint: CheckpointName;
  /** Runs that would end there, as far as that is known. */
  count: number;
}

export interface FalseStopView extends Estimate {
  /** Of the runs that would be stopped: how many are judged, and how many of those were false stops. */
  judged: number;
  falseStops: number;
  /** Audits that failed for good: false in the interval. */
  failed: number;
}

/** What a configuration would have done to the recorded runs. */
export interface WhatIf {
  runs: number;
  /** Of runs that nothing is known of under this configuration: how many, and why. They widen the intervals of all shares. */
  unknown: { runs: number; share: number; reasons: { reason: string; runs: number }[] };
  /** Runs whose own recording ends too early, of which some were audited: those stand for all of them, by 1/π. */
  estimatedFromAudits: number;
  counts: Record<ProcessingType, number>;
  bypassRate: Estimate;
  /** early_exit / (total − lightweight) */
  earlyExitRate: Estimate;
  /** In the order of the pipeline; the share is of all runs. */
  exits: ExitEstimate[];
  /** 1 − Σ spent ÷ Σ expected, of the runs whose cost is known. */
  timeSaved: Estimate;
  timeSavedHours: number;
  /** Mean score of what is delivered; early exits deliver nothing. */
  deliveredQuality: Estimate;
  /** Share of the stops by conditions and by quality that are false, by the bars of the version in force. */
  falseStops: FalseStopView;
}

/** How a run ended, or would have. */
export interface Fate {
  /** null: not known. */
  processingType: ProcessingType | null;
  checkpoint: CheckpointName | null;
  /** Hearing round, 0 where there are none. */
  round: number;
}

export interface ChangedRun {
  runId: string;
  title: string | null;
  contentType: string | null;
  before: Fate;
  after: Fate;
}

export interface ChangedRuns {
  count: number;
  /** The newest ones. */
  runs: ChangedRun[];
}

/** POST /api/config/preview */
export interface PreviewView {
  /** Number of the version in force, which the candidate is held against. */
  configVersion: number;
  current: WhatIf;
  candidate: WhatIf;
  changed: ChangedRuns;
  /** Where a bar of the candidate cannot matter: `min_overall` of 0.50 is always reached where the dimensions reach theirs. One sentence each. */
  notes: string[];
  /** Oldest and newest run that was replayed; null without any. */
  data: { from: string; to: string } | null;
  tookMs: number;
}

/** One point of the quality–time curve: every run under bars that differ in one number. */
export interface CurvePoint {
  minOverall: number;
  minDimension: number;
  timeSaved: number | null;
  deliveredQuality: number | null;
  bypassRate: number | null;
  falseStopRate: number | null;
  falseStopInterval: Interval | null;
  /** Whether the promise is certified for it. */
  certified: boolean;
}

export interface RecommendationData {
  runs: number;
  audits: number;
  shadow: number;
  from: string | null;
  to: string | null;
  configVersion: number;
  ruler: string | null;
}

export interface PromiseView {
  falseStopRate: number;
  confidence: number;
}

/** What `winnow snapshot` and the baseline card ask for before any tuning. */
export interface BaselineView {
  complete: boolean;
  items: { name: string; needed: number; found: number; met: boolean; sentence: string }[];
}

/** GET /api/tuning/recommendations */
export interface RecommendationView {
  promise: PromiseView;
  data: RecommendationData;
  baseline: BaselineView;
  /** Dotted keys with the values that hold the promise; null where it is refused. */
  settings: Record<string, number> | null;
  /** One sentence: what is recommended, or why nothing is. */
  sentence: string;
  /** Audited runs that are still needed; null where none or where no number of them would do. */
  auditsNeeded: number | null;
  /** Under the recommended bars; null where it is refused. */
  expected: WhatIf | null;
  current: WhatIf;
  curve: CurvePoint[];
}

export const EVIDENCE_STATES = ['trial', 'trusted', 'suspended'] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** GET /api/tuning/conditions: one condition with its evidence. */
export interface ConditionEvidenceView {
  key: string;
  checkpoint: CheckpointName;
  condition: string;
  name: string;
  reason: string;
  /** As the config version says; its prior. */
  declaredConfidence: number;
  minConfidence: number;
  state: EvidenceState;
  since: string | null;
  /** Whether it may fire now; if not, why. */
  fires: boolean;
  heldBackBecause: string | null;
  /** How often stopping here is right: prior and labels, older labels counting less. */
  posterior: { mean: number; interval: Interval };
  labels: number;
  falseStops: number;
  /** Runs that it ended, and what the judged ones of those lost on average. */
  stopped: number;
  meanLoss: number | null;
  /** Evidence against it: at 1 it is suspended (of a suspended one: evidence for it, at 1 it is trusted again). [0, 1] on a logarithmic scale. */
  evidenceShare: number;
  /** Further judged stops until `promise.false_stop_rate` can be promised of it, if they go on as before; null where they would not do. */
  auditsUntilPromise: number | null;
}

export interface ConditionsView {
  promise: PromiseView;
  conditions: ConditionEvidenceView[];
  /** Of all stops by conditions and by quality. */
  overall: FalseStopView & { auditsUntilPromise: number | null };
  byContentType: (FalseStopView & { contentType: string })[];
}
