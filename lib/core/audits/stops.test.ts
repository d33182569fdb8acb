import { describe, expect, it } from 'vitest';
import { type StoredDecision, stopKey, stopOf } from './stops';

const asked = (kind: string, rest: Partial<StoredDecision> = {}): StoredDecision => ({
  kind,
  checkpoint: null,
  round: 0,
  firedKey: null,
  decision: {},
  ...rest,
});

describe('what stopped a run', () => {
  it('is nothing for a full run, and for one that is no item', () => {
    expect(stopOf({ processingType: 'full', depth: 'auto' }, [asked('bypass', { decision: { bypass: false } })])).toBeNull();
    expect(stopOf({ processingType: null, depth: 'auto' }, [])).toBeNull();
  });

  it('is the condition that fired, with its checkpoint and round', () => {
    const decisions = [
      asked('checkpoint', { checkpoint: 'post_download' }),
      asked('checkpoint', { checkpoint: 'mid_transcription', round: 2, firedKey: 'k' }),
    ];
    expect(stopOf({ processingType: 'early_exit', depth: 'auto' }, decisions)).toEqual({
      kind: 'early_exit',
      checkpoint: 'mid_transcription',
      conditionKey: 'k',
      round: 2,
    });
  });

  it('is the quality where the quick result was good enough, else the type', () => {
    const run = { processingType: 'lightweight', depth: 'auto' } as const;
    expect(stopOf(run, [asked('routing'), asked('bypass', { round: 3, decision: { bypass: true } })])).toMatchObject({
      kind: 'bypass',
      round: 3,
    });
    expect(stopOf(run, [asked('bypass', { decision: { bypass: false } }), asked('routing')])).toMatchObject({ kind: 'routing' });
  });

  it('is nothing where the user asked for the quick result, but a condition is a condition there too', () => {
    expect(stopOf({ processingType: 'lightweight', depth: 'quick' }, [asked('routing')])).toBeNull();
    expect(
      stopOf({ processingType: 'early_exit', depth: 'quick' }, [asked('checkpoint', { checkpoint: 'post_download', firedKey: 'k' })]),
    ).not.toBeNull();
  });

  it('has a name of its own within the run', () => {
    const stops = [
      { kind: 'bypass', checkpoint: null, conditionKey: null, round: 1 },
      { kind: 'bypass', checkpoint: null, conditionKey: null, round: 2 },
      { kind: 'routing', checkpoint: null, conditionKey: null, round: 1 },
      { kind: 'early_exit', checkpoint: 'post_download', conditionKey: 'a', round: 0 },
      { kind: 'early_exit', checkpoint: 'post_download', conditionKey: 'b', round: 0 },
      { kind: 'early_exit', checkpoint: 'post_analysis', conditionKey: 'a', round: 0 },
    ] as const;
    expect(new Set(stops.map(stopKey)).size).toBe(stops.length);
    expect(stopKey({ ...stops[3], round: 4 })).toBe(stopKey(stops[3]));
  });
});
