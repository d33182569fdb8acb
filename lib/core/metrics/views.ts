/** What /api/performance says, in camelCase; `toWire` spells it as SPEC §3 has it. Rates and scores are fractions, times seconds unless named hours. */
import type { Interval } from '@/lib/core/runs/content';
import type { Bars } from './colour';

export interface PerformanceFilter {
  contentType?: string;
  configVersion?: string;
  source?: 'run' | 'posted';
}

export interface OverallMetricsView {
  totalProcessed: number;
  qualityBypassed: number;
  earlyExits: number;
  fullProcessing: number;
  bypassRate: number;
  earlyExitRate: number;
  /** 0 where no record has the value. */
  avgTimeSavings: number;
  totalTimeSavedHours: number;
  failed: number;
  failedSource: number;
  errorRate: number;
  avgQualityScore: number | null;
  falseStopRate: number | null;
  falseStopCi: Interval;
  avgProcessingTime: number | null;
  p50ProcessingTime: number | null;
  p95ProcessingTime: number | null;
  /** Requests to language models. */
  apiCalls: number;
  /** Of the requests that would have been made without cache and early ends; null where that is not known. */
  apiCallsSavedPct: number | null;
  /** Without the runs whose cost is not known. */
  costUsd: number;
  costUnknownRuns: number;
  costSavedUsd: number;
  /** How many runs (judged stops) a mean rests on: without any, a 0 says that nothing is known. */
  timeSavedRuns: number;
  qualityScoreRuns: number;
  judgedStops: number;
}

export interface ContentTypeView {
  contentType: string;
  count: number;
  bypassRate: number;
  avgQualityScore: number | null;
  avgProcessingTime: number | null;
}

export interface CheckpointView {
  checkpointName: string;
  exitCount: number;
  exitRate: number;
  topExitReasons: { reason: string; count: number }[];
  avgConfidence: number | null;
  reached: number;
  audited: number;
  falseStops: number;
}

export interface QualityTrendView {
  /** Start of the UTC hour, or day where the window is longer than 14 days. */
  timestamp: string;
  avgQualityScore: number | null;
  coherenceScore: number | null;
  completenessScore: number | null;
  informativenessScore: number | null;
  itemsProcessed: number;
}

/** What monitoring.yaml of the active config version calls normal for a metric. */
export interface MetricTargetView extends Bars {
  /** As monitoring.yaml names it: `bypass_rate`. */
  metric: string;
}

export interface LlmCacheView {
  asked: number;
  /** To the very same question, and to a similar one. */
  exact: number;
  similar: number;
  hitRate: number | null;
}

export interface PerformanceView {
  overallMetrics: OverallMetricsView;
  /** The window of the same length before; null where the window is all there is. */
  previous: OverallMetricsView | null;
  contentTypeBreakdown: ContentTypeView[];
  checkpointAnalytics: CheckpointView[];
  qualityTrends: QualityTrendView[];
  targets: MetricTargetView[];
  /** Share of the runs expected to end at a checkpoint. */
  checkpointExpectations: { checkpointName: string; expect: number }[];
  /** `share` of the `minutes` since the first heartbeat in the window in which a worker was alive; null before the first minute is over. */
  uptime: { share: number | null; minutes: number };
  /** Config versions that were recorded at some time, newest first; a hundred at most. */
  configVersions: string[];
  /** Answers of language models in the window: asked for, and taken from the cache; `hitRate` null without any. */
  llmCache: LlmCacheView;
  /** ENABLE_DASHBOARD_METRICS */
  recording: boolean;
  /** What is counted began then: at the last reset that was not undone. */
  epoch: { startedAt: string; canUndo: boolean };
  generatedAt: string;
}
