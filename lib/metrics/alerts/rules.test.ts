import { describe, expect, it } from 'vitest';
import { monitoringSchema } from '@/lib/config/schema/monitoring';
import { rulesOf } from './rules';

const rule = (metric: string, monitoring: unknown = {}) => rulesOf(monitoringSchema.parse(monitoring)).find((one) => one.metric === metric);

describe('the rules of monitoring.yaml', () => {
  it('are one for each metric, with its bars', () => {
    expect(rule('bypass_rate')?.bars).toEqual({ target: 0.6, criticalLow: 0.4, warningLow: 0.5, warningHigh: 0.8, criticalHigh: null });
  });

  it('take from `evaluation` what they do not say themselves', () => {
    const evaluation = { window: '90m', min_samples: 5, for: '2m', keep_firing_for: '3m', renotify: { warning: '1h', critical: '30m' } };
    expect(rule('error_rate', { evaluation })).toMatchObject({
      windowHours: 2,
      minSamples: 5,
      forMs: 120_000,
      keepFiringForMs: 180_000,
      renotifyMs: { warning: 3_600_000, critical: 1_800_000 },
      firesOn: 'value',
    });
    expect(rule('false_stop_rate', { evaluation })).toMatchObject({
      windowHours: 720,
      minSamples: 30,
      forMs: 120_000,
      firesOn: 'lower_bound',
    });
  });
});
