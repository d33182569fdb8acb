import { evaluateRule, type Sample, type Side } from './evaluate';
import { type AlertRule, isWorse, type Severity } from './rules';
import { newAlert, step } from './states';

export interface Peak {
  /** Milliseconds since 1970. */
  at: number;
  value: number;
  n: number;
  side: Side;
  threshold: number;
}

/** A time in which the rule would have been firing. Milliseconds since 1970. */
export interface Firing {
  from: number;
  /** null: it would be firing still. */
  to: number | null;
  /** The worst it came to. */
  severity: Severity;
  /** The farthest beyond its bar, of the worst severity. */
  peak: Peak;
  /** Messages that would have said that it fires. */
  notifications: number;
}

export interface Backtest {
  firings: Firing[];
  /** How many samples were looked at, and how many of them were too few runs to say anything. */
  evaluated: number;
  noData: number;
}

const distance = ({ value, threshold }: Peak) => Math.abs(value - threshold);

/**
 * backtest runs a rule over what was recorded, oldest first, with the steps that the live alert takes. An alert can begin and end only at the times
 * of the series: what came and went between two of them is not seen.
 */
export function backtest(rule: AlertRule, series: readonly { at: number; sample: Sample | null }[]): Backtest {
  const firings: Firing[] = [];
  let noData = 0;
  let alert = newAlert(series[0]?.at ?? 0);
  let open: Firing | null = null;
  for (const { at, sample } of series) {
    const { level, side, threshold } = evaluateRule(sample, rule);
    if (level === 'no_data') noData += 1;
    const moved = step(alert, level, at, rule);
    alert = moved.alert;
    const peak =
      side !== null && threshold !== null && sample?.value != null ? { at, value: sample.value, n: sample.n, side, threshold } : null;
    for (const { type, notify } of moved.events) {
      if (type === 'firing' && peak && alert.severity) {
        open = { from: at, to: null, severity: alert.severity, peak, notifications: 0 };
        firings.push(open);
      }
      if (type === 'resolved' && open) {
        open.to = at;
        open = null;
      } else if (notify && open) open.notifications += 1;
    }
    if (open && peak && alert.severity) widen(open, peak, alert.severity);
  }
  return { firings, evaluated: series.length, noData };
}

function widen(firing: Firing, peak: Peak, severity: Severity): void {
  const worse = isWorse(severity, firing.severity);
  if (!worse && (severity !== firing.severity || distance(peak) <= distance(firing.peak))) return;
  firing.severity = severity;
  firing.peak = peak;
}
