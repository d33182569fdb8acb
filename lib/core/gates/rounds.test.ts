import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '@/lib/core/runs/content';
import { conditionPolicy, exampleConfig, likely } from './fixture';
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

function round(changes: Partial<RoundInput & { assessment: Assessment | null }> = {}): RoundInput & { assessment: Assessment | null } {
  return {
    model: 'moonshine-base' as const,
    heardShare: 0.6,
    lastSample: false,
    whole: false,
    languageSupported: true,
    signals: { speech_ratio: 0.9 },
    prediction: likely('news', 0.9),
    depth: 'auto',
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
    expect(decision.reason).toBe('The quick result scored 0.76 after hearing 60 %; the bar is 0.65; no more was needed.');
    expect(decide({ assessment: estimate(0.7, 0.3) }).step).toBe('next');
  });

  it('is not scored where too little was heard to be kept, unless no more is sampled', () => {
    const early = openRound(round({ heardShare: 0.2 }));
    expect(early).toMatchObject({ step: 'next', reason: '20 % was heard, too little to judge all of it by: more is heard.' });
    expect(decide({ heardShare: 0.2, assessment: null })).toMatchObject({ step: 'next', bypass: null });
    expect(openRound(round({ heardShare: 0.2, lastSample: true })).step).toBeNull();
    expect(openRound(round({ heardShare: 0.2, prediction: likely('music', 0.8) })).step).toBe('light');
  });

  it('goes on while it may get better, and has everything heard where it has not by the last sample', () => {
    expect(decide({ assessment: estimate(0.5) })).toMatchObject({ step: 'next', bypass: { bypass: false } });
    const last = decide({ assessment: estimate(0.58), lastSample: true });
    expect(last.step).toBe('escalate');
    expect(last.reason).toMatch(/its completeness 0\.53 is under 0\.60; more is needed, and no more is sampled: the rest is heard\.$/);
  });

  it('says at the last sample when the bar is out of reach', () => {
    expect(decide({ assessment: estimate(0.2), lastSample: true }).reason).toMatch(
      /scored 0\.56 after hearing 60 %; the bar is 0\.65 and it is at most 0\.58: the rest is heard\.$/,
    );
  });

  it('has everything heard at once where the type goes to the full analysis, and takes what was heard where it goes light', () => {
    const discussion = likely('discussion', 0.8);
    expect(decide({ prediction: discussion })).toMatchObject({ step: 'escalate', bypass: null, routing: { mode: 'full' } });
    expect(decide({ prediction: likely('music', 0.8), assessment: null })).toMatchObject({
      step: 'light',
      reason: 'It is music (0.80), which goes the light way.',
    });
  });

  it('is stopped by a condition before its type counts, but not where its type is never stopped', () => {
    const quiet = { signals: { speech_ratio: 0.01 }, config: STOPS_QUIET };
    expect(decide({ ...quiet, prediction: likely('discussion', 0.9) })).toMatchObject({
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
      reason: 'Nothing was said in the 60 % that was heard: more is heard.',
    });
    expect(decide({ assessment: null, lastSample: true }).step).toBe('escalate');
  });
});

