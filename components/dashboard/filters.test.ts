import { describe, expect, it } from 'vitest';
import { addressQuery, filtersOf, hoursFrom, lengthWords, performanceQuery } from './filters';

const NONE = { contentType: undefined, configVersion: undefined, source: undefined };

describe('the dashboard’s filters in its address', () => {
  it.each([
    { hours: 24, contentType: 'product_review', configVersion: 'variant b & c', source: 'posted' },
    { ...NONE, hours: null },
    { ...NONE, hours: 8784 },
  ] as const)('come back as they were written: %o', (filters) => expect(filtersOf(addressQuery(filters))).toEqual(filters));

  it('go without saying where they are as usual', () => {
    expect(String(addressQuery({ hours: 24 }))).toBe('');
    expect(String(addressQuery({ hours: null }))).toBe('hours=all');
  });

  it('leave out what is not valid, so that an old link still opens the page', () => {
    const address = 'hours=9000&content_type=%20&config_version=&source=somewhere';
    expect(filtersOf(new URLSearchParams(address))).toEqual({ ...NONE, hours: 24 });
  });

  it.each(['0', '-1', '1.5', '8785', 'NaN', '1e3', '', '0x10'])('take no window of %s hours', (text) => {
    expect(hoursFrom(text)).toBeUndefined();
  });

  it('ask the API for everything by naming no window', () => {
    expect(String(performanceQuery({ hours: null, source: 'run' }))).toBe('source=run');
    expect(String(performanceQuery({ hours: 24, contentType: 'news' }))).toBe('content_type=news&hours=24');
  });
});

it.each([
  [1, 'hour'],
  [24, '24 hours'],
  [36, '36 hours'],
  [168, '7 days'],
  [8784, '366 days'],
])('a window of %d hours is called %s', (hours, words) => expect(lengthWords(hours)).toBe(words));
