import { onLauncherGone } from './launcher';

/** npm passes on the Ctrl-C that the terminal has already sent us, so a second signal within this time is the same request. */
const SAME_REQUEST_MS = 1_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface StopRequest {
  /** Aborted by the first request. */
  signal: AbortSignal;
  /** Aborted by a second one: whoever waits for a clean stop has lost patience. */
  hurry: AbortSignal;
  /** Resolves at the first request. */
  requested: Promise<void>;
  /** Gives the signals their usual meaning back. */
  dispose(): void;
}

/** onStopRequest takes over SIGINT, SIGTERM and SIGHUP. The end of npm, where npm started us, is a request too. */
export function onStopRequest(): StopRequest {
  const stop = new AbortController();
  const hurry = new AbortController();
  let first = 0;
  const onSignal = () => {
    if (first === 0) {
      first = Date.now();
      stop.abort();
    } else if (Date.now() - first > SAME_REQUEST_MS) {
      hurry.abort();
    }
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  const forget = onLauncherGone(onSignal);
  return {
    signal: stop.signal,
    hurry: hurry.signal,
    requested: new Promise((done) => stop.signal.addEventListener('abort', () => done(), { once: true })),
    dispose() {
      forget();
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
