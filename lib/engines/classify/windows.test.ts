import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_WINDOWS, takeWindows, WINDOW_WORDS } from './windows';

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');

describe('takeWindows', () => {
  it('gives nothing for text without words', () => {
    expect(takeWindows('')).toEqual([]);
    expect(takeWindows(' \n\t ')).toEqual([]);
  });

  it('keeps a short text whole, line breaks and all', () => {
    expect(takeWindows('  one two\n\nthree  ')).toEqual(['one two\n\nthree']);
  });

  it('takes a long text from its first word to its last, in order', () => {
    const windows = takeWindows(numbered(7_000));
    expect(windows).toHaveLength(MAX_WINDOWS);
    expect(windows[0]).toMatch(/^w0 /);
    expect(windows.at(-1)).toMatch(/ w6999$/);
    const starts = windows.map((window) => Number(/^w(\d+)/.exec(window)?.[1]));
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  it('never gives more or longer windows than it says, and covers all of a text that fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), (count) => {
        const windows = takeWindows(numbered(count));
        expect(windows.length).toBeLessThanOrEqual(MAX_WINDOWS);
        for (const window of windows) expect(window.split(' ').length).toBeLessThanOrEqual(WINDOW_WORDS * 1.5);
        if (count <= WINDOW_WORDS * MAX_WINDOWS) expect(new Set(windows.join(' ').split(' ')).size).toBe(count);
      }),
    );
  });

  it('bounds a "word" of a million characters', () => {
    for (const window of takeWindows('a'.repeat(1_000_000))) expect(window.length).toBeLessThanOrEqual(2_000);
  });
});
