import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS, nextTry } from './back-off';

const pause = (attempts: number, random: number, retryAfterSeconds?: number) =>
  nextTry({ mayPass: true, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) }, attempts, 0, random)?.getTime();

describe('the next try', () => {
  it('comes after a pause that doubles, half of it by chance, a quarter of an hour at most', () => {
    expect([1, 2, 3, 9].map((attempts) => pause(attempts, 0))).toEqual([2_500, 5_000, 10_000, 450_000]);
    expect([1, 2, 3, 9].map((attempts) => pause(attempts, 1))).toEqual([5_000, 10_000, 20_000, 900_000]);
  });

  it('never comes sooner than the target asked for', () => {
    expect(pause(1, 1, 120)).toBe(120_000);
    expect(pause(3, 1, 1)).toBe(20_000);
  });

  it('does not come after the last one, nor where it cannot help', () => {
    expect(pause(MAX_ATTEMPTS - 1, 0)).toBeDefined();
    expect(pause(MAX_ATTEMPTS, 0)).toBeUndefined();
    expect(nextTry({ mayPass: false }, 1, 0, 0)).toBeNull();
  });
});
