import { WinnowError } from '@/lib/base/errors';
import { secondsOf } from '@/lib/config/schema/fields';
import type { MonitoringConfig } from '@/lib/config/schema/monitoring';
import { ALERT_METRICS, type AlertRule } from '@/lib/core/alerts/rules';
import { activeConfigVersion } from '@/lib/data/config-versions';

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

/** activeRules reads the rules of the active config version. */
export async function activeRules(): Promise<AlertRule[]> {
  return rulesOf((await activeConfigVersion()).config.value.monitoring);
}

/** ruleNamed finds the rule of a name. Throws `not_found`. */
export async function ruleNamed(name: string): Promise<AlertRule> {
  const rule = (await activeRules()).find(({ metric }) => metric === name);
  if (!rule) throw new WinnowError('not_found', `There is no alert rule of this name; there are ${ALERT_METRICS.join(', ')}.`);
  return rule;
}
