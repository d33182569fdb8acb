import { newId } from '@/lib/base/ids';
import { readEnv } from '@/lib/config/env';
import { type AlertMessage, CONDITION_EVIDENCE } from '@/lib/core/alerts/message';
import type { Tx } from '@/lib/data/client';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { enqueueMessages } from '@/lib/data/outbox';
import type { EvidenceMove } from '@/lib/learning/evidence/update';
import { targetsFor } from '@/lib/metrics/alerts/channels';

/** tellEvidence makes an alert of each condition that was suspended or came back, on the transaction that moved it. */
export async function tellEvidence(tx: Tx, moves: readonly EvidenceMove[]): Promise<void> {
  if (moves.length === 0) return;
  const { monitoring } = (await activeConfigVersion()).config.value;
  const targets = targetsFor('warning', monitoring, readEnv());
  for (const move of moves) {
    const message = messageOf(move);
    const { rule, type, severity, value, n, threshold, summary } = message;
    const at = new Date(message.at);
    const notified = targets.length > 0;
    await tx.alertEvent.create({ data: { id: newId(), rule, type, severity, at, value, n, threshold, message: summary, notified } });
    await enqueueMessages(
      tx,
      targets.map((target) => ({ target, kind: 'alert', payload: message })),
    );
  }
}

function messageOf({ key, checkpoint, bar, evidence }: EvidenceMove): AlertMessage {
  const suspended = evidence.state === 'suspended';
  const { labels, wrong } = evidence;
  const condition = key.slice(key.indexOf(': ') + 2);
  const share = 1 - wrong / labels;
  const now = new Date().toISOString();
  return {
    rule: CONDITION_EVIDENCE,
    type: suspended ? 'firing' : 'resolved',
    severity: 'warning',
    title: `${suspended ? 'Suspended' : 'Trusted again'}: ${condition}`,
    summary: `${wrong} of ${labels} judged stops by "${condition}" at ${checkpoint} were wrong; it has to be right ${(bar * 100).toFixed(0)} % of the time.`,
    advice: suspended
      ? 'It no longer stops runs and goes on being judged. Narrow it, or leave it: it comes back when the evidence does.'
      : null,
    runbook: null,
    value: share,
    threshold: bar,
    side: suspended ? 'low' : null,
    windowHours: 0,
    n: labels,
    since: now,
    at: now,
  };
}
