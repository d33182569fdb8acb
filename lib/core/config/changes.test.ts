import { describe, expect, it } from 'vitest';
import { changeSentence, changesBetween, flatten } from './changes';

describe('flatten', () => {
  it('names every value by its dotted key, and items of a list of mappings by their place', () => {
    const data = { a: { b: 1, tags: ['x', 'y'] }, list: [{ condition: 'is_live', confidence: 0.9 }] };
    expect(flatten(data, '')).toEqual([
      ['a.b', 1],
      ['a.tags', ['x', 'y']],
      ['list.0.condition', 'is_live'],
      ['list.0.confidence', 0.9],
    ]);
  });
});

describe('changesBetween', () => {
  const conditions = (...texts: string[]) => ({ conditions: texts.map((condition) => ({ condition, confidence: 0.9 })) });

  it('says what is new, what is another, and what is gone', () => {
    expect(changesBetween({ a: 1, b: 2, c: [1] }, { a: 1, b: 3, d: true, c: [1, 2] })).toEqual([
      { key: 'b', from: 2, to: 3 },
      { key: 'd', from: null, to: true },
      { key: 'c', from: [1], to: [1, 2] },
    ]);
    expect(changesBetween({ a: 1 }, {})).toEqual([{ key: 'a', from: 1, to: null }]);
  });

  it('knows a condition by its text, wherever it stands', () => {
    expect(changesBetween(conditions('one', 'two'), conditions('two', 'one'))).toEqual([]);
    expect(changesBetween(conditions('one', 'two'), conditions('two')).map(({ key }) => key)).toEqual([
      'conditions["one"].condition',
      'conditions["one"].confidence',
    ]);
  });

  it('reads as a sentence', () => {
    expect(changeSentence({ key: 'quality_filtering.thresholds.min_overall', from: 0.65, to: 0.6 })).toBe('min_overall: 0.65 → 0.6');
    expect(changeSentence({ key: 'monitoring.channels.log', from: null, to: false })).toBe('monitoring.channels.log: nothing → false');
  });
});
