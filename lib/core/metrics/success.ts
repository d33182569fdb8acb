/** The five figures that a deployment is meant to reach. */
export const OPERATING_METRICS = ['bypass_rate', 'quality_score_avg', 'time_savings_avg', 'error_rate', 'uptime'] as const;
export type OperatingMetric = (typeof OPERATING_METRICS)[number];

/** Ends of a range of fractions; `strict`: an end itself is outside. */
interface OperatingTarget {
  low?: number;
  high?: number;
  strict: boolean;
}

/** They are what the deployment is for, so they are fixed, unlike monitoring.yaml's bars, which say when to look. */
export const OPERATING_TARGETS: Readonly<Record<OperatingMetric, OperatingTarget>> = {
  bypass_rate: { low: 0.55, high: 0.75, strict: false },
  quality_score_avg: { low: 0.7, strict: true },
  time_savings_avg: { low: 0.6, strict: true },
  error_rate: { high: 0.01, strict: true },
  uptime: { low: 0.99, strict: true },
};

export type Verdict = 'met' | 'missed' | 'unknown';

export interface OperatingResult {
  metric: OperatingMetric;
  /** A fraction; null = not known yet. */
  value: number | null;
  verdict: Verdict;
}

/** operatingResults holds each figure (a fraction; null = not known yet) against its target, in the order of OPERATING_METRICS. */
export function operatingResults(figures: Readonly<Record<OperatingMetric, number | null>>): OperatingResult[] {
  return OPERATING_METRICS.map((metric) => ({
    metric,
    value: figures[metric],
    verdict: verdictOn(figures[metric], OPERATING_TARGETS[metric]),
  }));
}

function verdictOn(
  value: number | null,
  { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY, strict }: OperatingTarget,
): Verdict {
  if (value === null) return 'unknown';
  const inside = strict ? low < value && value < high : low <= value && value <= high;
  return inside ? 'met' : 'missed';
}
