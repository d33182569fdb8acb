import { describe, expect, it } from 'vitest';
import { unstorableTexts } from './unstorable';

describe('unstorableTexts', () => {
  it.each(['', 'plain', '😀 👩‍👩‍👧', '\u0001\u007f', 'before\u2028after', '\ufeff'])('lets %j through', (text) => {
    expect(unstorableTexts({ a: text, b: [text] })).toEqual([]);
  });

  it.each(['a\u0000b', '\ud800', 'x\udc00y', '\ude00\ud83d'])('names the field that holds %j', (text) => {
    expect(unstorableTexts({ note: text }).map(({ field }) => field)).toEqual(['note']);
    expect(unstorableTexts({ list: ['fine', { name: text }] }).map(({ field }) => field)).toEqual(['list.1.name']);
    expect(unstorableTexts({ set: { [text]: 1 } }).map(({ field }) => field)).toEqual(['set']);
    expect(unstorableTexts(text)).toHaveLength(1);
  });

  it('follows any depth', () => {
    let deep: unknown = '\u0000';
    for (let i = 0; i < 30_000; i++) deep = [deep];
    expect(unstorableTexts(deep)).toHaveLength(1);
  });
});
