import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '@/lib/core/runs/content';
import { conditionPolicy, exampleConfig } from './fixture';
import type { RoundInput } from './inputs';
import { weigh } from './overall';
import { canEndInRounds, decideRound, openRound } from './rounds';

const WEIGHTS = { coherence: 0.3, completeness: 0.4, informativeness: 0.3 };
const CONFIG = exampleConfig();
const QUIET = conditionPolicy('speech_ratio < 0.05', 0.97, 'mid_transcription');
const checkpoints = { ...CONFIG.earlyExit.checkpoints, mid_transcription: { enabled: true, minConfidence: 0.85, conditions: [QUIET] } };
const STOPS_QUIET = { ...CONFIG, earlyExit: { ...CONFIG.earlyExit, checkpoints } };

function estimate(completeness: number, spread = 0.05): Assessment {
  const dimensions = {
    coherence: 0.8,
    informativeness: 0.8,
    completeness,
    completenessInterval: { lower: completeness - spread, upper: completeness + spread },
  };
  return { ...dimensions, ...weigh(dimensions, WEIGHTS), assessmentConfidence: 0.9, engine: 'assess@1' };
}

function round(changes: Partial<RoundInput & { assessment: Assessment | null }> = {}) {
  return {
    heardShare: 0.2,
    lastSample: false,
    languageSupported: true,
    signals: { speech_ratio: 0.9 },
    prediction: { contentType: 'news', probability: 0.9 },
    depth: 'auto' as const,
    requestedPriority: null,
    config: CONFIG,
    assessment: estimate(0.7),
    ...changes,
  };
}
const decide = (changes?: Parameters<typeof round>[0]) => decideRound(round(changes));

describe('a round', () => {
  it('keeps a quick result that reaches its bars, by the lower end of what it is estimated at', () => {
    const decision = decide();
    expect(decision).toMatchObject({ step: 'keep', bypass: { bypass: true } });
    expect(decision.reason).toBe('The quick result scored 0.76 after hearing 20 %; the bar is 0.65; no more was needed.');
    expect(decide({ assessment: estimate(0.7, 0.3) }).step).toBe('next');
  });

  it('goes on while it may get better, and has everything heard where it has not by the last sample', () => {
    expect(decide({ assessment: estimate(0.5) })).toMatchObject({ step: 'next', bypass: { bypass: false } });
    const last = decide({ assessment: estimate(0.58), lastSample: true });
    expect(last.step).toBe('escalate');
    expect(last.reason).toMatch(/its completeness 0\.53 is under 0\.60; more is needed, and no more is sampled: the rest is heard\.$/);
  });

  it('says at the last sample when the bar is out of reach', () => {
    expect(decide({ assessment: estimate(0.2), lastSample: true }).reason).toMatch(
      /scored 0\.56 after hearing 20 %; the bar is 0\.65 and it is at most 0\.58: the rest is heard\.$/,
    );
  });

  it('has everything heard at once where the type goes to the full analysis, and takes what was heard where it goes light', () => {
    const discussion = { contentType: 'discussion', probability: 0.8 };
    expect(decide({ prediction: discussion })).toMatchObject({ step: 'escalate', bypass: null, routing: { mode: 'full' } });
    expect(decide({ prediction: { contentType: 'music', probability: 0.8 }, assessment: null })).toMatchObject({
      step: 'light',
      reason: 'It is music (0.80), which goes the light way.',
    });
  });

  it('is stopped by a condition before its type counts, but not where its type is never stopped', () => {
    const quiet = { signals: { speech_ratio: 0.01 }, config: STOPS_QUIET };
    expect(decide({ ...quiet, prediction: { contentType: 'discussion', probability: 0.9 } })).toMatchObject({
      step: 'stop',
      routing: null,
      checkpoint: { fired: { key: QUIET.key } },
    });
    const overrides = [{ contentType: 'news', checkpoint: 'mid_transcription' as const, enabled: false }];
    const config = { ...STOPS_QUIET, earlyExit: { ...STOPS_QUIET.earlyExit, overrides } };
    expect(decide({ ...quiet, config })).toMatchObject({ step: 'keep', checkpoint: { fired: null, wouldFire: { key: QUIET.key } } });
  });

  it('believes nothing of a language that is not known, and hears more', () => {
    expect(decide({ languageSupported: false })).toMatchObject({ step: 'next', routing: null });
    expect(decide({ languageSupported: false, lastSample: true }).step).toBe('escalate');
  });

  it('in which nothing was said says nothing of the rest', () => {
    expect(decide({ assessment: null })).toMatchObject({
      step: 'next',
      reason: 'Nothing was said in the 20 % that was heard: more is heard.',
    });
    expect(decide({ assessment: null, lastSample: true }).step).toBe('escalate');
  });
});

describe('a depth of quick', () => {
  it('takes the quick result when it reaches its bars, or at the last sample as it is', () => {
    expect(decide({ depth: 'quick' }).step).toBe('light');
    const poor = { depth: 'quick' as const, assessment: estimate(0.2) };
    expect(decide(poor).step).toBe('next');
    expect(decide({ ...poor, lastSample: true }).step).toBe('light');
    expect(decide({ ...poor, assessment: null, lastSample: true }).step).toBe('light');
  });
});

describe('rounds', () => {
  it('always end: no round asks for another one after the last sample', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const types = fc.constantFrom('discussion', 'news', 'music', 'nothing_known');
    fc.assert(
      fc.property(share, share, types, fc.constantFrom('auto', 'quick'), fc.boolean(), (at, probability, contentType, depth, supported) => {
        const input = { prediction: { contentType, probability }, depth, languageSupported: supported, assessment: estimate(at) };
        expect(decide({ ...input, lastSample: true }).step).not.toBe('next');
      }),
    );
  });

  it('decide without a score exactly where the opening says so', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('discussion', 'news', 'music'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (contentType, probability) => {
          const input = round({ prediction: { contentType, probability } });
          const { step } = openRound(input);
          if (step !== null) expect(decideRound({ ...input, assessment: null }).step).toBe(step);
          else expect(decideRound(input).bypass).not.toBeNull();
        },
      ),
    );
  });

  it('are no use where nothing could end the run before', () => {
    const off = exampleConfig({ flags: { qualityFiltering: false, contentRouting: false, earlyExit: false } });
    expect(canEndInRounds(off, 'auto')).toBe(false);
    expect(canEndInRounds(CONFIG, 'full')).toBe(false);
    expect(canEndInRounds(exampleConfig({ flags: { qualityFiltering: false, contentRouting: false } }), 'auto')).toBe(true);
  });
});

describe('overall', () => {
  it('is estimated as far as completeness is, and no further', () => {
    const { overall, overallInterval } = weigh({ ...estimate(0.5, 0.1), coherence: 1, informativeness: 0 }, WEIGHTS);
    expect(overall).toBeCloseTo(0.5);
    expect(overallInterval.lower).toBeCloseTo(0.46);
    expect(overallInterval.upper).toBeCloseTo(0.54);
  });
});
