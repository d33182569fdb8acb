import { describe, expect, it } from 'vitest';
import type { Depth, Priority } from '@/lib/core/runs/states';
import { exampleConfig, likely, typePolicy } from './fixture';
import { modeProbability, routeContent, settleContentType } from './routing';
import type { ProcessingMode } from './types';

type Changes = Parameters<typeof exampleConfig>[0];

function route(
  contentType: string,
  probability: number,
  changes: Changes = {},
  depth: Depth = 'auto',
  requestedPriority: Priority | null = null,
) {
  return routeContent({ prediction: likely(contentType, probability), depth, requestedPriority, config: exampleConfig(changes) });
}

describe('the content type decides how far an item goes', () => {
  it.each<[string, number, ProcessingMode]>([
    ['discussion', 0.9, 'full'],
    ['discussion', 0.5, 'full'],
    ['discussion', 0.49, 'quality_check'],
    ['music', 0.9, 'lightweight'],
    ['music', 0.6, 'lightweight'],
    ['music', 0.59, 'quality_check'],
    ['news', 0.21, 'quality_check'],
    ['news', 0.19, 'full'],
    ['never_heard_of', 0.9, 'full'],
    ['constructor', 0.9, 'full'],
  ])('%s at %f goes %s', (contentType, probability, mode) => {
    expect(route(contentType, probability).mode).toBe(mode);
  });

  it('an item that no type fits is general and takes the default mode', () => {
    expect(route('music', 0.1, { routing: { defaultMode: 'lightweight' } })).toMatchObject({
      contentType: 'general',
      mode: 'lightweight',
      typeProbability: 0.1,
      priority: 'medium',
    });
  });

  it('a probability that is not a number is no certainty', () => {
    expect(route('music', Number.NaN)).toMatchObject({ contentType: 'general', mode: 'full' });
  });

  it("an operator's own type routes like any other", () => {
    const contentTypes = [typePolicy('product_review', 'lightweight')];
    expect(route('product_review', 0.7, { routing: { contentTypes } }).mode).toBe('lightweight');
  });
});

describe('types that go the same way', () => {
  const contentTypes = [
    typePolicy('music', 'lightweight'),
    typePolicy('advertisement', 'lightweight'),
    typePolicy('news', 'quality_check'),
  ];
  const config = exampleConfig({ routing: { contentTypes } });
  const guess = (music: number, advertisement: number, news: number) => ({
    contentType: 'music',
    probability: music,
    ranking: [
      { contentType: 'music', probability: music },
      { contentType: 'advertisement', probability: advertisement },
      { contentType: 'news', probability: news },
    ],
  });
  const go = (prediction: ReturnType<typeof guess>) => routeContent({ prediction, depth: 'auto', requestedPriority: null, config });

  it('are sure together, because to take one for the other costs nothing', () => {
    expect(go(guess(0.45, 0.3, 0.25))).toMatchObject({
      mode: 'lightweight',
      contentType: 'music',
      reason: 'It is music (0.45), which goes the light way: the types that go this way make 0.75 together.',
    });
    expect(go(guess(0.45, 0.1, 0.45))).toMatchObject({
      mode: 'quality_check',
      reason: 'It may be music, but 0.55 is under the 0.60 needed to send it the light way: the quality decides.',
    });
  });

  it('a type that is not configured goes the way of the default', () => {
    const ranking = [{ contentType: 'weather', probability: 1 }];
    expect(modeProbability(ranking, 'full', config)).toBe(1);
    expect(modeProbability(ranking, 'lightweight', config)).toBe(0);
  });
});

describe('what wins over the type', () => {
  const all = { qualityFiltering: false, contentRouting: false, earlyExit: false };

  it.each([
    ['discussion', 0.9],
    ['music', 0.9],
    ['news', 0.9],
    ['news', 0.1],
  ])('all flags off: %s at %f is analysed in full', (contentType, probability) => {
    expect(route(contentType, probability, { flags: all }).mode).toBe('full');
  });

  it('routing off: every item is checked for quality', () => {
    expect(route('music', 0.9, { flags: { contentRouting: false } }).mode).toBe('quality_check');
    expect(route('discussion', 0.9, { flags: { contentRouting: false } }).mode).toBe('quality_check');
  });

  it('filtering off: what would be checked for quality is analysed in full, what goes light still does', () => {
    expect(route('news', 0.9, { flags: { qualityFiltering: false } }).mode).toBe('full');
    expect(route('music', 0.3, { flags: { qualityFiltering: false } }).mode).toBe('full');
    expect(route('music', 0.9, { flags: { qualityFiltering: false } }).mode).toBe('lightweight');
  });

  it('the depth that was asked for wins over everything', () => {
    expect(route('music', 0.9, {}, 'full').mode).toBe('full');
    expect(route('discussion', 0.9, {}, 'quick').mode).toBe('lightweight');
    expect(route('discussion', 0.9, { flags: all }, 'quick').mode).toBe('lightweight');
  });
});

describe('priority', () => {
  it('is the type’s, unless one was asked for or routing is off', () => {
    expect(route('discussion', 0.9).priority).toBe('high');
    expect(route('discussion', 0.9, {}, 'auto', 'low').priority).toBe('low');
    expect(route('discussion', 0.9, { flags: { contentRouting: false } }).priority).toBe('medium');
  });
});

describe('the reason', () => {
  it('is one sentence that names the type, the probability and the bar', () => {
    expect(route('music', 0.41).reason).toBe(
      'It may be music, but 0.41 is under the 0.60 needed to send it the light way: the quality decides.',
    );
    expect(route('discussion', 0.9).reason).toBe('It is discussion (0.90), which goes to the full analysis.');
  });
});

it('settling a type twice is settling it once', () => {
  const config = exampleConfig();
  const once = settleContentType({ contentType: 'music', probability: 0.1, engine: 'classify@1' }, config);
  expect(once).toEqual({ contentType: 'general', probability: 0.1, engine: 'classify@1' });
  expect(settleContentType(once, config)).toEqual(once);
});
