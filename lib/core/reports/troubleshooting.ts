import type { AlertView } from '@/lib/core/alerts/views';
import { type ReportData, SOURCES } from './data';
import { document, minute, percent, sourceLine, table, textCell } from './markdown';

/** troubleshootingRunbooks says what is wrong now, what failed lately, and what to do, with the runbook of each rule behind it. */
export function troubleshootingRunbooks(data: ReportData): string {
  const firing = data.alerts.filter(({ state }) => state === 'firing' || state === 'pending');
  return document(
    '# Troubleshooting runbooks',
    `Written ${minute(data.generatedAt)} from the data of the Winnow at ${data.address}.`,
    '## What is wrong now',
    firing.length === 0 ? 'No rule fires.' : firing.map(alertPart).join('\n\n'),
    sourceLine(SOURCES.alerts, data),
    fileFaults(data),
    '## What failed lately',
    failures(data),
    '## Conditions that do not fire',
    heldBack(data),
    '## What happened to the alerts',
    events(data),
    '## By rule',
    ...data.alerts.flatMap((alert) => rulePart(alert, data)),
  );
}

function alertPart({ label, state, severity, sentence, advice, since }: AlertView): string {
  return `**${label}** is ${state}${severity ? ` (${severity})` : ''} since ${minute(since)}. ${textCell(sentence)}${advice ? `\n\nWhat to do: ${textCell(advice)}` : ''}`;
}

function fileFaults({ config: { files } }: ReportData): string {
  const faults = files.flatMap((file) => file.faults);
  if (faults.length === 0) return '';
  const lines = faults.map(({ file, line, key, message }) => `- ${file}:${line} ${textCell(`${key}: ${message}`)}`);
  return `Files under config/ with faults (the running version stays):\n\n${lines.join('\n')}`;
}

function failures(data: ReportData): string {
  const byCode = new Map<string, { title: string; advice: string; fault: string; count: number; last: string }>();
  for (const { error, finishedAt, createdAt } of data.failedRuns) {
    if (!error) continue;
    const known = byCode.get(error.code);
    if (known) known.count += 1;
    else byCode.set(error.code, { ...error, count: 1, last: finishedAt ?? createdAt });
  }
  if (byCode.size === 0) return document('No run has failed.', sourceLine(SOURCES.failures, data)).trim();
  const rows = [...byCode]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([code, { title, advice, fault, count, last }]) => [
      `\`${code}\``,
      textCell(title),
      fault,
      String(count),
      minute(last),
      textCell(advice),
    ]);
  return document(
    `The last ${data.failedRuns.length} failed runs, by their reason:`,
    table(['Code', 'Reason', 'Whose fault', 'Runs', 'Last', 'What to do'], rows),
    sourceLine(SOURCES.failures, data),
  ).trim();
}

function heldBack(data: ReportData): string {
  const held = data.conditions.conditions.filter(({ fires }) => !fires);
  if (held.length === 0) return document('Every condition may fire.', sourceLine(SOURCES.conditions, data)).trim();
  const rows = held.map(({ checkpoint, condition, state, heldBackBecause }) => [
    checkpoint,
    textCell(condition),
    state,
    textCell(heldBackBecause ?? ''),
  ]);
  return document(table(['Checkpoint', 'Condition', 'State', 'Why'], rows), sourceLine(SOURCES.conditions, data)).trim();
}

function events(data: ReportData): string {
  if (data.events.length === 0) return document('Nothing yet.', sourceLine(SOURCES.history, data)).trim();
  const rows = data.events.slice(0, 20).map(({ at, label, type, message }) => [minute(at), label, type, textCell(message)]);
  return document(table(['When', 'Rule', 'What', ''], rows), sourceLine(SOURCES.history, data)).trim();
}

function rulePart(alert: AlertView, data: ReportData): string[] {
  const backtest = data.backtests.find(({ rule }) => rule === alert.rule);
  const sides = (['low', 'high'] as const).flatMap((side) => {
    const text = data.runbooks.get(`${alert.rule} ${side}`);
    return text ? [`#### Too ${side}`, text] : [];
  });
  return [
    `### ${alert.label}`,
    `Here: ${textCell(alert.sentence)}${backtest ? ` ${textCell(backtest.sentence)}, of ${backtest.evaluated} points looked at (${percent(backtest.evaluated === 0 ? 0 : backtest.noData / backtest.evaluated)} with too few runs).` : ''}`,
    sourceLine(`${SOURCES.alerts}, ${SOURCES.backtest.replace('RULE', alert.rule)}`, data),
    ...sides,
  ];
}
