import { describe, expect, it } from 'vitest';
import type { TimedEntry } from './deltas';
import { recordOfEntry } from './record-of-entry';
import { entryOfRequest, recordSchema } from './record-request';

const AT = new Date('2026-01-05T12:00:00Z');
const run: TimedEntry = {
  outcome: 'early_exit',
  source: 'run',
  contentType: 'news',
  configVersion: '3',
  qualityScore: null,
  coherenceScore: 0.5,
  completenessScore: null,
  informativenessScore: 0.25,
  exitCheckpoint: 'post_download',
  exitReason: 'Title reads like spam',
  exitConfidence: 0.87,
  reached: 1,
  spentMs: 1_234,
  expectedFullMs: 60_000,
  timeSavedPct: 0.98,
  occurredAt: AT,
};

describe('a run that is posted elsewhere', () => {
  it('counts there as it does here, but for what only its own deployment knows', () => {
    const request = recordSchema.parse(recordOfEntry(run));
    expect(entryOfRequest(request, new Date(AT.getTime() + 1))).toEqual({ ...run, source: 'posted', reached: null, expectedFullMs: null });
  });

  it('is taken whatever its reason and its time are', () => {
    const record = recordOfEntry({ ...run, exitReason: 'x'.repeat(9_000), timeSavedPct: -5_000 });
    expect(recordSchema.safeParse(record).success).toBe(true);
  });

  it('has finished', () => {
    for (const outcome of ['failed_source', 'failed_winnow'] as const) expect(recordOfEntry({ ...run, outcome })).toBeNull();
  });
});
