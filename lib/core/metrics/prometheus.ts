/** The figures for Prometheus. Counters count since the last reset, which Prometheus takes as any counter's restart. */
import { exposition, type Family, plain } from './exposition';
import { type OperationsFigures, operationsFamilies } from './operations';
import type { CheckpointView, OverallMetricsView } from './views';

/** toPrometheus writes what is counted since the last reset, and how the deployment is now. */
export function toPrometheus(overall: OverallMetricsView, checkpoints: readonly CheckpointView[], operations: OperationsFigures): string {
  return exposition([...performanceFamilies(overall, checkpoints), ...operationsFamilies(operations)]);
}

function performanceFamilies(overall: OverallMetricsView, checkpoints: readonly CheckpointView[]): Family[] {
  return [
    {
      name: 'winnow_runs_finished_total',
      type: 'counter',
      help: 'Finished runs by what came of them.',
      samples: [
        [{ processing_type: 'full' }, overall.fullProcessing],
        [{ processing_type: 'lightweight' }, overall.qualityBypassed],
        [{ processing_type: 'early_exit' }, overall.earlyExits],
      ],
    },
    {
      name: 'winnow_runs_failed_total',
      type: 'counter',
      help: 'Failed runs by whose fault it was.',
      samples: [
        [{ fault: 'source' }, overall.failedSource],
        [{ fault: 'winnow' }, overall.failed - overall.failedSource],
      ],
    },
    {
      name: 'winnow_checkpoint_exits_total',
      type: 'counter',
      help: 'Runs that ended early, by checkpoint.',
      samples: checkpoints.map(({ checkpointName, exitCount }) => [{ checkpoint: checkpointName }, exitCount]),
    },
    { name: 'winnow_bypass_rate', type: 'gauge', help: 'Kept quick results / finished runs.', samples: plain(overall.bypassRate) },
    {
      name: 'winnow_early_exit_rate',
      type: 'gauge',
      help: 'Early exits / finished runs that were not bypassed.',
      samples: plain(overall.earlyExitRate),
    },
    {
      name: 'winnow_error_rate',
      type: 'gauge',
      help: 'Runs failed by Winnow / finished runs and those.',
      samples: plain(overall.errorRate),
    },
    {
      name: 'winnow_time_saved_ratio',
      type: 'gauge',
      help: 'Mean share of time saved, negative where more was spent.',
      samples: plain(overall.timeSavedRuns > 0 ? overall.avgTimeSavings : null),
    },
    {
      name: 'winnow_time_saved_hours',
      type: 'gauge',
      help: 'Expected hours of full analyses less hours spent, audits included.',
      samples: plain(overall.totalTimeSavedHours),
    },
    {
      name: 'winnow_quality_score_avg',
      type: 'gauge',
      help: 'Mean quality of the results, 0 to 1.',
      samples: plain(overall.avgQualityScore),
    },
    {
      name: 'winnow_false_stop_rate',
      type: 'gauge',
      help: 'Share of stops that lost too much, from judged stops.',
      samples: plain(overall.falseStopRate),
    },
    {
      name: 'winnow_processing_seconds',
      type: 'gauge',
      help: 'Stage time of a run, within 5 %.',
      samples: [
        [{ quantile: '0.5' }, overall.p50ProcessingTime],
        [{ quantile: '0.95' }, overall.p95ProcessingTime],
      ],
    },
  ];
}
