import { describe, expect, it } from 'vitest';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { conditionPolicy, exampleConfig, typePolicy } from '@/lib/core/gates/fixture';
import { weigh } from '@/lib/core/gates/overall';
import type { Assessment } from '@/lib/core/runs/content';
import { hearingOrder } from '@/lib/core/runs/rounds';
import { EXTRACTOR_VERSION } from '@/lib/core/signals/declared';
import { type RecordedRound, type RecordedRun, replay } from './replay';

const WINDOWS = 20;
/** By windows heard. The first windows are long, so that the first sample is large enough to be kept. */
const HEARD_SHARES: Record<number, number> = { 2: 0.52, 4: 0.56, 8: 0.6, 12: 0.7, 16: 0.8, 20: 1 };
const CONFIG = exampleConfig();

function estimate(completeness: number, spread = 0): Assessment {
  const completenessInterval = { lower: completeness - spread, upper: completeness + spread };
  const dimensions = { coherence: 0.9, informativeness: 0.7, completeness, completenessInterval };
  return { ...dimensions, ...weigh(dimensions, CONFIG.quality.weights), assessmentConfidence: 0.9, engine: 'assess@1' };
}

function typed(contentType: string, probability = 0.9) {
  return { contentType, probability, ranking: [{ contentType, probability: 1 }], engine: 'classify@1' };
}

function sample(windowCount: number, completeness: number, own: Partial<RecordedRound> = {}): RecordedRound {
  return {
    round: windowCount <= 8 ? Math.log2(windowCount) : windowCount / 4 + 1,
    model: 'moonshine-base',
    windows: hearingOrder(WINDOWS).slice(0, windowCount),
    heardShare: HEARD_SHARES[windowCount]!,
    lastSample: windowCount === 8,
    whole: windowCount === WINDOWS,
    languageSupported: true,
    signals: { speech_ratio: 0.8 },
    extractorVersion: EXTRACTOR_VERSION,
    prediction: typed('news'),
    assessment: estimate(completeness),
    scored: true,
    ...own,
  };
}

/** An item of 20 windows that was heard through and analysed, with all its rounds. */
function recorded(changes: Partial<RecordedRun> = {}): RecordedRun {
  return {
    depth: 'auto',
    requestedPriority: null,
    extractorVersion: EXTRACTOR_VERSION,
    offeredText: false,
    windowCount: WINDOWS,
    downloaded: { signals: { duration_seconds: 500 }, prediction: typed('news') },
    rounds: [sample(2, 0.5), sample(4, 0.7), sample(8, 0.8)],
    heardThrough: { speech_ratio: 0.8 },
    transcribed: { signals: { word_count: 900 }, prediction: typed('news') },
    assessment: estimate(0.85),
    analyzed: { claim_count: 3 },
    ...changes,
  };
}

function under(quality: Partial<EffectiveConfig['quality']>): EffectiveConfig {
  const thresholds = quality.thresholds ?? CONFIG.quality.thresholds;
  const contentTypes = CONFIG.routing.contentTypes.map((type) => ({ ...type, thresholds }));
  return { ...CONFIG, quality: { ...CONFIG.quality, ...quality }, routing: { ...CONFIG.routing, contentTypes } };
}
const bars = (minOverall: number, minCompleteness: number) =>
  under({ thresholds: { ...CONFIG.quality.thresholds, minOverall, minCompleteness } });

