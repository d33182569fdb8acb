import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/base/ids';
import { lot } from './draw';

const SECRET = '00'.repeat(32);

describe('the lot of a run', () => {
  it('is the first 48 bits of HMAC-SHA256, as a fraction', () => {
    // RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?", HMAC 5bdcc146bf60754e…
    expect(lot(Buffer.from('Jefe').toString('hex'), 'what do ya want for nothing?')).toBe(0x5bdcc146bf60 / 2 ** 48);
  });

  it('is in [0, 1), the same each time, and another under another secret', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const u = lot(SECRET, id);
        expect(u).toBeGreaterThanOrEqual(0);
        expect(u).toBeLessThan(1);
        expect(lot(SECRET, id)).toBe(u);
        expect(lot('01'.repeat(32), id)).not.toBe(u);
      }),
    );
  });

  it('is uniform over runs, under any secret (Kolmogorov–Smirnov, chance of a false alarm under one in a million)', () => {
    const secret = randomBytes(32).toString('hex');
    const us = Array.from({ length: 10_000 }, () => lot(secret, newId())).sort((a, b) => a - b);
    const distance = Math.max(...us.map((u, i) => Math.max((i + 1) / us.length - u, u - i / us.length)));
    expect(distance).toBeLessThan(2.7 / Math.sqrt(us.length));
  });
});
