/** What people do with alerts. */
import { WinnowError } from '@/lib/base/errors';
import { eventSentence } from '@/lib/core/alerts/event-sentence';
import { type SilenceRequest, silenceEnd } from '@/lib/core/alerts/requests';
import type { AlertRule } from '@/lib/core/alerts/rules';
import { type Alert, acknowledge, newAlert, type Step, silence, unsilence } from '@/lib/core/alerts/states';
import type { AlertView } from '@/lib/core/alerts/views';
import { formatTime } from '@/lib/core/alerts/words';
import { alertOf, appendAlertEvents, findAlerts, lockAlerts, saveAlert } from '@/lib/data/alerts';
import { database } from '@/lib/data/client';
import { ruleNamed } from './rules';
import { readAlert } from './views';

async function change(rule: AlertRule, by: string, now: Date, act: (alert: Alert) => Step, detail = ''): Promise<AlertView> {
  await database().$transaction(async (tx) => {
    await lockAlerts(tx);
    const row = (await findAlerts(tx)).get(rule.metric);
    const { alert, events } = act(row ? alertOf(row) : newAlert(now.getTime()));
    await saveAlert(tx, rule.metric, alert);
    const happened = events.map((event) => ({
      event,
      message: eventSentence(event, rule, null, null) + detail,
      notified: false,
      at: now,
      sample: null,
      observation: null,
      by,
    }));
    await appendAlertEvents(tx, rule.metric, happened);
  });
  return readAlert(rule.metric);
}

/** acknowledgeAlert: somebody knows, so nobody is reminded until it resolves or gets worse. Throws `not_found`, and `conflict` where it is not firing. */
export async function acknowledgeAlert(name: string, by: string, now = new Date()): Promise<AlertView> {
  const rule = await ruleNamed(name);
  return change(rule, by, now, (alert) => {
    const step = acknowledge(alert, by, now.getTime());
    if (!step) throw new WinnowError('conflict', `${rule.metric} is not firing: there is nothing to acknowledge.`);
    return step;
  });
}

/** silenceAlert sends nothing of a rule until a time. Throws `not_found`, and `invalid_request` where that time is not in the next 30 days. */
export async function silenceAlert(name: string, request: SilenceRequest, by: string, now = new Date()): Promise<AlertView> {
  const rule = await ruleNamed(name);
  const end = silenceEnd(request, now.getTime());
  if (end === null) {
    const message = 'must be in the future, 30 days from now at most';
    throw new WinnowError('invalid_request', `until: ${message}`, { fields: [{ field: 'until', message }] });
  }
  return change(rule, by, now, (alert) => silence(alert, end), ` Until ${formatTime(end, now.getTime())}.`);
}

export async function unsilenceAlert(name: string, by: string, now = new Date()): Promise<AlertView> {
  return change(await ruleNamed(name), by, now, unsilence);
}
