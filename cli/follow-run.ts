import { setTimeout as sleep } from 'node:timers/promises';
import { isFinal } from '@/lib/core/runs/states';
import type { RunDetailView, RunEventView } from '@/lib/core/runs/views';
import { fromWire } from '@/lib/core/wire';
import { type Answer, type ApiClient, UnreachableError } from './api-client';

const RECONNECT_MS = 1_000;
/** How long a deployment may be away (a restart) before waiting for it makes no sense. */
const PATIENCE_MS = 60_000;

/**
 * followRun hands on each event of a run, through reconnections and restarts of the server, until the run has ended, and returns the run.
 * Throws the signal's reason when that is aborted, and UnreachableError when the server stays away for a minute.
 */
export async function followRun(
  api: ApiClient,
  id: string,
  onEvent: (event: RunEventView) => void,
  signal: AbortSignal,
): Promise<Answer<RunDetailView>> {
  let lastSeq = 0;
  let answeredAt = Date.now();
  for (;;) {
    try {
      const run = await api.get<RunDetailView>(`/api/runs/${id}`, signal);
      answeredAt = Date.now();
      if (isFinal(run.view.state) && lastSeq >= run.view.eventSeq) return run;
      for await (const event of events(api, id, lastSeq, signal)) {
        lastSeq = event.seq;
        onEvent(event);
      }
    } catch (error) {
      signal.throwIfAborted();
      const lost = error instanceof UnreachableError || error instanceof TypeError;
      if (!lost || Date.now() - answeredAt > PATIENCE_MS) throw error;
    }
    await sleep(RECONNECT_MS, undefined, { signal });
  }
}

/** One connection to the event stream. Ends when the server ends it; a broken connection throws TypeError, as fetch does. */
async function* events(api: ApiClient, id: string, after: number, signal: AbortSignal): AsyncGenerator<RunEventView> {
  const response = await api.send(`/api/runs/${id}/events?after=${after}`, { signal, headers: { accept: 'text/event-stream' } });
  if (response.body === null) return;
  let buffered = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (buffered + chunk).split('\n\n');
    buffered = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = readEvent(block);
      if (event) yield event;
    }
  }
}

/** readEvent takes the data of one server-sent event; null for a comment or a block without data. */
export function readEvent(block: string): RunEventView | null {
  const data = block
    .split('\n')
    .flatMap((line) => (line.startsWith('data:') ? [line.slice('data:'.length).replace(/^ /, '')] : []))
    .join('\n');
  return data === '' ? null : fromWire<RunEventView>(JSON.parse(data));
}
