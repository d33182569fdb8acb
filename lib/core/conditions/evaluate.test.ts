import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Signals } from '@/lib/core/signals/declared';
import { conditionText, partAndWhole } from './arbitrary';
import { compileCondition } from './compile';
import { evaluate } from './evaluate';

function run(text: string, signals: Signals = {}) {
  const compiled = compileCondition(text, 'post_analysis');
  if (!compiled.ok) throw new Error(`${text}: ${compiled.errors[0]?.message}`);
  return evaluate(compiled.condition, signals);
}

describe('comparisons and arithmetic', () => {
  it.each<[string, Signals, boolean]>([
    ['duration_seconds < 60', { duration_seconds: 59.9 }, true],
    ['duration < 60', { duration_seconds: 60 }, false],
    ['1 + 2 * 3 == 7', {}, true],
    ['(1 + 2) * 3 == 9', {}, true],
    ['10 - 4 - 3 == 3', {}, true],
    ['12 / 3 / 2 == 2', {}, true],
    ['-2 * -3 == 6', {}, true],
    ['- - 3 == 3', {}, true],
    ['not is_live and has_captions', { is_live: false, has_captions: true }, true],
    ['not (is_live and has_captions)', { is_live: true, has_captions: false }, true],
    ['is_live or has_captions and false', { is_live: true, has_captions: true }, true],
    ['language in ["de", "en"]', { language: 'en' }, true],
    ['view_count in [-1, 0]', { view_count: -1 }, true],
    ['language == "it\'s \\"so\\" \\\\"', { language: 'it\'s "so" \\' }, true],
    ['(view_count > 3) == is_live', { view_count: 4, is_live: true }, true],
    ['(view_count > 3) != is_live', { view_count: 4, is_live: true }, false],
  ])('%s', (text, signals, expected) => {
    expect(run(text, signals).result).toBe(expected);
  });
});

describe('three-valued logic', () => {
  const truths = { true: true, false: false, unknown: null } as const;
  const spelling = { true: 'true', false: 'false', unknown: 'is_live' } as const;
  type Truth = keyof typeof truths;

  it.each<[Truth, Truth, Truth, Truth]>([
    // a, b, a and b, a or b
    ['true', 'true', 'true', 'true'],
    ['true', 'false', 'false', 'true'],
    ['true', 'unknown', 'unknown', 'true'],
    ['false', 'true', 'false', 'true'],
    ['false', 'false', 'false', 'false'],
    ['false', 'unknown', 'false', 'unknown'],
    ['unknown', 'true', 'unknown', 'true'],
    ['unknown', 'false', 'false', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ])('%s, %s: and is %s, or is %s', (a, b, and, or) => {
    expect(run(`${spelling[a]} and ${spelling[b]}`).result).toBe(truths[and]);
    expect(run(`${spelling[a]} or ${spelling[b]}`).result).toBe(truths[or]);
  });

  it('keeps not unknown unknown', () => {
    expect(run('not is_live').result).toBeNull();
  });

  it.each<[string, Signals]>([
    ['view_count < 60', {}],
    ['view_count < 60', { view_count: null }],
    ['not (view_count < 60)', {}],
    ['view_count != 3', {}],
    ['view_count == view_count', {}],
    ['language != "en"', {}],
    ['not (language in ["en"])', {}],
    ['view_count * 0 == 0', {}],
    ['1 / 0 > 1', {}],
    ['0 / 0 == 0', {}],
    ['1 / view_count > 0', { view_count: 0 }],
    ['1e308 * 10 > 1', {}],
    ['-1e308 - 1e308 < 0', {}],
    ['view_count < 60', { view_count: Number.NaN }],
    ['view_count < 60', { view_count: Number.NEGATIVE_INFINITY }],
    ['view_count < 60', { view_count: '3' }],
    ['is_live', { is_live: 1 }],
    ['is_live == is_live', {}],
  ])('%s of %j is unknown', (text, signals) => {
    expect(run(text, signals).result).toBeNull();
  });
});

describe('the explanation', () => {
  it('tells each comparison as written, with the values seen under their own names, none left out', () => {
    const { result, comparisons } = run('duration<60 or view_count / age_days > 100 or (is_live)', { duration_seconds: 30, view_count: 5 });
    expect(result).toBe(true);
    expect(comparisons).toEqual([
      { text: 'duration<60', values: [{ signal: 'duration_seconds', value: 30 }], result: true },
      {
        text: 'view_count / age_days > 100',
        values: [
          { signal: 'view_count', value: 5 },
          { signal: 'age_days', value: null },
        ],
        result: null,
      },
      { text: 'is_live', values: [{ signal: 'is_live', value: null }], result: null },
    ]);
  });

  it('tells the outer comparison before those inside it', () => {
    const texts = run('(view_count > 3) == is_live', {}).comparisons.map(({ text }) => text);
    expect(texts).toEqual(['(view_count > 3) == is_live', 'view_count > 3']);
  });
});

describe('properties', () => {
  it('what is known stays so, whatever the unknown turns out to be: an unknown signal never fires', () => {
    fc.assert(
      fc.property(conditionText, partAndWhole, (text, { part, whole }) => {
        const { result } = run(text, part);
        if (result !== null) expect(run(text, whole).result).toBe(result);
      }),
      { numRuns: 1000 },
    );
  });

  it('the normalised form means the same and is its own normalised form', () => {
    fc.assert(
      fc.property(conditionText, partAndWhole, (text, { part, whole }) => {
        const compiled = compileCondition(text, 'post_analysis');
        if (!compiled.ok) throw new Error(compiled.errors[0]?.message);
        const { normalised } = compiled.condition;
        const again = compileCondition(normalised, 'post_analysis');
        expect(again).toMatchObject({ ok: true, condition: { normalised } });
        for (const signals of [part, whole]) expect(run(normalised, signals).result).toBe(run(text, signals).result);
      }),
      { numRuns: 1000 },
    );
  });
});
