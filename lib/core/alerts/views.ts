/** What the API says of alerts, in camelCase. Times are ISO 8601; values in the metric's own unit. */
import type { Bars } from '@/lib/core/metrics/colour';
import type { Backtest, Firing } from './backtest';
import type { Side } from './evaluate';
import type { AlertMetric, Severity } from './rules';
import type { AlertEventType, AlertState } from './states';

export interface AlertView extends Bars {
  rule: AlertMetric;
  label: string;
  state: AlertState;
  severity: Severity | null;
  since: string;
  /** Of a firing alert: since when it cannot be said how it is. */
  noDataSince: string | null;
  value: number | null;
  n: number;
  /** 95 %; null where none can be given. */
  interval: { lower: number; upper: number } | null;
  /** The bar that is crossed now; null where none is. */
  threshold: number | null;
  side: Side | null;
  windowHours: number;
  minSamples: number;
  /** One sentence: value, window, n, and the bar where one is crossed. */
  sentence: string;
  /** What to do; null while no bar is crossed. */
  advice: string | null;
  /** Anchor in docs/runbooks.md; null while no bar is crossed. */
  runbook: string | null;
  lastNotifiedAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  silencedUntil: string | null;
  /** null: not looked at yet. */
  evaluatedAt: string | null;
  configVersion: number | null;
}

export interface AlertEventView {
  id: string;
  rule: AlertMetric;
  label: string;
  type: AlertEventType;
  severity: Severity | null;
  at: string;
  value: number | null;
  n: number | null;
  threshold: number | null;
  /** What happened, in a sentence. */
  message: string;
  /** Whether a message was sent to the channels that want this severity. */
  notified: boolean;
  by: string | null;
}

export interface AlertHistoryView {
  events: AlertEventView[];
  /** Opaque; null = last page. */
  nextCursor: string | null;
}

export interface BacktestView extends Omit<Backtest, 'firings'> {
  rule: AlertMetric;
  days: number;
  firings: (Omit<Firing, 'from' | 'to' | 'peak'> & {
    from: string;
    to: string | null;
    peak: Omit<Firing['peak'], 'at'> & { at: string };
  })[];
  /** `would have fired 3 times in the last 7 days` */
  sentence: string;
}
