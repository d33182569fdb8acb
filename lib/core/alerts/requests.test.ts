import { describe, expect, it } from 'vitest';
import { silenceEnd, silenceSchema } from './requests';

const NOW = Date.parse('2026-01-05T12:00:00Z');

describe('a silence', () => {
  it.each([
    [{ minutes: 60 }, '2026-01-05T13:00:00.000Z'],
    [{ until: '2026-01-06T09:00:00+01:00' }, '2026-01-06T08:00:00.000Z'],
  ])('%j ends at %s', (request, end) => {
    expect(new Date(silenceEnd(silenceSchema.parse(request), NOW) ?? 0).toISOString()).toBe(end);
  });

  it('lies in the future, 30 days at most', () => {
    expect(silenceEnd({ until: '2026-01-05T12:00:00Z' }, NOW)).toBeNull();
    expect(silenceEnd({ until: '2026-02-05T12:00:00Z' }, NOW)).toBeNull();
  });

  it.each([{}, { minutes: 5, until: '2026-01-06T09:00:00Z' }, { minutes: 0 }, { minutes: 43_201 }, { until: 'tomorrow' }, { hours: 1 }])(
    '%j is refused',
    (request) => expect(silenceSchema.safeParse(request).success).toBe(false),
  );
});
