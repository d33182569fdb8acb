/** What /api/performance says, in camelCase; `toWire` spells it as SPEC §3 has it. Rates and scores are fractions, times seconds unless named hours. */
import type { Interval } from '@/lib/core/runs/content';

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
  apiCalls: number;
  apiCallsSavedPct: number | null;
  costUsd: number;
  costSavedUsd: number;
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

export interface PerformanceView {
  overallMetrics: OverallMetricsView;
  contentTypeBreakdown: ContentTypeView[];
  checkpointAnalytics: CheckpointView[];
  qualityTrends: QualityTrendView[];
  generatedAt: string;
}
