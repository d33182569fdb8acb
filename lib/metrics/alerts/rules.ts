import { secondsOf } from '@/lib/config/schema/fields';
import type { MonitoringConfig } from '@/lib/config/schema/monitoring';
import { ALERT_METRICS, type AlertRule } from '@/lib/core/alerts/rules';

/** rulesOf reads the rules out of monitoring.yaml: what a rule does not say, `evaluation` says. Windows are rounded up to whole hours. */
export function rulesOf({ overall_metrics, evaluation }: MonitoringConfig): AlertRule[] {
  return ALERT_METRICS.map((metric): AlertRule => {
    const rule = overall_metrics[metric];
    return {
      metric,
      bars: {
        target: rule.target ?? null,
        criticalLow: rule.critical_low ?? null,
        warningLow: rule.warning_low ?? null,
        warningHigh: rule.warning_high ?? null,
        criticalHigh: rule.critical_high ?? null,
      },
      windowHours: Math.ceil(secondsOf(rule.window ?? evaluation.window) / 3600),
      minSamples: rule.min_samples ?? evaluation.min_samples,
      forMs: secondsOf(rule.for ?? evaluation.for) * 1000,
      keepFiringForMs: secondsOf(evaluation.keep_firing_for) * 1000,
      renotifyMs: {
        warning: secondsOf(evaluation.renotify.warning) * 1000,
        critical: secondsOf(evaluation.renotify.critical) * 1000,
      },
      firesOn: rule.fires_on,
    };
  });
}
