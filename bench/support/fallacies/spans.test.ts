import { describe, expect, it } from 'vitest';
import { joinAlternatives, spanScores } from './spans';

const span = (start: number, end: number, label: string) => ({ start, end, label });

describe('spanScores', () => {
  it('gives silence full marks on a clean text and none on a fallacious one', () => {
    expect(spanScores([], [])).toEqual({ precision: 1, recall: 1, f1: 1 });
    expect(spanScores([], joinAlternatives([span(0, 10, 'ad hominem')])).f1).toBe(0);
    expect(spanScores([span(0, 10, 'ad hominem')], []).f1).toBe(0);
  });

  it('accepts any of the alternatives of a span', () => {
    const gold = joinAlternatives([span(0, 10, 'false causality'), span(0, 10, 'causal oversimplification')]);
    expect(gold).toHaveLength(1);
    expect(spanScores([span(0, 10, 'causal oversimplification')], gold).f1).toBe(1);
    expect(spanScores([span(0, 10, 'straw man')], gold).f1).toBe(0);
  });

  it('counts partial overlap by characters', () => {
    const { precision, recall } = spanScores([span(0, 20, 'x')], joinAlternatives([span(10, 50, 'x')]));
    expect(precision).toBe(0.5);
    expect(recall).toBe(0.25);
  });

  it('does not require a span of which nothing is also right', () => {
    const gold = joinAlternatives([span(0, 10, 'x'), span(0, 10, 'nothing')]);
    expect(spanScores([], gold).f1).toBe(1);
    expect(spanScores([span(0, 10, 'x')], gold).f1).toBe(1);
  });
});
