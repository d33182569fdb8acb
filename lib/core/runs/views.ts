/**
 * What the API says of runs, in camelCase; `toWire` turns it into the snake_case JSON of the contract, `fromWire` back. Views hold lists,
 * never dictionaries, so that no data key is ever re-spelt. Times are ISO 8601 UTC with Z.
 */
import type { BypassDecision, CheckpointDecision, RoutingDecision } from '@/lib/core/gates/types';
import type { CheckpointName, SignalValue } from '@/lib/core/signals/declared';
import type { Analysis, Assessment, ContentMetadata, ContentTypePrediction, MediaKind, QuickResult, TranscriptOrigin } from './content';
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
  transcriptInfo: { origin: TranscriptOrigin; language: string | null; segmentCount: number; wordCount: number; heardShare: number } | null;
  /** Flags and thresholds the run was decided under. */
  effectiveConfig: { hash: string; version: number; flags: { name: string; on: boolean }[] };
  /** Later runs of the same item: upgrades and retries. */
  children: { id: string; kind: RunKind; state: RunState; createdAt: string }[];
  subscriberCount: number;
  feedback: 'up' | 'down' | null;
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
