import type { RunEventView } from '@/lib/core/runs/views';
import { toWire } from '@/lib/core/wire';

/** Shorter than the idle time-outs of the usual proxies. */
const HEARTBEAT_MS = 15_000;
/** How soon a browser that lost the stream asks again. */
const RECONNECT_MS = 1_000;

/** formatEvent spells a run's event as a server-sent event; `seq` is its id, so that a browser that reconnects says where it stopped. */
export function formatEvent(event: RunEventView): string {
  return `id: ${event.seq}\ndata: ${JSON.stringify(toWire(event))}\n\n`;
}

/**
 * eventStream turns events into the body of a text/event-stream response, with a comment as heart-beat while nothing happens. It pulls: a slow
 * reader holds the events back instead of piling them up. It ends with the events or with `stop`, and returns the iterator when the reader leaves.
 */
export function eventStream(
  events: AsyncIterable<RunEventView>,
  stop: AbortSignal,
  heartbeatMs: number = HEARTBEAT_MS,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  const stopped = new Promise<'stopped'>((resolve) => {
    if (stop.aborted) resolve('stopped');
    else stop.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  let pending: Promise<IteratorResult<RunEventView>> | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${RECONNECT_MS}\n\n`));
    },
    async pull(controller) {
      pending ??= iterator.next();
      const beat = heartbeat(heartbeatMs);
      const outcome = await Promise.race([pending, beat.due, stopped]).finally(beat.cancel);
      if (outcome === 'beat') return controller.enqueue(encoder.encode(': still here\n\n'));
      pending = undefined;
      if (outcome === 'stopped' || outcome.done) return controller.close();
      controller.enqueue(encoder.encode(formatEvent(outcome.value)));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

function heartbeat(afterMs: number): { due: Promise<'beat'>; cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<'beat'>((resolve) => {
    timer = setTimeout(() => resolve('beat'), afterMs);
  });
  return { due, cancel: () => clearTimeout(timer) };
}
