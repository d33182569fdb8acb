/**
 * What the API says of runs, in camelCase; `toWire` turns it into the snake_case JSON of the contract, `fromWire` back. Views hold lists,
 * never dictionaries, so that no data key is ever re-spelt. Times are ISO 8601 UTC with Z.
 */
import type { StopKind } from '@/lib/core/audits/stops';
import type { BypassDecision, CheckpointDecision, RoutingDecision } from '@/lib/core/gates/types';
import type { CheckpointName, SignalValue } from '@/lib/core/signals/declared';
import type {
  Analysis,
  Assessment,
  ContentMetadata,
  ContentTypePrediction,
  MediaKind,
  QuickResult,
  Span,
  TranscriptOrigin,
} from './content';
import type { RoundRecord, Stretch } from './rounds';
import type { Depth, Priority, ProcessingType, RunKind, RunState, Stage } from './states';

export interface RunErrorView {
  /** A code of the taxonomy in lib/base/errors. */
  code: string;
  title: string;
  message: string;
  advice: string;
  fault: 'source' | 'request' | 'winnow';
  retry: 'never' | 'later';
}

export interface RunSummaryView {
  id: string;
  url: string;
  title: string | null;
  sourceHost: string;
  mediaKind: MediaKind | null;
  durationSeconds: number | null;
  kind: RunKind;
  depth: Depth;
  priority: Priority;
  state: RunState;
  processingType: ProcessingType | null;
  contentType: string | null;
  exitCheckpoint: CheckpointName | null;
  /** One sentence: what was decided and why. */
  verdict: string | null;
  qualityScore: number | null;
  configVersion: number;
  /** Stage time, waiting excluded; null until something was done. */
  spentSeconds: number | null;
  /** 1 − spent / expected full; negative allowed; null until 20 full runs are in. */
  timeSavedPct: number | null;
  error: RunErrorView | null;
  parentRunId: string | null;
  createdAt: string;
  finishedAt: string | null;
}

export type StageStatus = 'waiting' | 'running' | 'done' | 'skipped' | 'failed';

export interface StageView {
  stage: Stage;
  status: StageStatus;
  /** [0, 1]; null = not known */
  progress: number | null;
  /** What it is doing now, e.g. "Hearing window 4 of 12". */
  doing: string | null;
  seconds: number | null;
  attempts: number;
  crashes: number;
  /** When a waiting retry is due. */
  retryAt: string | null;
}

export interface SignalSetView {
  checkpoint: CheckpointName;
  /** Hearing round, 0 where there are none. */
  round: number;
  signals: { name: string; value: SignalValue; unit: string; description: string }[];
}

export type DecisionView =
  | { kind: 'checkpoint'; seq: number; round: number; at: string; decision: CheckpointDecision }
  | { kind: 'routing'; seq: number; round: number; at: string; decision: RoutingDecision }
  | { kind: 'bypass'; seq: number; round: number; at: string; decision: BypassDecision };

export const AUDIT_STATUSES = ['not_selected', 'waiting', 'running', 'done', 'failed'] as const;
export type AuditStatus = (typeof AUDIT_STATUSES)[number];

/** One verified point of the full analysis, and whether what was delivered carries it. */
export interface LossPointView {
  kind: 'key_point' | 'claim' | 'position' | 'fallacy';
  text: string;
  span: Span;
  /** Share in the loss, [0, 1]; all points' sum to 1. */
  weight: number;
  carried: boolean;
  /** The delivered sentence that carries it. */
  carriedBy: string | null;
}

/** What stopping a run lost, by the ruler, against a full analysis of the same item. */
export interface LossView {
  /** `audit`: drawn by lot, and in the estimates. `self_selected`: a full analysis that was asked for, in no estimate. */
  source: 'audit' | 'self_selected';
  /** The run that analysed the item in full. */
  fullRunId: string;
  ruler: string;
  /** [0, 1] */
  loss: number;
  /** Of the whole item, [0, 1] */
  informativeness: number;
  /** loss > maxLoss and informativeness ≥ minInformativeness; always false where the type's policy ended the run. */
  falseStop: boolean;
  maxLoss: number;
  minInformativeness: number;
  points: LossPointView[];
}

/** The draw at a run's stop, and what came of it. */
export interface AuditView {
  status: AuditStatus;
  stopKind: StopKind;
  /** Probability that this stop was selected, [0, 1]. */
  probability: number;
  auditRunId: string | null;
  /** What the full analysis was expected to take, and what it took; null until both are known. */
  fullTime: { expectedSeconds: number; tookSeconds: number } | null;
  /** null until it is judged. */
  loss: LossView | null;
}

export interface TranscriptInfoView {
  origin: TranscriptOrigin;
  language: string | null;
  segmentCount: number;
  wordCount: number;
  /** Share of the item's seconds, (0, 1]. */
  heardShare: number;
  /** The gaps in what was heard, in playing order; empty where the transcript is of the whole item. */
  unheard: Stretch[];
}

/** What was heard by the end of a round, the estimated quality of a quick result made of it, and what followed. */
export interface RoundView extends Pick<RoundRecord, 'round' | 'model' | 'heardShare' | 'assessment' | 'step' | 'reason'> {
  windowCount: number;
  contentType: string;
  /** [0, 1] */
  typeProbability: number;
}

export interface RunDetailView extends RunSummaryView {
  metadata: ContentMetadata | null;
  /** Whether /api/runs/{id}/media can be played. */
  hasMedia: boolean;
  stages: StageView[];
  signalSets: SignalSetView[];
  decisions: DecisionView[];
  prediction: ContentTypePrediction | null;
  quickResult: QuickResult | null;
  assessment: Assessment | null;
  analysis: Analysis | null;
  transcriptInfo: TranscriptInfoView | null;
  /** Samples that were heard before it was decided whether to hear the rest; empty where the item was read or heard through. */
  rounds: RoundView[];
  /** Flags and thresholds the run was decided under. */
  effectiveConfig: { hash: string; version: number; flags: { name: string; on: boolean }[] };
  /** Later runs of the same item: upgrades and retries. */
  children: { id: string; kind: RunKind; state: RunState; createdAt: string }[];
  /** Of a playlist or feed: the runs of its entries, in its order. */
  entries: RunSummaryView[];
  /** Whether this run is of an entry of the playlist or feed that `parentRunId` names. */
  isEntry: boolean;
  subscriberCount: number;
  feedback: 'up' | 'down' | null;
  /** null where nothing stopped the run, or not yet. */
  audit: AuditView | null;
  /** Sequence of the last event, where the event stream goes on from. */
  eventSeq: number;
}

/** One server-sent event of a run. `seq` is the SSE id. */
export interface RunEventView {
  seq: number;
  at: string;
  type: 'state' | 'stage' | 'progress' | 'decision' | 'result' | 'failed' | 'retry';
  /** Short text for the live log. */
  message: string;
  stage: Stage | null;
  progress: number | null;
}

export interface RunPageView {
  runs: RunSummaryView[];
  /** Opaque; null = last page. */
  nextCursor: string | null;
}
