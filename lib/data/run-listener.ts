/**
 * runListener wakes whoever waits for a run: one LISTEN connection for the process, opened with the first waiter and reopened when it
 * breaks. A NOTIFY may be missed while it is down, so waiters also look every few seconds.
 */
import pg from 'pg';
import { directDatabaseUrl } from './client';
import { RUN_CHANNEL } from './run-events';

const POLL_MS = 5_000;
const REOPEN_MS = 1_000;

class RunListener {
  private readonly waiters = new Map<string, Set<() => void>>();
  private opened = false;

  /** nextChange resolves when the run may have changed, after at most five seconds, or when `signal` aborts. */
  nextChange(runId: string, signal: AbortSignal): Promise<void> {
    this.open();
    return new Promise((resolve) => {
      const waiters = this.waiters.get(runId) ?? new Set();
      this.waiters.set(runId, waiters);
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        waiters.delete(wake);
        if (waiters.size === 0 && this.waiters.get(runId) === waiters) this.waiters.delete(runId);
        resolve();
      };
      const timer = setTimeout(wake, POLL_MS);
      signal.addEventListener('abort', wake);
      waiters.add(wake);
      if (signal.aborted) wake();
    });
  }

  private open(): void {
    if (this.opened) return;
    this.opened = true;
    const client = new pg.Client({
      connectionString: directDatabaseUrl(),
      application_name: 'winnow-listen',
      keepAlive: true,
    });
    let closed = false;
    const reopen = () => {
      if (closed) return;
      closed = true;
      client.end().catch(() => {});
      setTimeout(() => {
        this.opened = false;
        if (this.waiters.size > 0) this.open();
      }, REOPEN_MS).unref();
    };
    client.on('error', reopen);
    client.on('end', reopen);
    client.on('notification', ({ payload }) => {
      for (const wake of [...(this.waiters.get(payload ?? '') ?? [])]) wake();
    });
    client
      .connect()
      .then(() => client.query(`LISTEN ${RUN_CHANNEL}`))
      .catch(reopen);
  }
}

/** Next.js may load this module more than once in one process, so the listener lives on globalThis. */
const holder = globalThis as { winnowRunListener?: RunListener };

export function runListener(): RunListener {
  holder.winnowRunListener ??= new RunListener();
  return holder.winnowRunListener;
}
