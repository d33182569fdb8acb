/** For tests: a rule with the built-in bars of the error rate. */
import type { Bars } from '@/lib/core/metrics/colour';
import type { AlertRule } from './rules';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const NO_BARS: Bars = { target: null, criticalLow: null, warningLow: null, warningHigh: null, criticalHigh: null };

export function alertRule(over: Partial<AlertRule> = {}): AlertRule {
  return {
    metric: 'error_rate',
    bars: { ...NO_BARS, target: 0, warningHigh: 0.01, criticalHigh: 0.05 },
    windowHours: 24,
    minSamples: 30,
    forMs: 5 * MINUTE,
    keepFiringForMs: 10 * MINUTE,
    renotifyMs: { warning: 12 * HOUR, critical: 4 * HOUR },
    firesOn: 'value',
    ...over,
  };
}
