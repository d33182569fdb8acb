import { evaluateRule, type Sample } from '@/lib/core/alerts/evaluate';
import { sentenceOf } from '@/lib/core/alerts/message';
import type { PageRequest } from '@/lib/core/alerts/requests';
import type { AlertMetric, AlertRule } from '@/lib/core/alerts/rules';
import { type AlertEventType, newAlert } from '@/lib/core/alerts/states';
import type { AlertHistoryView, AlertView } from '@/lib/core/alerts/views';
import { METRIC_WORDS, runbookAnchor } from '@/lib/core/alerts/words';
import { alertOf, findAlerts, listAlertEvents } from '@/lib/data/alerts';
import type { Alert as AlertRow } from '@/lib/data/generated/client';
import { activeRules } from './rules';

const iso = (at: number | null | undefined) => (at == null ? null : new Date(at).toISOString());

/** listAlerts says how each rule of the active config version stands, in the order of monitoring.yaml. */
export async function listAlerts(now = new Date()): Promise<AlertView[]> {
  const [rules, rows] = await Promise.all([activeRules(), findAlerts()]);
  return rules.map((rule) => alertView(rule, rows.get(rule.metric), now));
}

export async function readAlert(metric: AlertMetric): Promise<AlertView> {
  return (await listAlerts()).find(({ rule }) => rule === metric)!;
}

function alertView(rule: AlertRule, row: AlertRow | undefined, now: Date): AlertView {
  const alert = row ? alertOf(row) : newAlert(now.getTime());
  const sample: Sample | null = row?.evaluatedAt
    ? {
        value: row.value,
        n: row.n,
        interval: row.intervalLower === null || row.intervalUpper === null ? null : { lower: row.intervalLower, upper: row.intervalUpper },
      }
    : null;
  const observation = evaluateRule(sample, rule);
  const { side, threshold } = observation;
  const { advice, label } = METRIC_WORDS[rule.metric];
  return {
    rule: rule.metric,
    label,
    state: alert.state,
    severity: alert.severity,
    since: new Date(alert.since).toISOString(),
    noDataSince: iso(alert.noDataSince),
    value: sample?.value ?? null,
    n: sample?.n ?? 0,
    interval: sample?.interval ?? null,
    ...rule.bars,
    threshold,
    side,
    windowHours: rule.windowHours,
    minSamples: rule.minSamples,
    sentence: sample ? sentenceOf(rule, sample, observation) : 'Not looked at yet: a worker does that each `evaluation.every`.',
    advice: side && advice[side],
    runbook: side && runbookAnchor(rule.metric, side),
    lastNotifiedAt: iso(alert.notified?.at),
    acknowledgedAt: iso(alert.acknowledged?.at),
    acknowledgedBy: alert.acknowledged?.by ?? null,
    silencedUntil: alert.silencedUntil !== null && alert.silencedUntil > now.getTime() ? iso(alert.silencedUntil) : null,
    evaluatedAt: row?.evaluatedAt?.toISOString() ?? null,
    configVersion: row?.configVersion ?? null,
  };
}

/** listAlertHistory returns what happened to all rules, newest first. */
export async function listAlertHistory({ limit, cursor }: PageRequest): Promise<AlertHistoryView> {
  const rows = await listAlertEvents(limit + 1, cursor ?? null);
  const page = rows.slice(0, limit);
  const events = page.map(({ rule, type, at, ...row }) => ({
    ...row,
    rule: rule as AlertMetric,
    label: METRIC_WORDS[rule as AlertMetric]?.label ?? rule,
    type: type as AlertEventType,
    at: at.toISOString(),
  }));
  return { events, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
