import { WinnowError } from '@/lib/base/errors';
import { idFrom } from '@/lib/base/ids';
import { inSpan, SpanKind } from '@/lib/base/tracing';
import { readEnv } from '@/lib/config/env';
import type { ItemHints } from '@/lib/core/runs/content';
import type { Door } from '@/lib/core/runs/doors';
import { type SubmitRunRequest, submitRunSchema } from '@/lib/core/runs/requests';
import type { Priority } from '@/lib/core/runs/states';
import type { RunDetailView } from '@/lib/core/runs/views';
import { database, type Tx } from '@/lib/data/client';
import { saveEffectiveConfig } from '@/lib/data/effective-configs';
import { saveExposure } from '@/lib/data/experiments';
import type { NewSubscriber } from '@/lib/data/subscribers';
import { takeIn } from '@/lib/data/take-in';
import { callbackSubscriber } from '@/lib/delivery/callback';
import { getRun } from '@/lib/pipeline/views';
import { admitCallback, admitUrl } from './admit';
import { resolveAtIntake } from './effective';
import { requireQueueRoom } from './queue-room';

/** Priority of a run before its content type is known. */
const FIRST_PRIORITY: Priority = 'medium';

export interface Submission {
  /** The caller's name for this request: sent again, it counts once. */
  idempotencyKey?: string | null;
  /** Whom to tell of the end, besides the request's callback_url. */
  subscriber?: NewSubscriber;
  /** What a feed says of the item. */
  hints?: ItemHints | null;
  /** Done in the transaction that takes the run in: what it throws undoes that. */
  onTaken?: (tx: Tx, runId: string) => Promise<void>;
}

/**
 * submitRun takes a URL in: refuses at once what can never work, and gives back the run that is fresh for it, or a new one. Throws
 * `invalid_request` (with fields), `invalid_url`, `unsupported_scheme`, `forbidden_address`, `forbidden_port`, `config_invalid`, `queue_full`.
 */
export function submitRun(
  request: SubmitRunRequest,
  door: Door,
  submission: Submission = {},
): Promise<{ run: RunDetailView; created: boolean }> {
  return inSpan('submit', { kind: SpanKind.PRODUCER, attributes: { 'winnow.door': door } }, async (span) => {
    const submitted = await take(request, door, submission);
    span.setAttributes({ 'winnow.run.id': submitted.run.id, 'winnow.run.created': submitted.created });
    return submitted;
  });
}

async function take(request: SubmitRunRequest, door: Door, submission: Submission): Promise<{ run: RunDetailView; created: boolean }> {
  const { url, depth, priority, force, callback_url: callbackUrl } = parse(request);
  const admitted = await admitUrl(url);
  const subscriber = submission.subscriber ?? (callbackUrl ? callbackSubscriber(admitCallback(callbackUrl)) : undefined);
  const { config, hash, exposure } = await resolveAtIntake(admitted.canonicalUrl);
  const { id, created } = await database().$transaction(async (tx) => {
    await saveEffectiveConfig(tx, hash, config);
    const intake = {
      kind: 'primary' as const,
      parentRunId: null,
      lineageId: null,
      url,
      ...admitted,
      hints: submission.hints ?? null,
      depth,
      priority: priority ?? FIRST_PRIORITY,
      priorityRequested: priority !== undefined,
      effectiveConfigHash: hash,
      configVersionNumber: config.configVersion,
      recorded: readEnv().values.ENABLE_DASHBOARD_METRICS,
      door,
      ...(subscriber ? { subscriber } : {}),
      ...(submission.idempotencyKey ? { subscriberId: idFrom(submission.idempotencyKey, admitted.canonicalUrl, depth) } : {}),
    };
    const taken = await takeIn(tx, intake, force);
    if (taken.created) await requireQueueRoom(tx);
    // With a depth that its submitter chose, the arms do not differ.
    if (taken.created && exposure && depth === 'auto') await saveExposure(tx, exposure, taken.id);
    await submission.onTaken?.(tx, taken.id);
    return taken;
  });
  return { run: await getRun(id), created };
}

function parse(request: SubmitRunRequest) {
  const parsed = submitRunSchema.safeParse(request);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message }));
  throw new WinnowError('invalid_request', fields.map(({ field, message }) => `${field} ${message}`).join('; '), { fields });
}
