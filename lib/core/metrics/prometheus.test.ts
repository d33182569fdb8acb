import { expect, it } from 'vitest';
import type { OperationsFigures } from './operations';
import { toPrometheus } from './prometheus';
import type { CheckpointView, OverallMetricsView } from './views';

const OVERALL: OverallMetricsView = {
  totalProcessed: 6,
  qualityBypassed: 3,
  earlyExits: 1,
  fullProcessing: 2,
  bypassRate: 0.5,
  earlyExitRate: 1 / 3,
  avgTimeSavings: 0,
  totalTimeSavedHours: -0.25,
  failed: 3,
  failedSource: 2,
  errorRate: 1 / 7,
  avgQualityScore: 0.75,
  falseStopRate: null,
  falseStopCi: { lower: 0, upper: 1 },
  avgProcessingTime: 4,
  p50ProcessingTime: 3,
  p95ProcessingTime: null,
  apiCalls: 0,
  apiCallsSavedPct: null,
  costUsd: 0,
  costUnknownRuns: 0,
  costSavedUsd: 0,
  timeSavedRuns: 0,
  qualityScoreRuns: 5,
  judgedStops: 0,
};

const OPERATIONS: OperationsFigures = {
  version: '1.2.3',
  queue: { waiting: 4, scheduled: 1, running: 2, oldestWaitingSeconds: 12.5 },
  liveRuns: { queued: 3, hearing: 0 },
  workers: 2,
  outbox: { waiting: 0, failedLastDay: 1, oldestWaitingSeconds: 0 },
  alertsFiring: { warning: 1, critical: 0 },
  lastBackupAt: null,
  databaseBytes: 1e9,
  process: { residentBytes: 2e8, startedAt: 1_790_000_000 },
};

function checkpoint(checkpointName: string): CheckpointView {
  return { checkpointName, exitCount: 1, exitRate: 0.2, topExitReasons: [], avgConfidence: null, reached: 5, audited: 0, falseStops: 0 };
}

it('writes counters by label and gauges, each under its help and type', () => {
  const lines = toPrometheus(OVERALL, [checkpoint('post_download')], OPERATIONS).split('\n');
  expect(lines).toContain('# TYPE winnow_runs_finished_total counter');
  expect(lines).toContain('winnow_runs_finished_total{processing_type="lightweight"} 3');
  expect(lines).toContain('winnow_runs_failed_total{fault="winnow"} 1');
  expect(lines).toContain('winnow_checkpoint_exits_total{checkpoint="post_download"} 1');
  expect(lines).toContain('winnow_time_saved_hours -0.25');
  expect(lines).toContain('winnow_processing_seconds{quantile="0.5"} 3');
  expect(lines).toContain('winnow_queue_jobs{state="waiting"} 4');
  expect(lines).toContain('winnow_runs_live{state="hearing"} 0');
  expect(lines).toContain('winnow_queue_oldest_waiting_seconds 12.5');
  expect(lines.at(-1)).toBe('');
});

it('has no sample of what is not known', () => {
  const text = toPrometheus(OVERALL, [], OPERATIONS);
  for (const unknown of [
    'winnow_time_saved_ratio',
    'winnow_false_stop_rate',
    'quantile="0.95"',
    'winnow_checkpoint_exits_total',
    'winnow_last_backup',
  ]) {
    expect(text).not.toContain(unknown);
  }
});

it('keeps a hostile name inside its quotes', () => {
  const text = toPrometheus(OVERALL, [checkpoint('a"} 1\nwinnow_error_rate 1\\')], OPERATIONS);
  expect(text).toContain('winnow_checkpoint_exits_total{checkpoint="a\\"} 1\\nwinnow_error_rate 1\\\\"} 1\n');
  for (const line of text.trim().split('\n'))
    expect(line).toMatch(/^(# (HELP|TYPE) (winnow|process)_\w+ .+|(winnow|process)_\w+(\{.+\})? -?[\d.e-]+)$/);
});
