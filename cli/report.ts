import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundle } from '@/lib/config/bundle';
import { formatConfigError } from '@/lib/config/config-errors';
import { applyDraft } from '@/lib/config/edit';
import { type ConfigSources, parseConfig } from '@/lib/config/files';
import { projectRoot } from '@/lib/config/project-root';
import { ALERT_METRICS } from '@/lib/core/alerts/rules';
import type { AlertHistoryView, AlertView, BacktestView } from '@/lib/core/alerts/views';
import type { ConfigView } from '@/lib/core/config/views';
import type { PerformanceView } from '@/lib/core/metrics/views';
import { REPORT_HOURS, type ReportData } from '@/lib/core/reports/data';
import { deploymentGuide } from '@/lib/core/reports/deployment-guide';
import { minute } from '@/lib/core/reports/markdown';
import { monitoringPlaybook } from '@/lib/core/reports/monitoring-playbook';
import { troubleshootingRunbooks } from '@/lib/core/reports/troubleshooting';
import type { RunPageView } from '@/lib/core/runs/views';
import type { ConditionsView, RecommendationView } from '@/lib/core/tuning/views';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { say, sayJson } from './output';

/** report writes the four files from this deployment's own data. */
export async function report(out: string, json: boolean): Promise<number> {
  const data = await collect(new ApiClient());
  const folder = resolve(out);
  await mkdir(folder, { recursive: true });
  const files = {
    'optimal_config.yaml': optimalConfig(data),
    'deployment_guide.md': deploymentGuide(data),
    'troubleshooting_runbooks.md': troubleshootingRunbooks(data),
    'monitoring_playbook.md': monitoringPlaybook(data),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  if (json) sayJson({ folder, files: Object.keys(files), recommended: data.recommendation.settings !== null });
  else say(`${Object.keys(files).join(', ')} written to ${folder}\n${data.recommendation.sentence}`);
  return EXIT.ok;
}

async function collect(api: ApiClient): Promise<ReportData> {
  const read = async <T>(path: string) => (await api.get<T>(path)).view;
  const [config, performance, alerts, history, recommendation, conditions, failed, backtests, runbooks] = await Promise.all([
    read<ConfigView>('/api/config'),
    read<PerformanceView>(`/api/performance/?hours=${REPORT_HOURS}`),
    read<AlertView[]>('/api/performance/alerts'),
    read<AlertHistoryView>('/api/alerts/history'),
    read<RecommendationView>('/api/tuning/recommendations'),
    read<ConditionsView>('/api/tuning/conditions'),
    read<RunPageView>('/api/runs?state=failed&limit=100'),
    Promise.all(ALERT_METRICS.map((rule) => read<BacktestView>(`/api/alerts/${rule}/backtest?days=7`))),
    readFile(join(projectRoot(), 'docs', 'runbooks.md'), 'utf8'),
  ]);
  return {
    generatedAt: new Date().toISOString(),
    address: api.url,
    config,
    performance,
    alerts,
    backtests,
    events: history.events,
    recommendation: { ...recommendation, settings: recommendation.settings && keysOf(recommendation.settings) },
    conditions,
    failedRuns: failed.runs,
    runbooks: sectionsOf(runbooks),
  };
}

/** Reading an answer re-spells its keys; these are data. */
function keysOf(settings: Record<string, number>): Record<string, number> {
  const spell = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [spell(key), value]));
}

function sectionsOf(markdown: string): ReadonlyMap<string, string> {
  const parts = markdown.split(/^## /m).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1).trim()]));
}

/** The active version with what is recommended, as one file that `winnow config import` takes. */
function optimalConfig({ config, recommendation, generatedAt, address }: ReportData): string {
  const active = parseConfig(Object.fromEntries(config.sources.map(({ section, text }) => [section, text])) as ConfigSources);
  if (!active.ok) throw new Error(active.errors.map(formatConfigError).join('\n'));
  const drafted = applyDraft(active.config, { set: recommendation.settings ?? {} });
  if (!drafted.ok) throw new Error(drafted.errors.map(formatConfigError).join('\n'));
  const heading = `Written ${minute(generatedAt)} from the data of the Winnow at ${address}, on top of config version ${config.version.number}.
${recommendation.sentence}
To bring it in: npx winnow config import optimal_config.yaml`;
  return bundle(drafted.config.sources, heading);
}
