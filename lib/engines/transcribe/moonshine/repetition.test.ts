import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutRepetition } from './repetition';

const loop = [1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3];

describe('cutRepetition', () => {
  it('cuts a decoding that never ended where it begins to repeat itself', () => {
    expect(cutRepetition(loop, false)).toBe(7);
  });

  it('leaves a refrain alone: a decoding that ended by itself is never cut', () => {
    fc.assert(fc.property(fc.array(fc.nat(5)), (tokens) => cutRepetition(tokens, true) === tokens.length));
  });

  it('leaves alone what does not repeat five tokens in a row', () => {
    expect(cutRepetition([1, 2, 3, 4, 9, 1, 2, 3, 4, 8], false)).toBe(10);
    expect(cutRepetition([], false)).toBe(0);
  });
});