describe('after the last sample', () => {
  const LAST = { lastSample: true, model: 'moonshine-tiny' as const, heardShare: 0.4 };
  // Seen to be between 0.35 and 0.75; its bar is 0.60.
  const promising = estimate(0.55, 0.2);

  it('all of it is heard by the small model where the bars are within reach', () => {
    const decision = decide({ ...LAST, assessment: promising });
    expect(decision).toMatchObject({ step: 'next', bypass: { bypass: false } });
    expect(decision.reason).toMatch(/^The quick result scored 0\.70 after hearing 40 %;.*more is needed: the small model hears on\.$/);
  });

  it.each<[string, Parameters<typeof round>[0]]>([
    ['the large model heard the samples', { model: 'moonshine-base' }],
    ['the speech API heard the samples', { model: 'api' }],
    ['overall is out of reach', { assessment: estimate(0.2, 0.05) }],
    ['only completeness is out of reach', { assessment: estimate(0.55, 0.04) }],
    ['the type goes to the full analysis', { prediction: likely('discussion', 0.9) }],
    ['the language is not known', { languageSupported: false }],
    ['nothing was said', { assessment: null }],
    ['filtering is off', { config: exampleConfig({ flags: { qualityFiltering: false } }) }],
  ])('it is not where %s', (_, changes) => {
    expect(decide({ ...LAST, assessment: promising, ...changes })).toMatchObject({
      step: 'escalate',
      reason: expect.not.stringContaining('small model'),
    });
  });

  it('all of it is heard too where the sample reaches the bars, but of an item that tells much', () => {
    const decision = decide({ ...LAST, assessment: { ...estimate(0.8), contentInformativeness: 0.7 } });
    expect(decision).toMatchObject({ step: 'rest', reason: expect.stringMatching(/all of it is heard by the small model\.$/) });
  });

  it('no more is heard round by round of an item that turns out to tell much', () => {
    const tellsMuch = { ...estimate(0.8), contentInformativeness: 0.7 };
    expect(decide({ ...LAST, lastSample: false, heardShare: 0.6, assessment: tellsMuch }).step).toBe('rest');
    expect(decide({ lastSample: false, heardShare: 0.6, assessment: tellsMuch }).step).toBe('next');
  });

  it('the bars are within reach exactly where the upper ends are at them', () => {
    const at = (upper: number) => ({ ...promising, completenessInterval: { lower: 0.3, upper } });
    expect(decide({ ...LAST, assessment: at(0.6) }).step).toBe('next');
    expect(decide({ ...LAST, assessment: at(0.5999) }).step).toBe('escalate');
    const overall = (upper: number) => ({ ...promising, overallInterval: { lower: 0.3, upper } });
    expect(decide({ ...LAST, assessment: overall(0.65) }).step).toBe('next');
    expect(decide({ ...LAST, assessment: overall(0.6499) }).step).toBe('escalate');
  });
});

describe('all of it, heard by the small model', () => {
  const WHOLE = { whole: true, model: 'moonshine-tiny' as const, heardShare: 1 };

  it('is kept light where its exact score reaches the bars', () => {
    const decision = decide({ ...WHOLE, assessment: estimate(0.7, 0) });
    expect(decision).toMatchObject({ step: 'keep', bypass: { bypass: true } });
    expect(decision.reason).toBe('The quick result scored 0.76; the bar is 0.65; no more was needed.');
  });

  it('is heard again by the large model where it does not', () => {
    const decision = decide({ ...WHOLE, assessment: estimate(0.2, 0) });
    expect(decision).toMatchObject({ step: 'escalate', bypass: { bypass: false } });
    expect(decision.reason).toBe(
      'The quick result scored 0.56; the bar is 0.65; more is needed: all of it is heard again by the large model.',
    );
  });

  it('goes the way of its type, and is stopped by a condition', () => {
    expect(decide({ ...WHOLE, prediction: likely('discussion', 0.9) }).step).toBe('escalate');
    expect(decide({ ...WHOLE, prediction: likely('music', 0.9), assessment: null }).step).toBe('light');
    expect(decide({ ...WHOLE, signals: { speech_ratio: 0.01 }, config: STOPS_QUIET }).step).toBe('stop');
  });

  it('is never believed to be in a language that the small model does not know', () => {
    const decision = decide({ ...WHOLE, languageSupported: false, assessment: estimate(0.9, 0) });
    expect(decision).toMatchObject({ step: 'escalate', reason: expect.stringMatching(/heard again by the large model\.$/) });
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
  it('always end: after the last sample only the small model hears on, and after the whole nothing does', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const input = fc.record({
      prediction: fc
        .tuple(fc.constantFrom('discussion', 'news', 'music', 'nothing_known'), share)
        .map(([type, probability]) => likely(type, probability)),
      depth: fc.constantFrom('auto' as const, 'quick' as const),
      languageSupported: fc.boolean(),
      assessment: fc.option(fc.tuple(share, share).map(([at, spread]) => estimate(at, spread))),
    });
    fc.assert(
      fc.property(input, fc.constantFrom('moonshine-tiny' as const, 'moonshine-base' as const), (asked, model) => {
        expect(['next', 'rest']).not.toContain(decide({ ...asked, model, whole: true, heardShare: 1 }).step);
        const last = decide({ ...asked, model, lastSample: true }).step;
        if (model === 'moonshine-base' || asked.depth === 'quick') expect(['next', 'rest']).not.toContain(last);
      }),
    );
  });

  it('decide without a score exactly where the opening says so', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('discussion', 'news', 'music'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (contentType, probability) => {
          const input = round({ prediction: likely(contentType, probability) });
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
