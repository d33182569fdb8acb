import { describe, expect, it } from 'vitest';
import { createMemo } from './memo';

describe('createMemo', () => {
  it('computes once for callers at the same time and later', async () => {
    const memo = createMemo<number>(2);
    let computed = 0;
    const compute = async () => ++computed;
    expect(await Promise.all([memo.get('a', compute), memo.get('a', compute)])).toEqual([1, 1]);
    expect(await memo.get('a', compute)).toBe(1);
  });

  it('forgets what was unused for longest', async () => {
    const memo = createMemo<string>(2);
    await memo.get('a', async () => 'a1');
    await memo.get('b', async () => 'b1');
    await memo.get('a', async () => 'a2');
    await memo.get('c', async () => 'c1');
    expect(await memo.get('a', async () => 'a3')).toBe('a1');
    expect(await memo.get('b', async () => 'b2')).toBe('b2');
  });

  it('forgets a failure', async () => {
    const memo = createMemo<string>(2);
    await expect(memo.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await memo.get('a', async () => 'yes')).toBe('yes');
  });
});
