/** Looks at every rule: one worker at a time, each time `evaluation.every` has passed. */
import type { Env } from '@/lib/config/env';
import { secondsOf } from '@/lib/config/schema/fields';
import type { MonitoringConfig } from '@/lib/config/schema/monitoring';
import { evaluateRule } from '@/lib/core/alerts/evaluate';
import { eventSentence } from '@/lib/core/alerts/event-sentence';
import { messageOf } from '@/lib/core/alerts/message';
import { newAlert, step } from '@/lib/core/alerts/states';
import { alertOf, appendAlertEvents, findAlerts, type Happened, lastLook, saveAlert, tryLockAlerts } from '@/lib/data/alerts';
import { database } from '@/lib/data/client';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { enqueueMessages, type NewMessage } from '@/lib/data/outbox';
import { targetsFor } from './channels';
import { measure } from './measure';
import { rulesOf } from './rules';

/** The clock of the workers ticks a little unevenly. */
const EARLY_MS = 250;

function isDue(last: Date | null, monitoring: MonitoringConfig, now: Date): boolean {
  return last === null || now.getTime() - last.getTime() >= secondsOf(monitoring.evaluation.every) * 1000 - EARLY_MS;
}

/**
 * evaluateAlerts measures every rule, moves its alert on, and writes state, history and messages in one transaction. Every worker may call it at any time:
 * it does nothing, and returns false, while another one is at it or the last look is not `evaluation.every` ago. `now` is for tests.
 */
export async function evaluateAlerts(env: Env, now = new Date()): Promise<boolean> {
  const { number, config } = await activeConfigVersion();
  const { monitoring } = config.value;
  if (!isDue(await lastLook(), monitoring, now)) return false;
  return database().$transaction(async (tx) => {
    if (!(await tryLockAlerts(tx)) || !isDue(await lastLook(tx), monitoring, now)) return false;
    const rules = rulesOf(monitoring);
    const samples = await measure(rules, now);
    const alerts = await findAlerts(tx);
    const mail: NewMessage[] = [];
    for (const rule of rules) {
      const sample = samples.get(rule.metric)!;
      const row = alerts.get(rule.metric);
      const observation = evaluateRule(sample, rule);
      const { alert, events } = step(row ? alertOf(row) : newAlert(now.getTime()), observation.level, now.getTime(), rule);
      await saveAlert(tx, rule.metric, alert, { sample, at: now, configVersion: number });
      const happened = events.map((event): Happened => {
        const message = messageOf({ rule, alert, event, sample, observation, now: now.getTime() });
        const targets = message ? targetsFor(message.severity, monitoring, env) : [];
        mail.push(...targets.map((target) => ({ target, kind: 'alert', payload: message })));
        return {
          event,
          message: eventSentence(event, rule, sample, observation),
          notified: targets.length > 0,
          at: now,
          sample,
          observation,
        };
      });
      await appendAlertEvents(tx, rule.metric, happened);
    }
    await enqueueMessages(tx, mail);
    return true;
  });
}
