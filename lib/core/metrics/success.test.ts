import { describe, expect, it } from 'vitest';
import { OPERATING_METRICS, type OperatingMetric, operatingResults } from './success';

const UNKNOWN = Object.fromEntries(OPERATING_METRICS.map((metric) => [metric, null])) as Record<OperatingMetric, null>;
const verdict = (metric: OperatingMetric, value: number) =>
  operatingResults({ ...UNKNOWN, [metric]: value }).find((result) => result.metric === metric)?.verdict;

describe('the five operating targets', () => {
  it.each([
    ['bypass_rate', 0.5499, 'missed'],
    ['bypass_rate', 0.55, 'met'],
    ['bypass_rate', 0.75, 'met'],
    ['bypass_rate', 0.7501, 'missed'],
    ['quality_score_avg', 0.7, 'missed'],
    ['quality_score_avg', 0.701, 'met'],
    ['time_savings_avg', 0.6, 'missed'],
    ['time_savings_avg', 0.61, 'met'],
    ['time_savings_avg', -0.2, 'missed'],
    ['error_rate', 0, 'met'],
    ['error_rate', 0.0099, 'met'],
    ['error_rate', 0.01, 'missed'],
    ['uptime', 0.99, 'missed'],
    ['uptime', 1, 'met'],
  ] as const)('%s at %d is %s', (metric, value, expected) => expect(verdict(metric, value)).toBe(expected));

  it('are not called missed before anything is known', () => {
    expect(operatingResults(UNKNOWN).map((result) => result.verdict)).toEqual(OPERATING_METRICS.map(() => 'unknown'));
  });
});
