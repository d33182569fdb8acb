import type { AlertView, BacktestView } from '@/lib/core/alerts/views';
import { formatValue, formatWindow } from '@/lib/core/alerts/words';
import { REPORT_HOURS, type ReportData, SOURCES } from './data';
import { measuredFigures } from './figures';
import { document, intervalOf, minute, percent, score, sourceLine, table, textCell } from './markdown';

/** Firing more often than this in a week, a rule is more likely to have the wrong bar than to tell news. */
const OFTEN = 4;

/** monitoringPlaybook says what to look at when, with this deployment's bars and figures. */
export function monitoringPlaybook(data: ReportData): string {
  return document(
    '# Monitoring playbook',
    `Written ${minute(data.generatedAt)} from the data of the Winnow at ${data.address}.`,
    '## Each day',
    '1. `/dashboard` (or `winnow alerts`; its exit code is 1 while a rule fires): are the five targets green?\n2. `/alerts`: acknowledge what you know of, so that nobody is reminded.\n3. `/runs?state=failed`: failures by Winnow’s fault are in the error rate, those of sources are not.',
    measuredFigures(data),
    '## The rules and their bars',
    rules(data),
    bars(data),
    '## Checkpoints',
    checkpoints(data),
    '## Each week',
    `1. \`/tuning\`: is a recommendation there? ${textCell(data.recommendation.sentence)}\n2. The conditions below: which are still on trial, which were suspended, and what they lost.\n3. \`winnow snapshot\` keeps the figures; \`winnow analyze --input 'metrics_*.json'\` compares them over time.`,
    conditions(data),
    '## After each change of the configuration',
    'For twelve hours `/tuning` holds the new version against the one before: error rate, quality, time saved, thumbs down. Going back is one click, or `npx winnow config activate N`.',
    watch(data),
    '## For Prometheus',
    `\`${data.address}/metrics\` has the same figures since the last reset (${minute(data.performance.epoch.startedAt)}).`,
  );
}

function rules(data: ReportData): string {
  const rows = data.alerts.map((alert) => {
    const show = (value: number | null | undefined) => (value == null ? '–' : formatValue(alert.rule, value));
    return [
      alert.label,
      alert.state,
      `${show(alert.value)} (n = ${alert.n}, last ${formatWindow(alert.windowHours)})`,
      show(alert.target),
      `${show(alert.warningLow)} / ${show(alert.warningHigh)}`,
      `${show(alert.criticalLow)} / ${show(alert.criticalHigh)}`,
      textCell(data.backtests.find(({ rule }) => rule === alert.rule)?.sentence ?? ''),
    ];
  });
  return document(
    table(['Rule', 'State', 'Measured', 'Target', 'Warning below / above', 'Critical below / above', 'Backtest'], rows),
    sourceLine(`${SOURCES.alerts}, ${SOURCES.backtest}`, data),
  ).trim();
}

/** Bars that do not fit. */
function bars({ backtests, alerts }: ReportData): string {
  const often = backtests.filter(({ firings }) => firings.length > OFTEN);
  const label = ({ rule }: BacktestView | AlertView) => alerts.find((alert) => alert.rule === rule)?.label ?? rule;
  return often
    .map(
      (backtest) =>
        `**${label(backtest)}** ${textCell(backtest.sentence)}: look at whether its bars in monitoring.yaml fit this deployment.`,
    )
    .join('\n\n');
}

function checkpoints(data: ReportData): string {
  const { checkpointAnalytics, checkpointExpectations, overallMetrics } = data.performance;
  const rows = checkpointAnalytics.map(({ checkpointName, exitCount, reached, exitRate, audited, falseStops, topExitReasons }) => {
    const expected = checkpointExpectations.find((one) => one.checkpointName === checkpointName)?.expect;
    const share = overallMetrics.totalProcessed === 0 ? null : exitCount / overallMetrics.totalProcessed;
    return [
      textCell(checkpointName),
      `${percent(share)} (${exitCount} of ${overallMetrics.totalProcessed})`,
      expected === undefined ? '–' : percent(expected),
      `${percent(exitRate)} of ${reached}`,
      `${falseStops} of ${audited} audited`,
      textCell(topExitReasons[0]?.reason ?? ''),
    ];
  });
  if (rows.length === 0) return `No run has reached a checkpoint in the last ${REPORT_HOURS / 24} days.`;
  return document(
    table(['Checkpoint', 'Runs that ended there', 'Expected', 'Of those that came there', 'False stops', 'First reason'], rows),
    sourceLine(SOURCES.performance, data),
  ).trim();
}

function conditions(data: ReportData): string {
  const rows = data.conditions.conditions.map(
    ({ checkpoint, condition, state, declaredConfidence, posterior, labels, falseStops, stopped, auditsUntilPromise }) => [
      checkpoint,
      textCell(condition),
      state,
      score(declaredConfidence),
      `${score(posterior.mean)}${intervalOf(posterior.interval, score)}`,
      `${falseStops} of ${labels}`,
      String(stopped),
      auditsUntilPromise === null ? '–' : String(auditsUntilPromise),
    ],
  );
  if (rows.length === 0) return 'The configuration has no conditions.';
  return document(
    table(['Checkpoint', 'Condition', 'State', 'Declared', 'Measured', 'False stops', 'Stopped', 'Audits until the promise'], rows),
    sourceLine(SOURCES.conditions, data),
  ).trim();
}

function watch(data: ReportData): string {
  const { watch: watching } = data.config;
  if (!watching) return '';
  return document(
    `Version ${watching.version} is held against version ${watching.previous} until ${minute(watching.until)}: ${watching.verdict.replaceAll('_', ' ')}.`,
    sourceLine(SOURCES.config, data),
  ).trim();
}
