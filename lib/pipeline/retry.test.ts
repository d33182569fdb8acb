import { describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { planRetry } from './retry';

const policy = { enabled: true, maxAttempts: 3 };
const now = 1_000_000;
const plan = (error: WinnowError, attempts = 1, rest = policy, random = 1) =>
  planRetry(error, attempts, rest, new Date(now - 60_000), () => random, now);

describe('a retry', () => {
  it('is planned only for what may pass', () => {
    expect(plan(new WinnowError('source_not_found', ''))).toBeNull();
    expect(plan(new WinnowError('source_unavailable', ''))).not.toBeNull();
  });

  it('is not planned when switched off or tried often enough', () => {
    expect(plan(new WinnowError('source_unavailable', ''), 1, { enabled: false, maxAttempts: 3 })).toBeNull();
    expect(plan(new WinnowError('source_unavailable', ''), 3)).toBeNull();
  });

  it('waits longer each time, spread by jitter', () => {
    const error = new WinnowError('source_unavailable', '');
    expect(plan(error, 1)?.getTime()).toBe(now + 5_000);
    expect(plan(error, 2)?.getTime()).toBe(now + 10_000);
    expect(plan(error, 1, policy, 0)?.getTime()).toBe(now + 2_500);
  });

  it('never comes before the source asked for', () => {
    expect(plan(new WinnowError('source_rate_limited', '', { retryAfterSeconds: 120 }))?.getTime()).toBe(now + 120_000);
  });

  it('waits for a pause that another run was asked for, whatever was tried, for an hour at most', () => {
    const paused = new WinnowError('source_rate_limited', '', { retryAfterSeconds: 30, untried: true });
    expect(plan(paused, 3)?.getTime()).toBe(now + 30_000);
    expect(planRetry(paused, 0, policy, new Date(now - 3_600_001), () => 1, now)).toBeNull();
  });

  it('is given up when the source asks for more than an hour', () => {
    expect(plan(new WinnowError('source_rate_limited', '', { retryAfterSeconds: 3_601 }))).toBeNull();
  });
});
