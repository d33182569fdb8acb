import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import type { OverallMetricsView } from '@/lib/core/metrics/views';
import { fromWire } from '@/lib/core/wire';
import { EXIT } from './exit-codes';
import { bold, complain, dim, say, sayJson, table } from './output';

/** A saved body of GET /api/performance/, as `winnow snapshot` writes it. */
export interface Snapshot {
  file: string;
  /** ISO 8601 */
  at: string;
  metrics: OverallMetricsView;
}

const FIGURES = {
  bypass_rate: ({ bypassRate }: OverallMetricsView) => bypassRate,
  early_exit_rate: ({ earlyExitRate }: OverallMetricsView) => earlyExitRate,
  time_saved: ({ avgTimeSavings, timeSavedRuns }: OverallMetricsView) => (timeSavedRuns === 0 ? null : avgTimeSavings),
  quality: ({ avgQualityScore }: OverallMetricsView) => avgQualityScore,
  error_rate: ({ errorRate }: OverallMetricsView) => errorRate,
  false_stops: ({ falseStopRate }: OverallMetricsView) => falseStopRate,
};

/** analyze shows the figures of each snapshot, oldest first, and what changed from the first to the last. Returns the exit code. */
export async function analyze(patterns: readonly string[], { json = false }: { json?: boolean }): Promise<number> {
  const files = [...new Set(patterns.flatMap(filesOf))];
  if (files.length === 0) {
    complain(`No file matches ${patterns.join(' ')}. Save snapshots with \`winnow snapshot\`.`);
    return EXIT.failed;
  }
  const snapshots = files.map(readSnapshot).sort((a, b) => a.at.localeCompare(b.at));
  const changes = changesOver(snapshots);
  if (json) sayJson({ snapshots: snapshots.map(({ file, at, metrics }) => ({ file, at, ...figuresOf(metrics) })), changes });
  else print(snapshots, changes);
  return EXIT.ok;
}

/** filesOf lists the files that a name stands for; `*` and `?` are allowed in its last part. */
export function filesOf(pattern: string): string[] {
  const name = basename(pattern);
  if (!/[*?]/.test(name)) return [pattern];
  const escaped = name
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const matches = new RegExp(`^${escaped}$`);
  const folder = dirname(pattern);
  try {
    return readdirSync(folder)
      .filter((file) => matches.test(file))
      .sort()
      .map((file) => join(folder, file));
  } catch (cause) {
    throw new WinnowError('invalid_request', `there is no folder ${folder}`, { cause });
  }
}

/** readSnapshot throws `invalid_request`, naming the file, where it is none. */
export function readSnapshot(file: string): Snapshot {
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw new WinnowError('invalid_request', `${file} cannot be read as JSON`, { cause });
  }
  const at = body?.generated_at;
  if (typeof at !== 'string' || typeof body.overall_metrics !== 'object' || body.overall_metrics === null)
    throw new WinnowError('invalid_request', `${file} is no snapshot: it holds no body of GET /api/performance/`);
  return { file, at, metrics: fromWire<OverallMetricsView>(body.overall_metrics) };
}

type Figures = Record<keyof typeof FIGURES, number | null> & { runs: number };

function figuresOf(metrics: OverallMetricsView): Figures {
  const rates = Object.fromEntries(Object.entries(FIGURES).map(([name, of]) => [name, of(metrics) ?? null]));
  return { runs: metrics.totalProcessed, ...rates } as Figures;
}

/** changesOver gives last − first of each figure that both know; null where either does not. */
export function changesOver(snapshots: readonly Snapshot[]): Record<string, number | null> {
  const [first, last] = [figuresOf(snapshots[0]!.metrics), figuresOf(snapshots.at(-1)!.metrics)];
  const change = (name: keyof Figures) => (first[name] === null || last[name] === null ? null : last[name] - first[name]);
  return Object.fromEntries((Object.keys(first) as (keyof Figures)[]).map((name) => [name, change(name)]));
}

const percent = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)} %`);

function print(snapshots: readonly Snapshot[], changes: Record<string, number | null>): void {
  table(
    ['AT', 'RUNS', 'BYPASS', 'EARLY EXIT', 'TIME SAVED', 'QUALITY', 'ERRORS', 'FALSE STOPS', 'FILE'],
    snapshots.map(({ at, metrics, file }) => {
      const { runs, ...rates } = figuresOf(metrics);
      return [at, runs.toLocaleString('en'), ...Object.values(rates).map(percent), dim(basename(file))];
    }),
  );
  if (snapshots.length < 2) return;
  say(bold('From the first to the last'));
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) continue;
    const sign = change > 0 ? '+' : '';
    say(`  ${name.replaceAll('_', ' ')}: ${sign}${name === 'runs' ? change.toLocaleString('en') : `${(change * 100).toFixed(1)} points`}`);
  }
}
