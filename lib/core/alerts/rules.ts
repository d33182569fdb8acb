/** What an alert rule is: one per metric of monitoring.yaml's `overall_metrics`. */
import type { Bars } from '@/lib/core/metrics/colour';

export const ALERT_METRICS = [
  'bypass_rate',
  'early_exit_rate',
  'quality_score_avg',
  'time_savings_avg',
  'error_rate',
  'false_stop_rate',
] as const;
export type AlertMetric = (typeof ALERT_METRICS)[number];

/** Mildest first. */
export const SEVERITIES = ['warning', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export function isWorse(a: Severity, than: Severity): boolean {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(than);
}

export interface AlertRule {
  /** Also the rule's name. */
  metric: AlertMetric;
  /** In the metric's own unit. */
  bars: Bars;
  /** Whole hours: totals are kept by the hour. */
  windowHours: number;
  /** With fewer runs than this in the window there is nothing to say. */
  minSamples: number;
  /** How long it must be bad before it fires, and good before it resolves. */
  forMs: number;
  keepFiringForMs: number;
  /** After a message of this severity, how long until the next one of the same severity. */
  renotifyMs: Record<Severity, number>;
  /** `lower_bound`: the whole interval must be beyond the bar, so that a few unlucky samples do not fire. */
  firesOn: 'value' | 'lower_bound';
}
