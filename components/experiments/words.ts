import { CircleAlert, CircleCheckBig, CircleDashed, CirclePlay, CircleStop, type LucideIcon } from 'lucide-react';
import type { ExperimentState } from '@/lib/core/experiments/states';
import type { DifferenceView, Verdict } from '@/lib/core/experiments/views';
import type { Tone } from '../ui/badge';

interface Label {
  label: string;
  icon: LucideIcon;
  tone: Tone;
}

export const EXPERIMENT_STATES: Record<ExperimentState, Label> = {
  running: { label: 'running', icon: CirclePlay, tone: 'accent' },
  stopped: { label: 'stopped', icon: CircleStop, tone: 'neutral' },
  applied: { label: 'applied', icon: CircleCheckBig, tone: 'good' },
};

export const VERDICTS: Record<Verdict, Label> = {
  unhealthy: { label: 'unhealthy', icon: CircleAlert, tone: 'bad' },
  not_yet: { label: 'not yet', icon: CircleDashed, tone: 'neutral' },
  aggressive: { label: 'the aggressive arm', icon: CircleCheckBig, tone: 'good' },
  conservative: { label: 'the conservative arm', icon: CircleCheckBig, tone: 'good' },
  balanced: { label: 'a balanced version', icon: CircleCheckBig, tone: 'good' },
};

/** A difference of fractions in percentage points: `+4.2 points (−1.0 to +9.4, n = 310)`. */
export function differenceWords({ value, sequence, n }: DifferenceView): string {
  if (value === null) return `not known yet (n = ${n.toLocaleString('en')})`;
  const interval = sequence ? `${points(sequence.lower)} to ${points(sequence.upper)}, ` : 'too few to give an interval, ';
  return `${points(value)} points (${interval}n = ${n.toLocaleString('en')})`;
}

function points(fraction: number): string {
  const value = (Math.abs(fraction) * 100).toFixed(1);
  return `${value === '0.0' ? '' : fraction < 0 ? '−' : '+'}${value}`;
}
