/** What the reports are written from: answers of this deployment's own API, all asked in one go. */
import type { AlertEventView, AlertView, BacktestView } from '@/lib/core/alerts/views';
import type { ConfigView } from '@/lib/core/config/views';
import type { PerformanceView } from '@/lib/core/metrics/views';
import type { RunSummaryView } from '@/lib/core/runs/views';
import type { ConditionsView, RecommendationView } from '@/lib/core/tuning/views';

/** The window of all figures that have one. */
export const REPORT_HOURS = 168;

export interface ReportData {
  /** ISO 8601 */
  generatedAt: string;
  /** Where the API was asked. */
  address: string;
  config: ConfigView;
  performance: PerformanceView;
  alerts: AlertView[];
  backtests: BacktestView[];
  events: AlertEventView[];
  recommendation: RecommendationView;
  conditions: ConditionsView;
  /** The latest ones, newest first. */
  failedRuns: RunSummaryView[];
  /** docs/runbooks.md: heading → text. */
  runbooks: ReadonlyMap<string, string>;
}

/** Where figures come from, as the reports name it. */
export const SOURCES = {
  performance: `GET /api/performance/?hours=${REPORT_HOURS}`,
  config: 'GET /api/config',
  alerts: 'GET /api/performance/alerts',
  backtest: 'GET /api/alerts/RULE/backtest?days=7',
  history: 'GET /api/alerts/history',
  recommendation: 'GET /api/tuning/recommendations',
  conditions: 'GET /api/tuning/conditions',
  failures: 'GET /api/runs?state=failed',
} as const;
