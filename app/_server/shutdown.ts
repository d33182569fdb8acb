/** Each route's bundle may load this module anew, so the signal lives on globalThis. */
const holder = globalThis as { winnowShutdown?: AbortSignal };

/**
 * shutdownSignal is aborted when this process is asked to end; instrumentation.ts begins to listen for that at start. The web process waits for open
 * responses before it exits, so whatever streams without an end must stop then.
 */
export function shutdownSignal(): AbortSignal {
  holder.winnowShutdown ??= onEndOfProcess();
  return holder.winnowShutdown;
}

function onEndOfProcess(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
