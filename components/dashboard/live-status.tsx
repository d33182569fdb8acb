'use client';
import { CloudOff, Radio } from 'lucide-react';
import { useSyncExternalStore } from 'react';

const TICK_MS = 1_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, TICK_MS);
  return () => clearInterval(timer);
}

const now = () => Math.floor(Date.now() / TICK_MS) * TICK_MS;

interface LiveStatusProps {
  /** When the figures were last found to hold, milliseconds since the epoch. */
  updatedAtMs: number;
  isFailing: boolean;
}

/** How fresh the figures are. Not read out by itself: it changes each second. */
export function LiveStatus({ updatedAtMs, isFailing }: LiveStatusProps) {
  const nowMs = useSyncExternalStore(subscribe, now, now);
  const seconds = Math.max(0, Math.round((nowMs - updatedAtMs) / 1000));
  const Icon = isFailing ? CloudOff : Radio;
  return (
    <p className="inline-flex items-center gap-1.5 text-ink-muted text-xs tabular-nums">
      <Icon aria-hidden className={isFailing ? 'size-4 text-bad' : 'size-4 text-good'} />
      {isFailing ? 'Not updating.' : 'Live.'}
      {/* Server and browser differ in clock, which is no fault. */}
      <span suppressHydrationWarning>{`Updated ${seconds} s ago`}</span>
    </p>
  );
}
