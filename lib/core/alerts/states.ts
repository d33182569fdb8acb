/**
 * The life of an alert.
 *
 *   state    │ good                              │ warning or critical           │ no data
 *   ─────────┼───────────────────────────────────┼───────────────────────────────┼──────────────────────
 *   ok       │ ok                                │ pending                       │ no_data
 *   pending  │ ok                                │ firing once bad for `for`     │ no_data
 *   firing   │ resolved once good for            │ firing; the severity follows  │ firing: it is held, and
 *            │ `keep_firing_for` on end          │                               │ says since when it knows nothing
 *   resolved │ ok once the cool-down is over     │ pending                       │ no_data
 *   no_data  │ ok                                │ pending                       │ no_data
 *
 * A message is sent when it fires, when it gets worse than what was last told, and again each `renotify` of what was last told. That interval goes on
 * after it has resolved (the cool-down): an alert that comes back within it is shown, and told only when the interval is over or it is worse. An
 * acknowledged alert is not told again until it resolves or gets worse. A silenced one is evaluated and shown, and nothing is sent.
 */
import type { Level } from './evaluate';
import { type AlertRule, isWorse, type Severity } from './rules';

export const ALERT_STATES = ['ok', 'pending', 'firing', 'resolved', 'no_data'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** Times in milliseconds since 1970. */
export interface Alert {
  state: AlertState;
  since: number;
  /** Of pending and firing what it is now, of resolved what it was last. */
  severity: Severity | null;
  /** While firing: since when it has been good on end. */
  goodSince: number | null;
  /** While firing: since when there has been no data. */
  noDataSince: number | null;
  /** The last message that said it fires, in this firing or before it. */
  notified: { at: number; severity: Severity } | null;
  /** The worst that was told in this firing; null = nobody was told. */
  told: Severity | null;
  /** `severity`: the worst that whoever acknowledged it knew of. */
  acknowledged: { at: number; by: string; severity: Severity } | null;
  silencedUntil: number | null;
}

export const ALERT_EVENTS = [
  'pending',
  'cleared',
  'firing',
  'worsened',
  'eased',
  'reminder',
  'resolved',
  'no_data',
  'data_back',
  'acknowledged',
  'silenced',
  'unsilenced',
] as const;
export type AlertEventType = (typeof ALERT_EVENTS)[number];

export interface AlertEvent {
  type: AlertEventType;
  severity: Severity | null;
  /** Whether a message is to be sent. */
  notify: boolean;
}

export interface Step {
  alert: Alert;
  events: AlertEvent[];
}

type Timing = Pick<AlertRule, 'forMs' | 'keepFiringForMs' | 'renotifyMs'>;

/** newAlert is a rule that was never looked at. */
export function newAlert(now: number): Alert {
  return {
    state: 'no_data',
    since: now,
    severity: null,
    goodSince: null,
    noDataSince: null,
    notified: null,
    told: null,
    acknowledged: null,
    silencedUntil: null,
  };
}

const quiet = (type: AlertEventType, severity: Severity | null): AlertEvent => ({ type, severity, notify: false });
const worst = (a: Severity | null, b: Severity): Severity => (a !== null && isWorse(a, b) ? a : b);

/** step moves an alert on by one observation; `now` never goes back. */
export function step(before: Alert, level: Level, now: number, rule: Timing): Step {
  const silenceHolds = before.silencedUntil !== null && before.silencedUntil > now;
  const alert = { ...before, silencedUntil: silenceHolds ? before.silencedUntil : null };
  if (level === 'no_data') return onNoData(alert, now);
  return level === 'ok' ? onGood(alert, now, rule) : onBad(alert, level, now, rule);
}

/** When the next message of the same severity may be sent; null = nothing was sent yet. */
export function quietUntil({ notified }: Alert, { renotifyMs }: Timing): number | null {
  return notified && notified.at + renotifyMs[notified.severity];
}

function onNoData(alert: Alert, now: number): Step {
  if (alert.state === 'no_data') return { alert, events: [] };
  if (alert.state !== 'firing') {
    return { alert: { ...alert, state: 'no_data', since: now, severity: null }, events: [quiet('no_data', null)] };
  }
  const held = { ...alert, goodSince: null, noDataSince: alert.noDataSince ?? now };
  return { alert: held, events: alert.noDataSince === null ? [quiet('no_data', alert.severity)] : [] };
}

function onGood(alert: Alert, now: number, rule: Timing): Step {
  const ok: Alert = { ...alert, state: 'ok', since: now, severity: null };
  switch (alert.state) {
    case 'ok':
      return { alert, events: [] };
    case 'pending':
      return { alert: ok, events: [quiet('cleared', alert.severity)] };
    case 'no_data':
      return { alert: ok, events: [quiet('data_back', null)] };
    case 'resolved':
      return { alert: now >= (quietUntil(alert, rule) ?? now) ? ok : alert, events: [] };
    case 'firing':
      return onFiringGood(alert, now, rule);
  }
}

function onFiringGood(firing: Alert, now: number, rule: Timing): Step {
  const events = dataIsBack(firing);
  const goodSince = firing.goodSince ?? now;
  if (now - goodSince < rule.keepFiringForMs) return { alert: { ...firing, goodSince, noDataSince: null }, events };
  const { severity, told } = firing;
  return {
    alert: { ...firing, state: 'resolved', since: now, goodSince: null, noDataSince: null, told: null, acknowledged: null },
    // Who was never told that it fires need not hear that it is over.
    events: [...events, { type: 'resolved', severity: told ?? severity, notify: told !== null && firing.silencedUntil === null }],
  };
}

function onBad(alert: Alert, level: Severity, now: number, rule: Timing): Step {
  if (alert.state === 'firing') return onStillBad(alert, level, now, rule);
  if (alert.state !== 'pending') {
    return { alert: { ...alert, state: 'pending', since: now, severity: level }, events: [quiet('pending', level)] };
  }
  if (now - alert.since < rule.forMs) return { alert: { ...alert, severity: level }, events: [] };
  return tell({ ...alert, state: 'firing', since: now, severity: level }, 'firing', level, now, rule);
}

function onStillBad(before: Alert, level: Severity, now: number, rule: Timing): Step {
  const { acknowledged } = before;
  const alert: Alert = {
    ...before,
    severity: level,
    goodSince: null,
    noDataSince: null,
    acknowledged: acknowledged && !isWorse(level, acknowledged.severity) ? acknowledged : null,
  };
  const events = dataIsBack(before);
  if (before.severity !== null && isWorse(level, before.severity)) {
    const told = tell(alert, 'worsened', level, now, rule);
    return { ...told, events: [...events, ...told.events] };
  }
  if (level !== before.severity) events.push(quiet('eased', level));
  const told = tell(alert, 'reminder', level, now, rule);
  return { ...told, events: [...events, ...told.events.filter(({ notify }) => notify)] };
}

/** tell makes the event, and the message with it where one is due. */
function tell(alert: Alert, type: AlertEventType, severity: Severity, now: number, rule: Timing): Step {
  const { notified, silencedUntil, acknowledged } = alert;
  const due = notified === null || isWorse(severity, notified.severity) || now >= notified.at + rule.renotifyMs[notified.severity];
  const notify = due && silencedUntil === null && acknowledged === null;
  return {
    alert: notify ? { ...alert, notified: { at: now, severity }, told: worst(alert.told, severity) } : alert,
    events: [{ type, severity, notify }],
  };
}

function dataIsBack({ noDataSince, severity }: Alert): AlertEvent[] {
  return noDataSince === null ? [] : [quiet('data_back', severity)];
}

/** acknowledge says that somebody knows; null where the alert is not firing. */
export function acknowledge(alert: Alert, by: string, now: number): Step | null {
  const { severity, notified, state } = alert;
  if (state !== 'firing' || severity === null) return null;
  const known = worst(notified?.severity ?? null, severity);
  return {
    alert: { ...alert, acknowledged: { at: now, by, severity: known } },
    events: [quiet('acknowledged', severity)],
  };
}

/** silence keeps an alert quiet until a time, whatever it does. */
export function silence(alert: Alert, until: number): Step {
  return { alert: { ...alert, silencedUntil: until }, events: [quiet('silenced', alert.severity)] };
}

export function unsilence(alert: Alert): Step {
  return { alert: { ...alert, silencedUntil: null }, events: alert.silencedUntil === null ? [] : [quiet('unsilenced', alert.severity)] };
}
