/** What alerts say: on the page, in messages, in the log. English, UTC. */
import type { Observation, Sample, Side } from './evaluate';
import type { AlertMetric, AlertRule, Severity } from './rules';

interface MetricWords {
  label: string;
  /** What `n` counts. */
  counted: string;
  /** What to do, by the side on which it left its bars. The sections of docs/runbooks.md say it at length. */
  advice: Record<Side, string>;
}

export const METRIC_WORDS: Record<AlertMetric, MetricWords> = {
  bypass_rate: {
    label: 'Bypass rate',
    counted: 'finished runs',
    advice: {
      low: 'Open recent full runs and see which bar their quick results miss. If the quality score has room, lower that bar in config/quality_filtering.yaml.',
      high: 'Compare quality score and false stops with the window before. If either got worse, raise min_overall in config/quality_filtering.yaml.',
    },
  },
  early_exit_rate: {
    label: 'Early-exit rate',
    counted: 'finished runs that were not bypassed',
    advice: {
      low: 'See on the dashboard at which checkpoint exits are missing: its conditions may be switched off or below min_confidence, or your sources may have changed.',
      high: 'Look at the top exit reasons. If one of them stops what should go on, narrow that condition or raise the checkpoint’s min_confidence in config/early_exit.yaml.',
    },
  },
  quality_score_avg: {
    label: 'Quality score',
    counted: 'scored results',
    advice: {
      low: 'See on the dashboard which dimension and which content type fell. Raise the minimum of that dimension in config/quality_filtering.yaml, or send that type to full.',
      high: 'Results are better than planned. If time saved is short, min_overall in config/quality_filtering.yaml can come down.',
    },
  },
  time_savings_avg: {
    label: 'Time saved',
    counted: 'runs whose saving is known',
    advice: {
      low: 'Look at bypass and early-exit rate first: when fewer runs stop early, more is heard and analysed. If they are as usual, the items themselves have changed.',
      high: 'More is skipped than planned. Check quality score and false stops before you enjoy it.',
    },
  },
  error_rate: {
    label: 'Error rate',
    counted: 'runs that finished or failed here',
    advice: {
      low: 'Nothing is wrong: fewer runs fail than the bar says. Remove the low bar of error_rate in config/monitoring.yaml.',
      high: 'These are Winnow’s own failures, not the sources’. Open the failed runs and read their errors, run winnow doctor, and look for ERROR in logs/pipeline.log.',
    },
  },
  false_stop_rate: {
    label: 'False-stop rate',
    counted: 'judged stops',
    advice: {
      low: 'Stops lose less than planned: there is room to stop earlier.',
      high: 'Stops lose what a full analysis would have kept. See which checkpoint has most false stops; raise its min_confidence, or min_overall where the quality bypass stops too early.',
    },
  },
};

/** formatValue spells a value of a metric: scores as `0.68`, rates as `6.2 %`. */
export function formatValue(metric: AlertMetric, value: number): string {
  if (metric === 'quality_score_avg') return value.toFixed(2).replace('-', '−');
  const percent = (Math.abs(value) * 100).toFixed(1).replace(/\.0$/, '');
  return `${value < 0 && percent !== '0' ? '−' : ''}${percent} %`;
}

/** 24 → `24 h`, 720 → `30 d`. */
export function formatWindow(hours: number): string {
  return hours > 48 && hours % 24 === 0 ? `${hours / 24} d` : `${hours} h`;
}

/** `14:05 UTC`, with the day where it is another one than `now`'s. */
export function formatTime(at: number, now: number): string {
  const [iso, today] = [at, now].map((ms) => new Date(ms).toISOString());
  const time = `${iso?.slice(11, 16)} UTC`;
  return iso?.slice(0, 10) === today?.slice(0, 10) ? time : `${iso?.slice(0, 10)} ${time}`;
}

/** The heading of the section of docs/runbooks.md, as GitHub makes an anchor of it. */
export function runbookAnchor(metric: AlertMetric, side: Side): string {
  return `${metric}-${side}`;
}

/** measured says what was measured: `6.2 % over the last 24 h (n = 412 finished runs)`. */
export function measured(rule: Pick<AlertRule, 'metric' | 'windowHours'>, { value, n }: Sample): string {
  const what = value === null ? 'not known' : formatValue(rule.metric, value);
  return `${what} over the last ${formatWindow(rule.windowHours)} (n = ${n.toLocaleString('en')} ${METRIC_WORDS[rule.metric].counted})`;
}

/** crossing says which bar was crossed, and by what: by the whole interval where the rule waits for that. */
export function crossing(rule: AlertRule, sample: Sample, severity: Severity, { side, threshold }: Observation): string {
  if (side === null || threshold === null) return '';
  const beyond = `${side === 'high' ? 'above' : 'below'} the ${severity} bar of ${formatValue(rule.metric, threshold)}`;
  if (rule.firesOn !== 'lower_bound' || !sample.interval) return beyond;
  const { lower, upper } = sample.interval;
  const [which, end] = side === 'high' ? ['lower', lower] : ['upper', upper];
  return `and even the ${which} end of its 95 % interval, ${formatValue(rule.metric, end)}, is ${beyond}`;
}
