import { describe, expect, it } from 'vitest';
import { entryOfRequest, recordOfQuery, recordSchema } from './record-request';

const NOW = new Date('2026-11-23T01:00:00Z');
const query = (text: string) => recordOfQuery(new URLSearchParams(text));

describe('a query string', () => {
  it('gives what a JSON body would', () => {
    expect(query('processing_type=full&time_saved_pct=0.0&processing_time=1e2&exit_reason=7&quality_score=.5')).toEqual({
      processing_type: 'full',
      time_saved_pct: 0,
      processing_time: 100,
      exit_reason: '7',
      quality_score: 0.5,
    });
  });

  it.each(['', ' ', '0x10', 'NaN', 'Infinity', '1,5', '1.2.3'])('takes %j for no number', (value) => {
    const parsed = recordSchema.safeParse({ processing_type: 'full', ...query(`quality_score=${encodeURIComponent(value)}`) });
    expect(parsed.success).toBe(false);
  });
});

describe('a record', () => {
  it('is counted in milliseconds, now where it names no time or one to come', () => {
    const entry = entryOfRequest({ processing_type: 'full', processing_time: 1.2345 }, NOW);
    expect(entry).toMatchObject({ outcome: 'full', source: 'posted', spentMs: 1235, occurredAt: NOW, reached: null });
    expect(entryOfRequest({ processing_type: 'full', occurred_at: '2026-11-23T02:00:00Z' }, NOW).occurredAt).toEqual(NOW);
    expect(entryOfRequest({ processing_type: 'full', occurred_at: '2026-11-23T02:30:00+02:00' }, NOW).occurredAt).toEqual(
      new Date('2026-11-23T00:30:00Z'),
    );
  });

  it('may have cost more time than it saved, and never saved more than all', () => {
    const saved = (time_saved_pct: number) => recordSchema.safeParse({ processing_type: 'full', time_saved_pct }).success;
    expect([-2.5, 0, 1, 1.01, 80].map(saved)).toEqual([true, true, true, false, false]);
  });
});
