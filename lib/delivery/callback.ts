/** The end of a run, posted to the URL that was given with it. That URL is content: it is reached through the egress guard only. */
import { createHash } from 'node:crypto';
import { asWinnowError } from '@/lib/base/errors';
import type { RunDetailView } from '@/lib/core/runs/views';
import { toWire } from '@/lib/core/wire';
import type { NewSubscriber } from '@/lib/data/subscribers';
import { findSubscriber, noteEnded } from '@/lib/data/subscribers';
import { guardedFetch } from '@/lib/net/fetch';
import type { EgressPolicy, NetworkSeams } from '@/lib/net/types';
import type { Channel, Channels } from './channels';
import type { Sent } from './post';
import { signatureHeaders } from './signature';
import { signingSecrets } from './webhook-secrets';

const FAMILY = 'callback:';
const TIMEOUT_MS = 10_000;
/** What it answers is of no interest beyond its status. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** callbackSubscriber: each URL is a target of its own, so that one that does not answer keeps no other waiting. */
export function callbackSubscriber(url: string): NewSubscriber {
  const mark = createHash('sha256').update(url).digest('hex').slice(0, 8);
  return { target: `${FAMILY}${new URL(url).host}/${mark}`, address: { url } };
}

export interface CallbackOptions {
  policy: EgressPolicy;
  loadRun: (id: string) => Promise<RunDetailView>;
  network?: NetworkSeams;
}

/** callbackChannels delivers to every callback URL. */
export function callbackChannels(options: CallbackOptions): Channels {
  const channel: Channel = async (mail) => {
    const { runId, subscriberId } = mail.payload as { runId: string; subscriberId: string };
    const subscriber = await findSubscriber(subscriberId);
    if (!subscriber) return { ok: false, error: 'the run is gone', mayPass: false };
    const { url } = subscriber.address as { url: string };
    const run = await options.loadRun(runId);
    const body = JSON.stringify({ type: `run.${run.state}`, timestamp: run.finishedAt, data: toWire(runData(run)) });
    const sent = await send(url, body, signatureHeaders(mail.id, body, await signingSecrets(), Date.now()), options);
    if (sent.ok) await noteEnded(subscriberId);
    return sent;
  };
  return { get: (target) => (target.startsWith(FAMILY) ? channel : undefined) };
}

/** What GET /api/runs/{id} says of the run and its result, without how it came about. */
function runData(run: RunDetailView): unknown {
  const { signalSets, decisions, stages, rounds, prediction, effectiveConfig, children, entries, audit, eventSeq, ...data } = run;
  return data;
}

async function send(url: string, body: string, headers: Record<string, string>, { policy, network }: CallbackOptions): Promise<Sent> {
  try {
    const response = await guardedFetch(url, {
      policy,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      maxBytes: MAX_ANSWER_BYTES,
      timeoutMs: TIMEOUT_MS,
      // A receiver says where it is; a signed body is handed on to nobody else.
      maxRedirects: 0,
      ...(network ? { network } : {}),
    });
    response.close();
    if (response.status < 300) return { ok: true };
    return { ok: false, error: `answered ${response.status}`, mayPass: false };
  } catch (error) {
    const { kind, message, retryAfterSeconds } = asWinnowError(error);
    return {
      ok: false,
      error: message,
      mayPass: kind.retry === 'later',
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    };
  }
}
