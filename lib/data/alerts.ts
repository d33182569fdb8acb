/** Where each rule stands, and what happened to it. */
import { newId } from '@/lib/base/ids';
import type { Observation, Sample } from '@/lib/core/alerts/evaluate';
import type { AlertMetric } from '@/lib/core/alerts/rules';
import type { Alert, AlertEvent } from '@/lib/core/alerts/states';
import { database, type Tx } from './client';
import type { AlertEvent as AlertEventRow, Alert as AlertRow } from './generated/client';

/** What was measured when an alert was last looked at. */
export interface Looked {
  sample: Sample;
  at: Date;
  configVersion: number;
}

const ms = (at: Date | null) => (at === null ? null : at.getTime());
const date = (at: number | null) => (at === null ? null : new Date(at));

/** alertOf reads the state machine's state out of a row. */
export function alertOf(row: AlertRow): Alert {
  const { lastNotifiedAt, lastNotifiedSeverity, acknowledgedAt, acknowledgedBy, acknowledgedSeverity } = row;
  return {
    state: row.state,
    since: row.since.getTime(),
    severity: row.severity,
    goodSince: ms(row.goodSince),
    noDataSince: ms(row.noDataSince),
    notified: lastNotifiedAt && lastNotifiedSeverity && { at: lastNotifiedAt.getTime(), severity: lastNotifiedSeverity },
    told: row.toldSeverity,
    acknowledged:
      acknowledgedAt && acknowledgedSeverity
        ? { at: acknowledgedAt.getTime(), by: acknowledgedBy ?? '', severity: acknowledgedSeverity }
        : null,
    silencedUntil: ms(row.silencedUntil),
  };
}

function columnsOf(alert: Alert) {
  return {
    state: alert.state,
    since: new Date(alert.since),
    severity: alert.severity,
    goodSince: date(alert.goodSince),
    noDataSince: date(alert.noDataSince),
    lastNotifiedAt: date(alert.notified?.at ?? null),
    lastNotifiedSeverity: alert.notified?.severity ?? null,
    toldSeverity: alert.told,
    acknowledgedAt: date(alert.acknowledged?.at ?? null),
    acknowledgedBy: alert.acknowledged?.by ?? null,
    acknowledgedSeverity: alert.acknowledged?.severity ?? null,
    silencedUntil: date(alert.silencedUntil),
  };
}

/** lockAlerts lets one transaction at a time change alerts: it waits for the others. */
export async function lockAlerts(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('winnow_alerts', 0))::text`;
}

/** tryLockAlerts is lockAlerts without waiting: false where another one has the lock. */
export async function tryLockAlerts(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ got: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended('winnow_alerts', 0)) AS got`;
  return row?.got ?? false;
}

export async function findAlerts(tx: Tx = database()): Promise<Map<string, AlertRow>> {
  return new Map((await tx.alert.findMany()).map((row) => [row.rule, row]));
}

/** saveAlert writes an alert after it moved; `looked` where that came of a new look at the metric. */
export async function saveAlert(tx: Tx, rule: AlertMetric, alert: Alert, looked?: Looked): Promise<void> {
  const seen = looked && {
    value: looked.sample.value,
    n: looked.sample.n,
    intervalLower: looked.sample.interval?.lower ?? null,
    intervalUpper: looked.sample.interval?.upper ?? null,
    evaluatedAt: looked.at,
    configVersion: looked.configVersion,
  };
  const data = { ...columnsOf(alert), ...seen };
  await tx.alert.upsert({ where: { rule }, create: { rule, ...data }, update: data });
}

export interface Happened {
  event: AlertEvent;
  message: string;
  notified: boolean;
  at: Date;
  sample: Sample | null;
  observation: Observation | null;
  by?: string;
}

/** appendAlertEvents adds to the history, in the order given. */
export async function appendAlertEvents(tx: Tx, rule: AlertMetric, happened: readonly Happened[]): Promise<void> {
  if (happened.length === 0) return;
  await tx.alertEvent.createMany({
    data: happened.map(({ event, message, notified, at, sample, observation, by }) => ({
      id: newId(),
      rule,
      type: event.type,
      severity: event.severity,
      at,
      value: sample?.value ?? null,
      n: sample?.n ?? null,
      threshold: observation?.threshold ?? null,
      message,
      notified,
      by: by ?? null,
    })),
  });
}

/** listAlertEvents returns what happened newest first, from after the cursor on. */
export async function listAlertEvents(limit: number, cursor: string | null): Promise<AlertEventRow[]> {
  return database().alertEvent.findMany({ where: cursor ? { id: { lt: cursor } } : {}, orderBy: { id: 'desc' }, take: limit });
}

/** lastLook is when any rule was last looked at; null = never. */
export async function lastLook(tx: Tx = database()): Promise<Date | null> {
  return (await tx.alert.aggregate({ _max: { evaluatedAt: true } }))._max.evaluatedAt;
}
