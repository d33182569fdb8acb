import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { RoundView } from '@/lib/core/runs/views';
import { gapsBefore } from './gaps';
import { Rounds } from './rounds';
import { UnheardGap } from './unheard-gap';

const ASSESSMENT = {
  coherence: 0.8,
  completeness: 0.7,
  informativeness: 0.65,
  overall: 0.71,
  completenessInterval: { lower: 0.62, upper: 0.78 },
  overallInterval: { lower: 0.68, upper: 0.74 },
  assessmentConfidence: 0.9,
  engine: 'assess@1',
};

const ROUND: RoundView = {
  round: 1,
  model: 'moonshine-tiny',
  windowCount: 2,
  heardShare: 0.11,
  contentType: 'news',
  typeProbability: 0.83,
  assessment: null,
  step: 'next',
  reason: 'More is needed.',
};

const text = (rounds: RoundView[]) => renderToStaticMarkup(createElement(Rounds, { rounds })).replace(/<[^>]+>/g, '');

describe('the rounds on a run’s page', () => {
  it('say what was heard by which model, what a result of it is worth, and what followed', () => {
    const shown = text([ROUND, { ...ROUND, round: 2, windowCount: 4, heardShare: 0.2, step: 'keep', assessment: ASSESSMENT }]);
    expect(shown).toContain('Round 111 % heard (2 windows) by the small modelHeard more');
    expect(shown).toContain('Round 220 % heard (4 windows)');
    expect(shown).toContain('Quick result kept');
    expect(shown).toContain('0.71 (0.68 to 0.74)');
    expect(shown).toContain('0.70 (0.62 to 0.78)');
    expect(shown.indexOf('Overall')).toBeGreaterThan(shown.indexOf('Round 2'));
  });

  it('say exactly what a quick result of all of it is worth, and that it was heard again where that was not enough', () => {
    const whole = { ...ROUND, round: 4, windowCount: 20, heardShare: 1, assessment: ASSESSMENT };
    const shown = text([{ ...whole, step: 'keep' }]);
    expect(shown).toContain('Round 4100 % heard (20 windows) by the small modelQuick result kept');
    expect(shown).toContain('Overall0.71Completeness0.70');
    expect(text([{ ...whole, step: 'escalate' }])).toContain('by the small modelHeard again');
  });

  it('are not there where the item was heard through', () => expect(text([])).toBe(''));
});

describe('what was not heard', () => {
  const segments = [0, 5, 40, 90].map((startSeconds) => ({ startSeconds }));
  const gap = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });

  it('stands before the words that come after it', () => {
    expect([...gapsBefore(segments, [gap(10, 30), gap(50, 60), gap(70, 80), gap(95, 120)])]).toEqual([
      [2, [gap(10, 30)]],
      [3, [gap(50, 60), gap(70, 80)]],
      [4, [gap(95, 120)]],
    ]);
  });

  it('is named with its times', () => {
    const shown = renderToStaticMarkup(createElement(UnheardGap, { gap: gap(75, 200) })).replace(/<[^>]+>/g, '');
    expect(shown).toBe('1:15 to 3:20 was not heard');
  });
});
