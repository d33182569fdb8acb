/** What the audit log knows of. A name once written stays what it means. */
export const AUDIT_ACTIONS = [
  'access.sign_in',
  'access.sign_out',
  'access.password_change',
  'session.end',
  'account.create',
  'account.change',
  'account.remove',
  'link.create',
  'link.use',
  'key.create',
  'key.revoke',
  'run.submit',
  'run.cancel',
  'run.retry',
  'run.full',
  'run.feedback',
  'memory.ask',
  'feed.add',
  'feed.remove',
  'feed.pause',
  'feed.resume',
  'feed.check',
  'config.change',
  'config.activate',
  'config.try',
  'experiment.start',
  'experiment.stop',
  'experiment.apply',
  'metrics.reset',
  'metrics.reset_undo',
  'alert.acknowledge',
  'alert.silence',
  'alert.unsilence',
  'delivery.resend',
  'webhook_secret.rotate',
  'settings.llm',
  'settings.discord',
  'settings.retention',
  'settings.access',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** `operator`: whoever has this machine's shell; `local`: loopback without sign-in. */
export const ACTOR_KINDS = ['local', 'account', 'key', 'operator', 'discord', 'anonymous'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** `refused`: the asker might not, or asked for what is not possible; `failed`: Winnow could not. */
export const OUTCOMES = ['done', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** outcomeOf names what an HTTP status means for the log. */
export function outcomeOf(status: number): Outcome {
  if (status < 400) return 'done';
  return status < 500 ? 'refused' : 'failed';
}
