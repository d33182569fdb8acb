import { describe, expect, it } from 'vitest';
import { agreement } from './agreement';

describe('agreement', () => {
  it('ignores case and punctuation', () => {
    expect(agreement('Ask not, what?', 'ask not what')).toBe(1);
  });

  it('falls with every word that differs, and is 0 for two different stories', () => {
    expect(agreement('one two three four', 'one two three five')).toBe(0.75);
    expect(agreement('one two three four', 'one two')).toBe(0.5);
    expect(agreement('one two', 'three four five')).toBe(0);
  });

  it('is 0 where there is nothing to compare', () => {
    expect(agreement('', '')).toBe(0);
    expect(agreement('word', '...')).toBe(0);
  });
});
