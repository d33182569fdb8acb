/** Items and configurations by chance, and engines that answer for them: whatever they say, they say the same again. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { CheckpointPolicy, EffectiveConfig } from '@/lib/core/gates/effective-config';
import { conditionPolicy, exampleConfig, typePolicy } from '@/lib/core/gates/fixture';
import { weigh } from '@/lib/core/gates/overall';
import type { Assessment, HeardWindow, Transcript } from '@/lib/core/runs/content';
import { DEPTHS } from '@/lib/core/runs/states';
import { CHECKPOINTS, type CheckpointName } from '@/lib/core/signals/declared';
import type { QualityWeights } from '@/lib/engines/assess/types';
import type { Engines } from '../engines';
import { articleTranscript, METADATA, recording, standInEngines } from './engines';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const MODES = ['full', 'lightweight', 'quality_check'] as const;
const TYPES = ['discussion', 'news', 'music', 'technology'] as const;

export const itemArbitrary = fc.record({
  salt: fc.nat(),
  offersText: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  /** Words said in each window. */
  words: fc.array(fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }) }, { weight: 1, arbitrary: fc.constant(0) }), {
    minLength: 1,
    maxLength: 24,
  }),
  /** Words from which on the first windows are taken for a foreign language. */
  foreignBelow: fc.constantFrom(0, 0, 0, 0, 0, 0, 10, 25),
  depth: fc.oneof({ weight: 6, arbitrary: fc.constant('auto' as const) }, { weight: 1, arbitrary: fc.constantFrom(...DEPTHS) }),
});
export type RandomItem = typeof itemArbitrary extends fc.Arbitrary<infer T> ? T : never;

const CONDITIONS: Record<CheckpointName, string[]> = {
  post_download: ['duration_seconds < 100', 'content_type_confidence < 0.1', 'word_count < 200', 'title_length < 10'],
  mid_transcription: [
    'speech_ratio < 0.3',
    'sample_word_count < 30',
    "content_type == 'music' and sample_word_count < 90",
    'estimated_word_count < 250',
    'content_type_confidence > 0.9',
  ],
  post_transcription: [
    'word_count < 150',
    "content_type == 'news' and word_count < 400",
    'sample_word_count > 300',
    'content_coherence < 0.3',
  ],
  post_quality_filtering: ['overall_quality < 0.55', 'completeness_score < 0.5', 'assessment_confidence < 0.3'],
  post_analysis: ['claim_count == 1', 'perspective_count == 0', 'overall_quality < 0.7', "content_type == 'discussion'"],
};

/** true nine times of ten. */
const mostly = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);

function checkpointArbitrary(name: CheckpointName): fc.Arbitrary<CheckpointPolicy> {
  const condition = fc.record({ text: fc.constantFrom(...CONDITIONS[name]), confidence: share });
  // Few runs get as far as the last checkpoints: those have something to say.
  const minLength = ['post_quality_filtering', 'post_analysis'].includes(name) ? 2 : 0;
  const conditions = fc.uniqueArray(condition, { minLength, maxLength: 3, selector: ({ text }) => text });
  return fc.record({ enabled: mostly, minConfidence: share.map((bar) => bar / 3), conditions }).map((policy) => ({
    ...policy,
    conditions: policy.conditions.map(({ text, confidence }) => conditionPolicy(text, confidence, name)),
  }));
}

const thresholdsArbitrary = fc
  .record({ minOverall: share, minCoherence: share, minCompleteness: share, minInformativeness: share })
  // Bars that some results reach and some do not.
  .map((bars) => Object.fromEntries(Object.entries(bars).map(([name, bar]) => [name, 0.8 * bar])) as typeof bars);

const anyConfigArbitrary: fc.Arbitrary<EffectiveConfig> = fc
  .record({
    flags: fc.record({ qualityFiltering: mostly, contentRouting: mostly, earlyExit: mostly }),
    thresholds: thresholdsArbitrary,
    weights: fc.record({ coherence: share, completeness: share.map((weight) => weight + 0.1), informativeness: share }),
    maxSampleShare: share.map((value) => Math.max(0.01, value)),
    types: fc.array(fc.record({ mode: fc.constantFrom(...MODES), thresholds: thresholdsArbitrary, earlyExit: mostly }), {
      minLength: 3,
      maxLength: 4,
    }),
    routing: fc.record({
      defaultMode: fc.constantFrom(...MODES),
      minTypeConfidence: share.map((bar) => bar / 2),
      fullMinConfidence: share,
      lightweightMinConfidence: share,
    }),
    checkpoints: fc.tuple(...CHECKPOINTS.map(checkpointArbitrary)),
    overrides: fc.array(
      fc.record({ contentType: fc.constantFrom(...TYPES), checkpoint: fc.constantFrom(...CHECKPOINTS), enabled: fc.boolean() }),
      { maxLength: 2 },
    ),
  })
  .map(({ flags, thresholds, weights, maxSampleShare, types, routing, checkpoints, overrides }) => {
    const base = exampleConfig({
      flags,
      overrides,
      routing: { ...routing, contentTypes: types.map((own, i) => typePolicy(TYPES[i]!, own.mode, own)) },
    });
    return {
      ...base,
      quality: { ...base.quality, thresholds, weights, maxSampleShare },
      earlyExit: {
        ...base.earlyExit,
        checkpoints: Object.fromEntries(CHECKPOINTS.map((name, i) => [name, checkpoints[i]!])) as Record<CheckpointName, CheckpointPolicy>,
      },
    };
  });

