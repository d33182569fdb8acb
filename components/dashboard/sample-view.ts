/** A window for the tests of the dashboard's parts. */
import type { OverallMetricsView, PerformanceView } from '@/lib/core/metrics/views';

export const METRICS: OverallMetricsView = {
  totalProcessed: 100,
  qualityBypassed: 60,
  earlyExits: 10,
  fullProcessing: 30,
  bypassRate: 0.6,
  earlyExitRate: 0.25,
  avgTimeSavings: 0.7,
  totalTimeSavedHours: 3.5,
  failed: 8,
  failedSource: 2,
  errorRate: 6 / 106,
  avgQualityScore: 0.68,
  falseStopRate: 0.04,
  falseStopCi: { lower: 0.009, upper: 0.12 },
  avgProcessingTime: 12,
  p50ProcessingTime: 10,
  p95ProcessingTime: 40,
  apiCalls: 0,
  apiCallsSavedPct: null,
  costUsd: 0,
  costUnknownRuns: 0,
  costSavedUsd: 0,
  timeSavedRuns: 80,
  qualityScoreRuns: 90,
  judgedStops: 50,
};

/** Figures of a window in which no run ended. */
export const NOTHING: Partial<OverallMetricsView> = {
  totalProcessed: 0,
  qualityBypassed: 0,
  earlyExits: 0,
  fullProcessing: 0,
  bypassRate: 0,
  earlyExitRate: 0,
  avgTimeSavings: 0,
  totalTimeSavedHours: 0,
  failed: 0,
  failedSource: 0,
  errorRate: 0,
  avgQualityScore: null,
  falseStopRate: null,
  falseStopCi: { lower: 0, upper: 1 },
  timeSavedRuns: 0,
  qualityScoreRuns: 0,
  judgedStops: 0,
};

export const HOSTILE = '<img src=x onerror=alert(1)> =1+1';

export const VIEW: PerformanceView = {
  overallMetrics: METRICS,
  previous: null,
  contentTypeBreakdown: [
    { contentType: 'news', count: 70, bypassRate: 0.5, avgQualityScore: 0.7, avgProcessingTime: 10 },
    { contentType: HOSTILE, count: 30, bypassRate: 5 / 6, avgQualityScore: null, avgProcessingTime: null },
  ],
  checkpointAnalytics: [
    {
      checkpointName: 'post_download',
      exitCount: 10,
      exitRate: 0.1,
      topExitReasons: [{ reason: HOSTILE, count: 10 }],
      avgConfidence: 0.84,
      reached: 100,
      audited: 4,
      falseStops: 1,
    },
    {
      checkpointName: 'elsewhere',
      exitCount: 0,
      exitRate: 0,
      topExitReasons: [],
      avgConfidence: null,
      reached: 0,
      audited: 0,
      falseStops: 0,
    },
  ],
  qualityTrends: [
    {
      timestamp: '2025-11-23T14:00:00.000Z',
      avgQualityScore: 0.68,
      coherenceScore: null,
      completenessScore: 0.6,
      informativenessScore: 0.7,
      itemsProcessed: 100,
    },
  ],
  targets: [],
  checkpointExpectations: [{ checkpointName: 'post_download', expect: 0.05 }],
  llmCache: { asked: 0, exact: 0, similar: 0, hitRate: null },
  uptime: { share: 0.9995, minutes: 1440 },
  configVersions: ['2', '1'],
  recording: true,
  epoch: { startedAt: '2025-11-20T00:00:00.000Z', canUndo: false },
  generatedAt: '2025-11-23T15:00:00.000Z',
};
