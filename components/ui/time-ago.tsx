'use client';
import { useSyncExternalStore } from 'react';
import { relativeTime } from '../format';

const TICK_MS = 5_000;

/** One clock for the whole page, running only while something on it shows a relative time. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Rounded down to the tick: a snapshot must not change between two renders of the same moment. */
const tickNow = () => Math.floor(Date.now() / TICK_MS) * TICK_MS;

/** A moment relative to now, kept up to date; the exact one, in the reader's own zone, on hover. `at` is ISO 8601. */
export function TimeAgo({ at }: { at: string }) {
  const now = useSyncExternalStore(subscribe, tickNow, tickNow);
  const exact = new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
  // Server and browser differ in clock and zone, which is no fault.
  return (
    <time dateTime={at} title={exact} suppressHydrationWarning className="tabular-nums">
      {relativeTime(Date.parse(at), now + TICK_MS)}
    </time>
  );
}