describe('another configuration', () => {
  it('with lower bars keeps the quick result earlier, with higher ones later or not in a round', () => {
    expect(replay(recorded(), CONFIG)).toMatchObject({ processingType: 'lightweight', round: 2 });
    expect(replay(recorded(), bars(0.5, 0.4))).toMatchObject({ processingType: 'lightweight', round: 1 });
    expect(replay(recorded(), bars(0.6, 0.75))).toMatchObject({ processingType: 'lightweight', round: 3 });
    expect(replay(recorded(), bars(0.6, 0.82))).toMatchObject({ processingType: 'lightweight', round: 0 });
    const strict = replay(recorded(), bars(0.6, 0.9));
    expect(strict).toMatchObject({ processingType: 'full', round: 0 });
    expect('steps' in strict && strict.steps.map(({ step }) => step)).toEqual(['next', 'next', 'escalate']);
  });

  it('weighs the dimensions anew', () => {
    const low = bars(0.79, 0);
    expect(replay(recorded(), low)).toMatchObject({ round: 3 });
    const weights = { coherence: 1, completeness: 0, informativeness: 0 };
    expect(replay(recorded(), { ...low, quality: { ...low.quality, weights } })).toMatchObject({ round: 1 });
  });

  it('with another largest sample has other rounds, and only those that were heard are known', () => {
    expect(replay(recorded(), under({ maxSampleShare: 0.1 }))).toMatchObject({ processingType: 'lightweight', round: 0 });
    expect(replay(recorded({ rounds: [sample(2, 0.1), sample(4, 0.1), sample(8, 0.1)] }), under({ maxSampleShare: 0.3 }))).toEqual({
      unknown: 'what 6 windows say was not sampled',
    });
  });

  it('gives the types other ways', () => {
    const routing = (mode: 'full' | 'lightweight') => exampleConfig({ routing: { contentTypes: [typePolicy('news', mode)] } });
    expect(replay(recorded(), routing('lightweight'))).toMatchObject({ processingType: 'lightweight', round: 1 });
    expect(replay(recorded(), routing('full'))).toMatchObject({ processingType: 'full', steps: [{ step: 'escalate' }] });
  });

  it('stops where its conditions hold', () => {
    const condition = conditionPolicy('speech_ratio < 0.9', 0.95, 'mid_transcription');
    const policy = { enabled: true, minConfidence: 0.8, conditions: [condition] };
    const checkpoints = { ...CONFIG.earlyExit.checkpoints, mid_transcription: policy };
    const config = { ...CONFIG, earlyExit: { ...CONFIG.earlyExit, checkpoints } };
    const stopped = { processingType: 'early_exit', exitCheckpoint: 'mid_transcription', firedKey: condition.key };
    expect(replay(recorded(), config)).toMatchObject({ ...stopped, round: 1 });
    const rounds = recorded().rounds.map((round) => ({ ...round, signals: { speech_ratio: 0.95 }, assessment: estimate(0.1) }));
    expect(replay(recorded({ rounds }), config)).toMatchObject({ ...stopped, round: 6 });
  });
});

