import { describe, expect, it } from 'vitest';
import { fromUnixSeconds, parseDuration, parseWhen } from './when';

describe('parseWhen', () => {
  it.each([
    ['2024-05-01', '2024-05-01T00:00:00.000Z'],
    ['2024-05', '2024-05-01T00:00:00.000Z'],
    ['20240501', '2024-05-01T00:00:00.000Z'],
    ['2024-05-01T10:00:00Z', '2024-05-01T10:00:00.000Z'],
    ['2024-05-01T10:00:00', '2024-05-01T10:00:00.000Z'],
    ['2024-05-01 10:00:00', '2024-05-01T10:00:00.000Z'],
    ['2024-05-01T10:00:00+02:00', '2024-05-01T08:00:00.000Z'],
    ['Wed, 01 May 2024 10:00:00 +0200', '2024-05-01T08:00:00.000Z'],
    ['Wed, 01 May 2024 10:00:00 EST', '2024-05-01T15:00:00.000Z'],
    ['May 1, 2024', '2024-05-01T00:00:00.000Z'],
    ['1 May 2024', '2024-05-01T00:00:00.000Z'],
  ])('reads %s, in UTC wherever the server is', (text, iso) => {
    expect(parseWhen(text)).toBe(iso);
  });

  it.each(['', 'yesterday', 'Episode 12', '0001-01-01', '20241332', '99999-01-01', 'x'.repeat(1e6), null])(
    'takes %.20j for no date',
    (text) => {
      expect(parseWhen(text)).toBeNull();
    },
  );

  it('reads a count of seconds', () => {
    expect(fromUnixSeconds(1_714_557_600)).toBe('2024-05-01T10:00:00.000Z');
    expect([fromUnixSeconds(null), fromUnixSeconds(Number.NaN), fromUnixSeconds(1e15)]).toEqual([null, null, null]);
  });
});

describe('parseDuration', () => {
  it.each([
    ['PT1H2M3S', 3723],
    ['PT90M', 5400],
    ['P1DT1S', 86_401],
    ['PT1.5S', 1.5],
    ['1:02:03', 3723],
    ['62:03', 3723],
    ['3723', 3723],
    [3723.5, 3723.5],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', '0', '00:00', '-5', 'PT', 'P', 'about an hour', '1:2:3:4', 'NaN', 'Infinity', '1e9', null])('takes %j for none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});
