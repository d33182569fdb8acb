import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteRange } from './byte-range';

describe('byteRange', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=10-1000', { start: 10, end: 99 }],
    ['bytes=-1', { start: 99, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
  ])('reads %s of a file of 100 bytes', (header, expected) => {
    expect(byteRange(header, 100)).toEqual(expected);
  });

  it.each(['bytes=100-', 'bytes=500-600', 'bytes=-0'])('says that %s cannot be satisfied', (header) => {
    expect(byteRange(header, 100)).toBe('unsatisfiable');
  });

  it.each([null, '', 'bytes=', 'bytes=-', 'bytes=20-10', 'items=0-1', 'bytes=0-1,3-4', 'bytes=a-b', 'bytes=1.5-2'])(
    'ignores %s, so that the whole file is sent',
    (header) => {
      expect(byteRange(header, 100)).toBeNull();
    },
  );

  it('never names a byte that is not in the file', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 10_000 }), (noise, first, last, size) => {
        for (const header of [noise, `bytes=${noise}`, `bytes=${first}-${last}`, `bytes=${first}-`, `bytes=-${last}`]) {
          const range = byteRange(header, size);
          if (range === null || range === 'unsatisfiable') continue;
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThan(size);
        }
      }),
    );
  });
});