describe('all of it, heard by the small model', () => {
  const small = { model: 'moonshine-tiny' as const };
  /** At the last sample the bar of 0.60 is within reach. */
  const reachable = { ...small, assessment: estimate(0.5, 0.2) };
  const tellsMuch = { ...small, assessment: { ...reachable.assessment, contentInformativeness: 0.7 } };
  const samples = [sample(2, 0.5, small), sample(4, 0.5, small), sample(8, 0.5, tellsMuch)];
  const heardWhole = (completeness: number, own: Partial<RecordedRound> = {}) =>
    recorded({ rounds: [...samples, sample(WINDOWS, completeness, { ...small, ...own })] });

  it('is the next round of an item that tells much', () => {
    const kept = replay(heardWhole(0.7), CONFIG);
    expect(kept).toMatchObject({ processingType: 'lightweight', round: 6 });
    expect('steps' in kept && kept.steps.map(({ step, heardShare }) => [step, heardShare])).toEqual([
      ['next', 0.52],
      ['next', 0.56],
      ['rest', 0.6],
      ['keep', 1],
    ]);
  });

  it('is heard round by round of one that does not, until a quick result is enough', () => {
    const toEight = [...samples.slice(0, 2), sample(8, 0.5, reachable)];
    const kept = replay(recorded({ rounds: [...toEight, sample(12, 0.5, reachable), sample(16, 0.7, small)] }), CONFIG);
    expect(kept).toMatchObject({ processingType: 'lightweight', round: 5 });
    expect(replay(recorded({ rounds: toEight }), CONFIG)).toEqual({ unknown: 'what 12 windows say was not sampled' });
  });

  it('is followed by what the best model hears, and the rounds after it are counted on', () => {
    const analysed = { ...heardWhole(0.3), assessment: estimate(0.4) };
    expect(replay(analysed, CONFIG)).toMatchObject({
      processingType: 'full',
      round: 0,
      steps: [{}, {}, {}, { round: 6, step: 'escalate' }],
    });
    const condition = conditionPolicy('sample_word_count < 50', 0.95, 'mid_transcription');
    const policy = { enabled: true, minConfidence: 0.8, conditions: [condition] };
    const config = {
      ...CONFIG,
      earlyExit: { ...CONFIG.earlyExit, checkpoints: { ...CONFIG.earlyExit.checkpoints, mid_transcription: policy } },
    };
    expect(replay({ ...analysed, heardThrough: { sample_word_count: 40 } }, config)).toMatchObject({
      exitCheckpoint: 'mid_transcription',
      round: 7,
    });
  });

  it('is not known where it was not heard so, or not scored', () => {
    expect(replay(recorded({ rounds: samples }), CONFIG)).toEqual({ unknown: 'all of it was not heard by the small model' });
    expect(replay(heardWhole(0, { scored: false, assessment: null }), CONFIG)).toEqual({
      unknown: 'all of it was not scored as the small model heard it',
    });
  });

  it('is no round where the bar is out of reach, or the large model heard the samples', () => {
    expect(replay(recorded({ rounds: samples }), bars(0.65, 0.8))).toMatchObject({ processingType: 'lightweight', round: 0 });
    const byLarge = samples.map((one) => ({ ...one, model: 'moonshine-base' as const }));
    expect(replay(recorded({ rounds: byLarge }), CONFIG)).toMatchObject({ round: 0, steps: [{}, {}, { step: 'escalate' }] });
  });
});

describe('the answer is unknown', () => {
  it.each<[string, Partial<RecordedRun>, RegExp]>([
    ['where the signals are of another version', { extractorVersion: EXTRACTOR_VERSION + 1 }, /another version/],
    [
      'where a round was measured by another version',
      { rounds: [sample(2, 0.9, { extractorVersion: 0 })] },
      /2 windows say was not sampled/,
    ],
    ['where the item was stopped before it was heard', { windowCount: null, rounds: [] }, /was not heard/],
    ['where it was stopped in an earlier round', { rounds: [sample(2, 0.5)] }, /4 windows/],
    ['where a round was decided without a score', { rounds: [sample(2, 0, { scored: false, assessment: null })] }, /was not scored/],
    ['where the rest was not heard', { rounds: [2, 4, 8].map((n) => sample(n, 0.1)), heardThrough: null }, /to its end/],
    ['where the whole text was not read', { rounds: [2, 4, 8].map((n) => sample(n, 0.1)), transcribed: null }, /was not read/],
  ])('%s', (_, changes, reason) => expect(replay(recorded(changes), CONFIG)).toEqual({ unknown: expect.stringMatching(reason) }));
});

it('a round without a score is made good by one that was worked out afterwards', () => {
  const rounds = [sample(2, 0, { model: 'moonshine-tiny', scored: false, assessment: null }), sample(2, 0.9)];
  expect(replay(recorded({ rounds }), CONFIG)).toMatchObject({
    processingType: 'lightweight',
    round: 1,
    steps: [{ model: 'moonshine-base', step: 'keep' }],
  });
});

it('an item that came with its text has no rounds', () => {
  const read = recorded({ offeredText: true, windowCount: null, rounds: [], heardThrough: null });
  expect(replay(read, CONFIG)).toMatchObject({ processingType: 'lightweight', round: 0, steps: [] });
});
