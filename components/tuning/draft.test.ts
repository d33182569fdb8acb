import { describe, expect, it } from 'vitest';
import { addressOf, addressQuery, withValue, withValues } from './draft';

const setting = (key: string, versionValue: number, variable: string | null = null) => ({
  key,
  value: versionValue,
  versionValue,
  default: versionValue,
  origin: 'default' as const,
  variable,
});

describe('a draft', () => {
  it('holds what is changed, and no more what is changed back', () => {
    const changed = withValue({}, setting('a.b', 0.6), 0.5);
    expect(changed).toEqual({ 'a.b': 0.5 });
    expect(withValue(changed, setting('a.b', 0.6), 0.6)).toEqual({});
  });

  it('leaves locked values alone', () => {
    const settings = [setting('a.b', 0.6), setting('a.c', 0.6, 'QUALITY_MIN_OVERALL')];
    expect(withValues({}, settings, { 'a.b': 0.1, 'a.c': 0.1, 'a.unknown': 1 })).toEqual({ 'a.b': 0.1 });
  });

  it('survives the page’s address, which holds nothing else', () => {
    const address = { draft: { 'a.b': 0.5, 'a.c': 'full', 'a.d_1': false, 'a.text': 'word_count < 40 & "x"' }, days: 30 };
    expect(addressOf(new URLSearchParams(addressQuery(address).toString()))).toEqual(address);
    expect(addressOf(new URLSearchParams('set=a.b:{"x":1}&set=nonsense&set=A:1&set=a.b&days=3'))).toEqual({ draft: {}, days: null });
  });
});