/** Leaves the rounds to the quality, so that runs get as far as hearing all of it by the small model. */
function byQuality(config: EffectiveConfig): EffectiveConfig {
  const { flags, routing, earlyExit } = config;
  const contentTypes = routing.contentTypes.map((type) => ({ ...type, mode: 'quality_check' as const }));
  const mid_transcription = { ...earlyExit.checkpoints.mid_transcription, minConfidence: 0.9 };
  return {
    ...config,
    flags: { ...flags, qualityFiltering: true },
    routing: { ...routing, contentTypes, defaultMode: 'quality_check' },
    earlyExit: { ...earlyExit, checkpoints: { ...earlyExit.checkpoints, mid_transcription } },
  };
}

export const configArbitrary: fc.Arbitrary<EffectiveConfig> = fc.oneof(
  { weight: 2, arbitrary: anyConfigArbitrary },
  { weight: 1, arbitrary: anyConfigArbitrary.map(byQuality) },
);

/** In [0, 1), from the item and what is asked. */
function chance({ salt }: RandomItem, ...what: unknown[]): number {
  return (
    createHash('sha256')
      .update(JSON.stringify([salt, ...what]))
      .digest()
      .readUInt32BE(0) /
    2 ** 32
  );
}

/** enginesFor answers for one item. `heard` counts how often each window was heard by each model. */
export function enginesFor(item: RandomItem): { engines: Engines; heard: Map<string, number>; scored: { samples: number } } {
  const { engines, source } = standInEngines();
  const heard = new Map<string, number>();
  const scored = { samples: 0 };
  const durationSeconds = item.words.length * 25;
  source.acquire = (_, folder) =>
    item.offersText
      ? Promise.resolve({
          kind: 'item',
          mediaKind: 'article',
          metadata: METADATA,
          mediaFile: null,
          transcript: articleTranscript(item.words.length),
        })
      : recording(folder, durationSeconds);
  engines.media.probe = async () => ({ durationSeconds, hasAudio: true, hasVideo: false, format: 'ogg', audioCodec: 'opus' });
  engines.speech = {
    ...engines.speech,
    models: ['moonshine-base', 'moonshine-tiny'],
    async hear(_, window, model): Promise<HeardWindow> {
      heard.set(`${model} ${window.index}`, (heard.get(`${model} ${window.index}`) ?? 0) + 1);
      const { startSeconds, endSeconds, index } = window;
      const count = item.words[index]!;
      const text = Array.from({ length: count }, (_, i) => `word${Math.floor(chance(item, model, index, i) * 500)}`).join(' ');
      const foreign = count > 0 && count < item.foreignBelow;
      return {
        window,
        model,
        segments: count === 0 ? [] : [{ startSeconds, endSeconds, text, confidence: chance(item, text), speaker: null }],
        speechSeconds: (count / 60) * 20,
        meanLogProbability: count === 0 ? null : -0.2,
        language: count === 0 ? null : foreign ? 'und' : 'en',
        languageConfidence: count === 0 ? null : foreign ? 0.1 : 0.95,
      };
    },
  };
  engines.classifier = {
    engine: 'stand-in@1',
    async classify({ text }) {
      const probability = chance(item, 'probability', text);
      const order = [...TYPES].sort((a, b) => chance(item, 'type', text, a) - chance(item, 'type', text, b));
      const ranking = order.map((contentType, i) => ({ contentType, probability: i === 0 ? probability : (1 - probability) / 3 }));
      return { contentType: order[0]!, probability, ranking, engine: 'stand-in@1' };
    },
  };
  const assess = (transcript: Transcript, weights: QualityWeights, spread: number): Assessment => {
    const words = transcript.segments.map(({ text }) => text).join(' ');
    const completeness = chance(item, 'completeness', words);
    const dimensions = {
      coherence: chance(item, 'coherence', words),
      completeness,
      informativeness: chance(item, 'informativeness', words),
      completenessInterval: { lower: completeness * (1 - spread), upper: completeness + (1 - completeness) * spread },
    };
    return { ...dimensions, ...weigh(dimensions, weights), assessmentConfidence: chance(item, 'confidence', words), engine: 'stand-in@1' };
  };
  engines.assessor = {
    engine: 'stand-in@1',
    assess: async (_, transcript, weights) => assess(transcript, weights, 0),
    async assessSample({ sample, weights }) {
      scored.samples++;
      const heardText = { ...sample.stretches[0]!, segments: sample.stretches.flatMap(({ segments }) => segments) };
      if (sample.heardShare === 1) return assess(heardText, weights, 0);
      return { ...assess(heardText, weights, chance(item, 'spread')), contentInformativeness: chance(item, 'tells') };
    },
    assessTranscript: async ({ segments }) => ({
      contentInformativeness: chance(item, 'text', segments.length),
      contentCoherence: chance(item, 'coherent', segments.length),
    }),
  };
  return { engines, heard, scored };
}
