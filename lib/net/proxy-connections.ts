/** The accounts of one child proxy: open sockets, bytes, the log, and the caps that end it all. */

import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { type ErrorCode, WinnowError } from '@/lib/base/errors';
import { networkError } from './failures';
import type { ChildProxyOptions, ProxyLogEntry } from './types';

/** A child that loops over refused addresses must not fill our memory. */
const MAX_LOG_ENTRIES = 1000;

export class ProxyConnections {
  readonly log: ProxyLogEntry[] = [];
  usedBytes = 0;
  exceeded: ErrorCode | null = null;
  private readonly ended = new AbortController();
  private readonly open = new Set<Socket>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: ChildProxyOptions) {
    this.timer = setTimeout(() => this.exceed('source_timeout'), options.timeoutMs);
  }

  /** Aborts what is still connecting when the proxy ends. */
  get signal(): AbortSignal {
    return this.ended.signal;
  }

  /** track closes a socket with the proxy, or at once when that has ended, and lets its errors end only itself. */
  track(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    if (this.signal.aborted) {
      socket.destroy();
      return;
    }
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket));
  }

  /** enter logs a connection that was let through; its bytes are counted into the entry. */
  enter(host: string, port: number): ProxyLogEntry {
    return this.write({ host, port, verdict: 'allowed', reason: null, bytesUp: 0, bytesDown: 0 });
  }

  /** refuse logs a connection that was not, and says why. */
  refuse(host: string, port: number | null, error: unknown): WinnowError {
    const { code, message } = networkError(error, host);
    this.write({ host, port, verdict: code, reason: message, bytesUp: 0, bytesDown: 0 });
    return new WinnowError(code, message);
  }

  /** meter counts what a stream delivers. A cap is noticed with the chunk that breaks it, which may still pass. */
  meter(source: Readable, entry: ProxyLogEntry, direction: 'bytesUp' | 'bytesDown'): void {
    source.on('data', (chunk: Buffer) => {
      entry[direction] += chunk.length;
      this.usedBytes += chunk.length;
      if (this.usedBytes > this.options.maxBytes || !this.chargeBudget(chunk.length)) this.exceed('too_large');
    });
  }

  end(): void {
    clearTimeout(this.timer);
    this.ended.abort(new WinnowError('cancelled', 'The proxy was closed.'));
    for (const socket of this.open) socket.destroy();
  }

  private exceed(code: ErrorCode): void {
    this.exceeded ??= code;
    this.end();
  }

  private chargeBudget(bytes: number): boolean {
    try {
      this.options.budget?.charge(bytes);
      return true;
    } catch {
      return false;
    }
  }

  private write(entry: ProxyLogEntry): ProxyLogEntry {
    if (this.log.length < MAX_LOG_ENTRIES) this.log.push(entry);
    return entry;
  }
}
