import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '@/lib/core/runs/content';
import { decideBypass } from './bypass';
import { exampleConfig, typePolicy } from './fixture';
import type { RoutingDecision } from './types';

type Changes = Parameters<typeof exampleConfig>[0];

const routing: RoutingDecision = {
  mode: 'quality_check',
  contentType: 'news',
  typeProbability: 0.9,
  reason: 'It is news.',
  priority: 'low',
};

function assessment(scores: Partial<Assessment> = {}): Assessment {
  const { overall = 0.71, completeness = 0.7 } = scores;
  return {
    coherence: 0.8,
    completeness,
    informativeness: 0.65,
    overall,
    completenessInterval: { lower: completeness, upper: completeness },
    overallInterval: { lower: overall, upper: overall },
    assessmentConfidence: 0.9,
    engine: 'assess@1',
    ...scores,
  };
}

function decide(scores: Partial<Assessment> = {}, changes: Changes = {}, route: Partial<RoutingDecision> = {}, heardShare = 1) {
  return decideBypass({ assessment: assessment(scores), routing: { ...routing, ...route }, heardShare, config: exampleConfig(changes) });
}

describe('the quick result is kept', () => {
  it('when overall and every dimension reach their bars', () => {
    expect(decide()).toMatchObject({
      applicable: true,
      bypass: true,
      reason: 'The quick result scored 0.71; the bar is 0.65; no more was needed.',
    });
  });

  it('with the share that was heard in the sentence', () => {
    expect(decide({}, {}, {}, 0.2).reason).toBe('The quick result scored 0.71 after hearing 20 %; the bar is 0.65; no more was needed.');
  });

  it('exactly at the bars', () => {
    expect(decide({ overall: 0.65, coherence: 0.6, completeness: 0.6, informativeness: 0.6 }).bypass).toBe(true);
  });
});

describe('the quick result is not enough', () => {
  it.each<[string, Partial<Assessment>, RegExp]>([
    ['overall under its bar', { overall: 0.6 }, /scored 0\.60; the bar is 0\.65; more is needed\.$/],
    ['coherence under its bar', { coherence: 0.5 }, /but its coherence 0\.50 is under 0\.60; more is needed/],
    [
      'two dimensions',
      { coherence: 0.5, completeness: 0.1 },
      /its coherence 0\.50 is under 0\.60 and its completeness 0\.10 is under 0\.60/,
    ],
    [
      'overall that may be lower',
      { overallInterval: { lower: 0.6, upper: 0.8 } },
      /scored 0\.71; the bar is 0\.65, but it may be as low as 0\.60/,
    ],
    [
      'completeness that may be lower',
      { completenessInterval: { lower: 0.55, upper: 0.8 } },
      /but its completeness may be as low as 0\.55, under 0\.60; more is needed/,
    ],
    ['a sample of less than half', { contentInformativeness: 0.3 }, /but only 20 % was heard; more is needed/],
    [
      'a sample of an item that tells much',
      { contentInformativeness: 0.6 },
      /but it tells much, and what is said once is lost where it is not heard; more is needed/,
    ],
    ['overall by a hair', { overall: 0.6499 }, /scored 0\.6499; the bar is 0\.6500/],
  ])('%s', (_, scores, reason) => {
    const heardShare = scores.contentInformativeness === undefined ? 1 : 0.2;
    expect(decide(scores, {}, {}, heardShare)).toMatchObject({ bypass: false, wouldBypass: false, reason: expect.stringMatching(reason) });
  });

  it('unless half was heard of an item that tells little, or all of one that tells much', () => {
    expect(decide({ contentInformativeness: 0.3 }, {}, {}, 0.5).bypass).toBe(true);
    expect(decide({ contentInformativeness: 0.6 }, {}, {}, 0.9).bypass).toBe(false);
    expect(decide({ contentInformativeness: 0.6 }, {}, {}, 1).bypass).toBe(true);
  });

  it('where a score is not a number', () => {
    expect(decide({ completeness: Number.NaN }).bypass).toBe(false);
  });
});

describe('the bars', () => {
  it('are all recorded with what was measured, overall by the lower end', () => {
    const { bars } = decide({ overallInterval: { lower: 0.6, upper: 0.8 } });
    expect(bars).toEqual([
      { dimension: 'overall', value: 0.6, bar: 0.65, reached: false },
      { dimension: 'coherence', value: 0.8, bar: 0.6, reached: true },
      { dimension: 'completeness', value: 0.7, bar: 0.6, reached: true },
      { dimension: 'informativeness', value: 0.65, bar: 0.6, reached: true },
    ]);
  });

  it("are the content type's own where it has some, and the general ones with routing off", () => {
    const thresholds = { minOverall: 0.9, minCoherence: 0, minCompleteness: 0, minInformativeness: 0 };
    const contentTypes = [typePolicy('news', 'quality_check', { thresholds })];
    expect(decide({}, { routing: { contentTypes } }).bypass).toBe(false);
    expect(decide({}, { routing: { contentTypes }, flags: { contentRouting: false } }).bypass).toBe(true);
    expect(decide({}, { routing: { contentTypes } }, { contentType: 'music' }).bypass).toBe(true);
  });

  it('bypass more the lower they are', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const bars = fc.record({ minOverall: score, minCoherence: score, minCompleteness: score, minInformativeness: score });
    fc.assert(
      fc.property(bars, score, score, (thresholds, overall, lowering) => {
        const lower = Object.fromEntries(Object.entries(thresholds).map(([key, bar]) => [key, bar * lowering])) as typeof thresholds;
        const bypass = (own: typeof thresholds) =>
          decide({ overall }, { routing: { contentTypes: [typePolicy('news', 'quality_check', { thresholds: own })] } }).bypass;
        return !bypass(thresholds) || bypass(lower);
      }),
    );
  });
});

describe('where the bypass does not apply it says why, and what it would have been', () => {
  it.each<[string, Changes, Partial<RoutingDecision>, RegExp]>([
    ['filtering is off', { flags: { qualityFiltering: false } }, {}, /filtering is switched off\.$/],
    ['the route is full', {}, { mode: 'full', reason: 'The full analysis was asked for.' }, /The full analysis was asked for\.$/],
    ['the route is light', {}, { mode: 'lightweight', reason: 'It is music.' }, /It is music\.$/],
  ])('%s', (_, changes, route, reason) => {
    expect(decide({}, changes, route)).toMatchObject({
      applicable: false,
      disabledBecause: expect.any(String),
      bypass: false,
      wouldBypass: true,
      reason: expect.stringMatching(reason),
    });
  });
});
