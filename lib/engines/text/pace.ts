import { setImmediate } from 'node:timers/promises';

/** Longest stretch, in milliseconds, that one engine keeps the event loop: short against any lease, heartbeat or request. */
const SLICE_MS = 12;

/** Pace lets long computations breathe: call it between small steps. It gives the event loop a turn when one is due and throws the signal's reason once aborted. */
export type Pace = () => Promise<void> | undefined;

export function createPace(signal?: AbortSignal): Pace {
  let turnStarted = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (performance.now() - turnStarted < SLICE_MS) return undefined;
    return setImmediate().then(() => {
      turnStarted = performance.now();
      signal?.throwIfAborted();
    });
  };
}
