import { describe, expect, it } from 'vitest';
import { BUILT_IN_TYPES, type BuiltInType } from './labels';
import { lengthPrior } from './length-prior';
import { sourcePrior } from './source-prior';
import type { ClassifyInput } from './types';

const of = (prior: number[], type: BuiltInType) => prior[BUILT_IN_TYPES.indexOf(type)]!;
const source = (metadata: Partial<ClassifyInput['metadata']>, mediaKind: ClassifyInput['mediaKind'] = 'video') =>
  sourcePrior({
    metadata: {
      title: null,
      description: null,
      author: null,
      siteName: null,
      sourceHost: 'example.com',
      durationSeconds: null,
      ...metadata,
    },
    mediaKind,
  });

describe('lengthPrior', () => {
  it('says nothing when nothing is known', () => {
    expect(lengthPrior(null, 0)).toEqual(BUILT_IN_TYPES.map(() => 0));
  });

  it('favours spots at half a minute, songs at four, talk at an hour', () => {
    const likeliest = (seconds: number) =>
      BUILT_IN_TYPES[lengthPrior(seconds, 0).reduce((best, v, i, all) => (v > all[best]! ? i : best), 0)];
    expect([30, 240, 3_600].map(likeliest)).toEqual(['advertisement', 'music', 'discussion']);
  });

  it('believes the duration rather than the words heard so far', () => {
    expect(lengthPrior(3_600, 130)).toEqual(lengthPrior(3_600, 9_000));
  });

  it('rules nothing out, however odd the length', () => {
    for (const seconds of [0.01, 1e9]) for (const value of lengthPrior(seconds, 0)) expect(value).toBeGreaterThanOrEqual(-3);
  });
});

describe('sourcePrior', () => {
  it('knows hosts with their subdomains, and not look-alikes', () => {
    expect(of(source({ sourceHost: 'edition.cnn.com' }), 'news')).toBeGreaterThan(0);
    expect(source({ sourceHost: 'notcnn.com' })).toEqual(source({}));
    expect(source({ sourceHost: 'cnn.com.evil.example' })).toEqual(source({}));
  });

  it('knows channels that carry only music', () => {
    expect(of(source({ author: 'The Larks - Topic' }), 'music')).toBeGreaterThan(0);
    expect(of(source({ author: 'Hot topics daily' }), 'music')).toBe(0);
  });

  it('holds articles for lyrics less readily', () => {
    expect(of(source({}, 'article'), 'music')).toBeLessThan(of(source({}), 'music'));
  });
});
