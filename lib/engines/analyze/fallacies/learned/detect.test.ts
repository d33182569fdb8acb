import { describe, expect, it } from 'vitest';
import { inContext, suspicionOf } from './detect';
import { COMMON, gramsOf, shapeOf } from './shape';

describe('shapeOf', () => {
  it('keeps common words and hides what a sentence is about', () => {
    const keys = shapeOf('All violinists are crooked, so don’t hire one.', COMMON).map(({ key }) => key);
    expect(keys).toContain('all');
    expect(keys).toContain('so');
    expect(keys).toContain(',');
    expect(keys).not.toContain('violinists');
  });

  it('keeps the place of each word', () => {
    const text = 'If they win, we lose.';
    for (const { key, start, end } of shapeOf(text, COMMON))
      if (/^[a-z]+$/.test(key)) expect(text.slice(start, end).toLowerCase()).toBe(key);
  });
});

describe('gramsOf', () => {
  it('lists each run of tokens once, with the ends of the sentence', () => {
    const tokens = ['a', 'b', 'a'].map((key, i) => ({ key, start: i, end: i + 1 }));
    expect(gramsOf(tokens, 2).map(({ key }) => key)).toEqual(['a', 'b', '<s> a', 'a b', 'b a', 'a </s>']);
  });

  it('has nothing but the empty sentence for no tokens', () => {
    expect(gramsOf([], 3).map(({ key }) => key)).toEqual(['<s> </s>']);
  });
});

describe('suspicionOf', () => {
  it('finds an argument of the kind more suspicious than telling, and shows words of it', () => {
    const doubtful = 'Everybody buys it, so it must be the best.';
    const found = suspicionOf(doubtful);
    expect(found.logit).toBeGreaterThan(suspicionOf('The shop on the corner sold nine hundred of them in March.').logit);
    expect(doubtful.slice(found.cue.start, found.cue.end).trim()).not.toBe('');
  });

  it('reads the empty text', () => {
    expect(suspicionOf('').cue).toEqual({ start: 0, end: 0 });
  });
});

describe('inContext', () => {
  it('lifts a sentence among suspicious ones and lowers one amid telling', () => {
    expect(inContext([1, 1, 1])[1]).toBeGreaterThan(inContext([-3, 1, -3])[1]!);
  });

  it('takes a sentence alone for its own neighbourhood', () => {
    expect(inContext([-0.5])).toEqual([-1]);
  });
});
