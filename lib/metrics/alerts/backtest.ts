import { backtest } from '@/lib/core/alerts/backtest';
import type { Sample } from '@/lib/core/alerts/evaluate';
import type { AlertRule } from '@/lib/core/alerts/rules';
import { slideSamples } from '@/lib/core/alerts/slide';
import type { BacktestView } from '@/lib/core/alerts/views';
import { hourOf, startOfHour } from '@/lib/core/metrics/deltas';
import { readFalseStopSamples } from './false-stop-samples';
import { readHourlyTotals } from './hourly-totals';
import { ruleNamed } from './rules';

type Series = { at: number; sample: Sample }[];

/** Audits of weeks are looked at as a whole: an hour more or less tells nothing. */
const FALSE_STOPS_EVERY_HOURS = 6;

/** backtestRule says when a rule as it is now would have fired in the last days, on what was recorded. Throws `not_found`. */
export async function backtestRule(name: string, days: number, now = new Date()): Promise<BacktestView> {
  const rule = await ruleNamed(name);
  const last = hourOf(now);
  const first = last - days * 24;
  const series = await seriesOf(rule, first, last, now);
  const { firings, ...counts } = backtest(rule, series);
  const iso = (at: number) => new Date(at).toISOString();
  return {
    rule: rule.metric,
    days,
    ...counts,
    firings: firings.map(({ from, to, peak, ...firing }) => ({
      ...firing,
      from: iso(from),
      to: to === null ? null : iso(to),
      peak: { ...peak, at: iso(peak.at) },
    })),
    sentence: sentenceOf(firings.length, days),
  };
}

function sentenceOf(firings: number, days: number): string {
  const window = `in the last ${days === 1 ? 'day' : `${days} days`}.`;
  if (firings === 0) return `Would not have fired ${window}`;
  return `Would have fired ${firings === 1 ? 'once' : `${firings} times`} ${window}`;
}

async function seriesOf({ metric, windowHours }: AlertRule, first: number, last: number, now: Date): Promise<Series> {
  if (metric === 'false_stop_rate') return falseStopSeries(windowHours, first, last, now);
  const hourly = await readHourlyTotals(first - windowHours, last + 1);
  const samples = slideSamples(metric, hourly, windowHours, first, last);
  return samples.map(({ hour, sample }) => ({ at: Math.min(Number(startOfHour(hour + 1)), now.getTime()), sample }));
}

/** As the audits say today of the runs that had ended by then: on the day itself fewer of them were judged. */
async function falseStopSeries(windowHours: number, first: number, last: number, now: Date): Promise<Series> {
  const times: Date[] = [];
  for (let hour = first + FALSE_STOPS_EVERY_HOURS; hour <= last; hour += FALSE_STOPS_EVERY_HOURS) times.push(startOfHour(hour));
  return (await readFalseStopSamples([...times, now], windowHours)).map(({ at, sample }) => ({ at: at.getTime(), sample }));
}
