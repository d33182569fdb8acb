import type { Observation, Sample, Side } from './evaluate';
import type { AlertMetric, AlertRule, Severity } from './rules';
import { type Alert, type AlertEvent, quietUntil } from './states';
import { crossing, formatTime, formatValue, formatWindow, METRIC_WORDS, measured, runbookAnchor } from './words';

export const MESSAGE_TYPES = ['firing', 'worsened', 'reminder', 'resolved'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** Not a metric: a condition was suspended by its evidence, or came back. */
export const CONDITION_EVIDENCE = 'condition_evidence';

/** What is sent to every channel, and stored until it has arrived. */
export interface AlertMessage {
  rule: AlertMetric | typeof CONDITION_EVIDENCE;
  type: MessageType;
  severity: Severity;
  title: string;
  /** Value, threshold, window and n in one sentence, and since when. */
  summary: string;
  /** What to do; null once it is resolved. */
  advice: string | null;
  /** Anchor in docs/runbooks.md; null once it is resolved. */
  runbook: string | null;
  value: number | null;
  threshold: number | null;
  side: Side | null;
  windowHours: number;
  n: number;
  /** ISO 8601 */
  since: string;
  at: string;
}

export interface Occasion {
  rule: AlertRule;
  alert: Alert;
  event: AlertEvent;
  sample: Sample;
  observation: Observation;
  now: number;
}

const isMessageType = (type: string): type is MessageType => (MESSAGE_TYPES as readonly string[]).includes(type);

/** messageOf writes the message of an event that is to be told; null for an event that is not. */
export function messageOf(occasion: Occasion): AlertMessage | null {
  const { rule, alert, event, sample, observation, now } = occasion;
  const { type, severity, notify } = event;
  if (!notify || severity === null || !isMessageType(type)) return null;
  const fires = type !== 'resolved';
  const side = fires ? observation.side : null;
  return {
    rule: rule.metric,
    type,
    severity,
    title: titleOf(occasion, severity),
    summary: fires ? firingSummary(occasion, severity) : resolvedSummary(occasion),
    advice: side && METRIC_WORDS[rule.metric].advice[side],
    runbook: side && runbookAnchor(rule.metric, side),
    value: sample.value,
    threshold: fires ? observation.threshold : null,
    side,
    windowHours: rule.windowHours,
    n: sample.n,
    since: new Date(alert.since).toISOString(),
    at: new Date(now).toISOString(),
  };
}

function titleOf({ rule, event, sample, observation }: Occasion, severity: Severity): string {
  const { label } = METRIC_WORDS[rule.metric];
  const value = sample.value === null ? '' : `: ${formatValue(rule.metric, sample.value)}`;
  if (event.type === 'resolved') return `Resolved: ${label} is within its bars${value}`;
  const still = event.type === 'reminder' ? 'still ' : '';
  return `${severity === 'critical' ? 'Critical' : 'Warning'}: ${label} is ${still}too ${observation.side ?? 'far off'}${value}`;
}

function firingSummary({ rule, alert, sample, observation, now }: Occasion, severity: Severity): string {
  const label = METRIC_WORDS[rule.metric].label;
  return `${label} is ${measured(rule, sample)}, ${crossing(rule, sample, severity, observation)}. Firing since ${formatTime(alert.since, now)}.`;
}

function resolvedSummary({ rule, alert, sample, now }: Occasion): string {
  const label = METRIC_WORDS[rule.metric].label;
  const until = quietUntil(alert, rule);
  const quiet =
    until !== null && until > now
      ? ` If it comes back before ${formatTime(until, now)}, it is told again only then, unless it is worse.`
      : '';
  return `${label} is ${measured(rule, sample)}, within its bars again.${quiet}`;
}

/** sentenceOf says in one sentence how a rule stands. */
export function sentenceOf(rule: AlertRule, sample: Sample | null, observation: Observation): string {
  const { label, counted } = METRIC_WORDS[rule.metric];
  const n = sample?.n ?? 0;
  if (sample === null || sample.value === null || observation.level === 'no_data') {
    return `${n.toLocaleString('en')} of the ${rule.minSamples.toLocaleString('en')} ${counted} that are needed to say anything, in the last ${formatWindow(rule.windowHours)}.`;
  }
  if (observation.level === 'ok') return `${label} is ${measured(rule, sample)}, within its bars.`;
  return `${label} is ${measured(rule, sample)}, ${crossing(rule, sample, observation.level, observation)}.`;
}
