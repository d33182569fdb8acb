import { describe, expect, it } from 'vitest';
import type { EffectiveConfig } from './effective-config';
import { exampleConfig } from './fixture';
import { passProbability, samplesWithSmallModel } from './sample-model';

const guess = (discussion: number, news: number, music: number) => ({
  ranking: [
    { contentType: 'discussion', probability: discussion },
    { contentType: 'news', probability: news },
    { contentType: 'music', probability: music },
  ],
});

describe('early rounds are heard by the small model', () => {
  it('where the item will probably not be sent to the full analysis', () => {
    expect(samplesWithSmallModel(guess(0.2, 0.5, 0.3), 'auto', exampleConfig())).toBe(true);
    expect(samplesWithSmallModel(guess(0.6, 0.2, 0.2), 'auto', exampleConfig())).toBe(false);
  });

  it('where the quick result was asked for', () => {
    expect(samplesWithSmallModel(guess(1, 0, 0), 'quick', exampleConfig())).toBe(true);
    expect(samplesWithSmallModel(guess(0, 1, 0), 'full', exampleConfig())).toBe(false);
  });
});

describe('the probability of passing', () => {
  it.each<[string, Partial<EffectiveConfig['flags']>, number]>([
    ['everything on: what is not sent to full', {}, 0.5],
    ['routing off: everything is checked', { contentRouting: false }, 1],
    ['filtering off: only what goes light', { qualityFiltering: false }, 0.2],
    ['only early exits on: nothing is known to pass', { qualityFiltering: false, contentRouting: false }, 0],
  ])('%s', (_, flags, expected) => expect(passProbability(guess(0.5, 0.3, 0.2), 'auto', exampleConfig({ flags }))).toBeCloseTo(expected));

  it('of a type that is not configured is that of the default mode', () => {
    const unknown = { ranking: [{ contentType: 'weather', probability: 1 }] };
    expect(passProbability(unknown, 'auto', exampleConfig())).toBe(0);
    expect(passProbability(unknown, 'auto', exampleConfig({ routing: { defaultMode: 'lightweight' } }))).toBe(1);
  });
});
