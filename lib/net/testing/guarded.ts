/** What tests of guardedFetch share: stand-ins that last for one test, and a fetch that goes through them. */
import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, expect } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { guardedFetch } from '../fetch';
import { createEgressPolicy } from '../policy';
import type { GuardedFetchOptions, GuardedResponse } from '../types';
import { PUBLIC_IPV4, StandIns } from './stand-ins';

const CLOSED = createEgressPolicy({ allowHosts: [], ownPorts: [] });

export interface Guarded {
  readonly standIns: StandIns;
  get: (url: string, options?: Partial<GuardedFetchOptions>) => Promise<GuardedResponse>;
  /** site answers for `example.com` on port 80. */
  site: (listener: RequestListener) => Promise<void>;
}

/** setUpGuarded sets stand-ins up around each test of a file. Whatever a test is about: nothing forbidden was connected to in it. */
export function setUpGuarded(): Guarded {
  let standIns: StandIns;
  beforeEach(async () => {
    standIns = await StandIns.start();
  });
  afterEach(async () => {
    await standIns.close();
    expect(standIns.canaryHits).toBe(0);
  });
  return {
    get standIns() {
      return standIns;
    },
    get: (url, options = {}) =>
      guardedFetch(url, { policy: CLOSED, maxBytes: 1_000_000, timeoutMs: 5000, network: standIns.network, ...options }),
    async site(listener) {
      standIns.name('example.com', [PUBLIC_IPV4]);
      await standIns.serve(PUBLIC_IPV4, 80, listener);
    },
  };
}

/** codeOf is the code that a promise rejects with; anything else says what it was. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof WinnowError ? error.code : `not refused: ${String(error)}`;
}
