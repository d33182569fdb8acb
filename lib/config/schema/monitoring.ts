import { z } from 'zod';
import { mapping, numberFrom, oneOf, orAbsent, share, timeSpan, wholeNumberFrom, yesOrNo } from './fields';

/** Rates and scores lie in [0, 1]; savings may be negative. */
const level = () => numberFrom(-1, 1);

/** Bars by severity; a rule may have its own window, least number of runs, and time that it must hold. */
const ruleShape = {
  target: level().optional(),
  warning_low: level().optional(),
  critical_low: level().optional(),
  warning_high: level().optional(),
  critical_high: level().optional(),
  window: timeSpan().optional(),
  min_samples: wholeNumberFrom(1, 1_000_000).optional(),
  for: timeSpan().optional(),
  /** `lower_bound`: only the lower end of the interval fires, so that a few unlucky samples do not. */
  fires_on: oneOf(['value', 'lower_bound']).default('value'),
};

const ASCENDING = ['critical_low', 'warning_low', 'warning_high', 'critical_high'] as const;

/** Bars out of order could never show their milder colour. */
const rule = mapping(ruleShape).check(({ value, issues }) => {
  const present = ASCENDING.filter((key) => value[key] !== undefined);
  for (const [index, key] of present.entries()) {
    const next = present[index + 1];
    if (next === undefined || Number(value[key]) <= Number(value[next])) continue;
    issues.push({ code: 'custom', input: value[next], path: [next], message: `a bar of at least ${key} (${value[key]})` });
  }
});

const metric = (defaults: z.input<typeof rule>) => orAbsent(rule.prefault(defaults));
const SEVERITIES = ['warning', 'critical'] as const;
const channel = z.union([yesOrNo(), mapping({ min_severity: oneOf(SEVERITIES).default('warning') })], {
  error: 'true, false or { min_severity: warning or critical }',
});
const expected = (value: number) => orAbsent(mapping({ expect: share().default(value) }).prefault({}));

export const monitoringSchema = mapping({
  overall_metrics: orAbsent(
    mapping({
      bypass_rate: metric({ target: 0.6, warning_low: 0.5, critical_low: 0.4, warning_high: 0.8 }),
      early_exit_rate: metric({ target: 0.4, warning_low: 0.3, warning_high: 0.6, critical_low: 0.2 }),
      quality_score_avg: metric({ target: 0.75, warning_low: 0.7, critical_low: 0.65 }),
      time_savings_avg: metric({ target: 0.7, warning_low: 0.6, critical_low: 0.5 }),
      error_rate: metric({ target: 0, warning_high: 0.01, critical_high: 0.05 }),
      false_stop_rate: metric({
        target: 0.02,
        warning_high: 0.05,
        critical_high: 0.1,
        window: '30d',
        min_samples: 30,
        fires_on: 'lower_bound',
      }),
    }).prefault({}),
  ),
  checkpoints: orAbsent(
    mapping({
      post_download: expected(0.05),
      mid_transcription: orAbsent(mapping({ expect: share() }).optional()),
      post_transcription: expected(0.15),
      post_quality_filtering: expected(0.3),
      post_analysis: expected(0.1),
    }).prefault({}),
  ),
  evaluation: orAbsent(
    mapping({
      window: timeSpan().default('24h'),
      min_samples: wholeNumberFrom(1, 1_000_000).default(30),
      every: timeSpan().default('60s'),
      for: timeSpan().default('5m'),
      keep_firing_for: timeSpan().default('10m'),
      renotify: orAbsent(mapping({ warning: timeSpan().default('12h'), critical: timeSpan().default('4h') }).prefault({})),
    }).prefault({}),
  ),
  channels: orAbsent(
    mapping({
      log: channel.default(true),
      slack: channel.default({ min_severity: 'critical' }),
      discord: channel.default({ min_severity: 'warning' }),
      webhook: channel.default({ min_severity: 'warning' }),
    }).prefault({}),
  ),
});

export type MonitoringConfig = z.output<typeof monitoringSchema>;
