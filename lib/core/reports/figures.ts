import type { WhatIf } from '@/lib/core/tuning/views';
import { REPORT_HOURS, type ReportData, SOURCES } from './data';
import { intervalOf, percent, score, sourceLine, table } from './markdown';

/** measuredFigures is what this deployment did in the window, each with the runs that it rests on. */
export function measuredFigures(data: ReportData): string {
  const m = data.performance.overallMetrics;
  const rows = [
    [
      'Runs finished',
      String(m.totalProcessed),
      `${m.fullProcessing} full, ${m.qualityBypassed} quick results, ${m.earlyExits} early exits`,
    ],
    ['Bypass rate', percent(m.bypassRate), `n = ${m.totalProcessed}`],
    ['Early-exit rate', percent(m.earlyExitRate), `n = ${m.totalProcessed - m.qualityBypassed}`],
    [
      'Time saved',
      m.timeSavedRuns === 0 ? 'not known' : percent(m.avgTimeSavings),
      `n = ${m.timeSavedRuns}; ${m.totalTimeSavedHours.toFixed(1)} h in all`,
    ],
    ['Quality score', score(m.avgQualityScore), `n = ${m.qualityScoreRuns}`],
    [
      'False stops',
      `${percent(m.falseStopRate)}${m.falseStopRate === null ? '' : intervalOf(m.falseStopCi, percent)}`,
      `n = ${m.judgedStops} judged stops`,
    ],
    ['Error rate', percent(m.errorRate), `${m.failed} failed, ${m.failedSource} of them by the source's fault`],
  ];
  return [table(['Figure', `Last ${REPORT_HOURS / 24} days`, 'Rests on'], rows), sourceLine(SOURCES.performance, data)].join('\n\n');
}

/** replayedFigures sets two what-ifs side by side. */
export function replayedFigures(current: WhatIf, expected: WhatIf): string {
  const row = (label: string, of: (what: WhatIf) => WhatIf['bypassRate'], show: (value: number | null) => string) => {
    const cell = (what: WhatIf) => `${show(of(what).value)}${intervalOf(of(what).interval, show)}, n = ${of(what).n}`;
    return [label, cell(current), cell(expected)];
  };
  return table(
    ['Figure', 'As it is', 'As recommended'],
    [
      row('Bypass rate', ({ bypassRate }) => bypassRate, percent),
      row('Early-exit rate', ({ earlyExitRate }) => earlyExitRate, percent),
      row('Time saved', ({ timeSaved }) => timeSaved, percent),
      row('Delivered quality', ({ deliveredQuality }) => deliveredQuality, score),
      row('False stops', ({ falseStops }) => falseStops, percent),
    ],
  );
}
