/** For tests and measurements: random recorded runs and random configurations to replay them under. */

import type { CheckpointPolicy, EffectiveConfig } from '@/lib/core/gates/effective-config';
import { conditionPolicy, exampleConfig, typePolicy } from '@/lib/core/gates/fixture';
import { weigh } from '@/lib/core/gates/overall';
import type { ProcessingMode } from '@/lib/core/gates/types';
import type { Assessment, ContentTypePrediction } from '@/lib/core/runs/content';
import { hearingRounds } from '@/lib/core/runs/rounds';
import { CHECKPOINTS, type CheckpointName, EXTRACTOR_VERSION, type Signals } from '@/lib/core/signals/declared';
import type { RunFactsForReplay } from './recordings';
import type { RecordedRound, RecordedRun, ReplayOutcome } from './replay';

export type Random = () => number;

/** seededRandom returns numbers in [0, 1) that are the same for the same seed: mulberry32 (Tommy Ettinger, public domain). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WEIGHTS = { coherence: 0.3, completeness: 0.4, informativeness: 0.3 };
const TYPES = ['discussion', 'news', 'music', 'advertisement'];
const HOSTS = ['one.example', 'two.example', 'three.example'];

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const sometimes = <T>(random: Random, share: number, value: () => T): T | null => (random() < share ? value() : null);

function prediction(random: Random): ContentTypePrediction {
  const contentType = pick(random, TYPES);
  const probability = random();
  const others = [...TYPES.filter((type) => type !== contentType), 'general'].map((type) => ({
    contentType: type,
    probability: (1 - probability) * random(),
  }));
  return { contentType, probability, ranking: [{ contentType, probability }, ...others], engine: 'classify@1' };
}

function assessment(random: Random, sampled: boolean): Assessment {
  const completeness = random();
  const spread = sampled ? random() * 0.3 : 0;
  const completenessInterval = { lower: Math.max(0, completeness - spread), upper: Math.min(1, completeness + spread) };
  const dimensions = { coherence: 0.5 + random() / 2, informativeness: random(), completeness, completenessInterval };
  const content = sampled ? { contentInformativeness: random() } : {};
  return { ...dimensions, ...content, ...weigh(dimensions, WEIGHTS), assessmentConfidence: random(), engine: 'assess@1' };
}

function downloadSignals(random: Random): Signals {
  return {
    duration_seconds: sometimes(random, 0.9, () => random() * 1000),
    view_count: sometimes(random, 0.5, () => Math.floor(random() * 1e6)),
    title_spam_score: random(),
    is_live: random() < 0.1,
    source_host: pick(random, HOSTS),
    language: sometimes(random, 0.7, () => pick(random, ['en', 'de'])),
  };
}

function heardSignals(random: Random): Signals {
  return {
    duration_seconds: random() * 1000,
    speech_ratio: random(),
    sample_word_count: Math.floor(random() * 300),
    sample_words_per_minute: sometimes(random, 0.8, () => random() * 200),
  };
}

function rounds(random: Random, windowCount: number, before: Signals): RecordedRound[] {
  const planned = hearingRounds(windowCount, pick(random, [0.2, 0.4, 0.6]));
  const reached = planned.slice(0, Math.floor(random() * (planned.length + 1)));
  return reached.flatMap(({ round, windows, lastSample, whole }) => {
    const one = (): RecordedRound => {
      const scored = random() < 0.8;
      return {
        round,
        model: pick(random, ['moonshine-tiny', 'moonshine-base'] as const),
        windows,
        heardShare: whole ? 1 : Math.min(1, windows.length / windowCount + 0.2 * random()),
        lastSample,
        whole,
        languageSupported: random() < 0.95,
        signals: { ...before, ...heardSignals(random) },
        extractorVersion: random() < 0.97 ? EXTRACTOR_VERSION : 0,
        prediction: prediction(random),
        assessment: scored && random() < 0.95 ? assessment(random, !whole) : null,
        scored,
      };
    };
    return random() < 0.1 ? [one(), one()] : [one()];
  });
}

/** randomRecordedRun ends anywhere, and lacks anything now and then. */
export function randomRecordedRun(random: Random): RecordedRun {
  const downloaded = downloadSignals(random);
  const offeredText = random() < 0.3;
  const windowCount = offeredText ? null : sometimes(random, 0.95, () => 1 + Math.floor(random() * 40));
  const heard = windowCount === null ? [] : rounds(random, windowCount, downloaded);
  const through = offeredText ? null : sometimes(random, 0.7, () => ({ ...downloaded, ...heardSignals(random) }));
  const isRead = offeredText ? random() < 0.9 : through !== null && random() < 0.9;
  const text: Signals = { ...downloaded, ...through, word_count: Math.floor(random() * 2000), repetition_ratio: random() };
  return {
    depth: pick(random, ['auto', 'auto', 'auto', 'auto', 'quick', 'full'] as const),
    requestedPriority: null,
    extractorVersion: random() < 0.98 ? EXTRACTOR_VERSION : 0,
    offeredText,
    windowCount,
    downloaded: sometimes(random, 0.98, () => ({ signals: downloaded, prediction: prediction(random) })),
    rounds: heard,
    heardThrough: through,
    transcribed: isRead ? { signals: text, prediction: prediction(random) } : null,
    assessment: isRead ? sometimes(random, 0.9, () => assessment(random, false)) : null,
    analyzed: isRead ? sometimes(random, 0.6, () => ({ ...text, claim_count: Math.floor(random() * 5), novelty_score: random() })) : null,
  };
}

const CONDITIONS: Partial<Record<CheckpointName, readonly string[]>> = {
  post_download: [
    'duration < 120',
    'title_spam_score > 0.9 and not is_live',
    'content_type == "music" and content_type_confidence > 0.6',
    'source_host in ["two.example", "nowhere.example"] or view_count / 0 > 1',
    'language != "en"',
  ],
  mid_transcription: ['speech_ratio < 0.15', 'content_type == "advertisement"', 'sample_words_per_minute + speech_ratio * 10 < 20'],
  post_transcription: ['word_count < 200', 'repetition_ratio > 0.9 and content_type != "news"'],
  post_quality_filtering: ['overall_quality < 0.4', 'completeness_score < 0.2 or informativeness_score < 0.1'],
  post_analysis: ['claim_count == 0 and novelty_score < 0.5', 'overall_quality < 0.5'],
};

/** randomConfig changes bars, modes, weights, conditions and switches. */
export function randomConfig(random: Random): EffectiveConfig {
  const share = () => Math.round(random() * 100) / 100;
  const thresholds = () => ({
    minOverall: share() * 0.9,
    minCoherence: share(),
    minCompleteness: share() * 0.8,
    minInformativeness: share(),
  });
  const modes: readonly ProcessingMode[] = ['full', 'lightweight', 'quality_check', 'quality_check'];
  const config = exampleConfig({
    flags: { qualityFiltering: random() < 0.9, contentRouting: random() < 0.8, earlyExit: random() < 0.9 },
    routing: {
      contentTypes: TYPES.slice(0, 3).map((name) =>
        typePolicy(name, pick(random, modes), { thresholds: thresholds(), earlyExit: random() < 0.9 }),
      ),
      defaultMode: pick(random, modes),
      minTypeConfidence: share() * 0.4,
      fullMinConfidence: share(),
      lightweightMinConfidence: share(),
    },
    overrides: random() < 0.3 ? [{ contentType: 'news', checkpoint: 'post_download', enabled: random() < 0.5 }] : [],
  });
  const policyAt = (checkpoint: CheckpointName): CheckpointPolicy => ({
    enabled: random() < 0.9,
    minConfidence: 0.5 + share() / 2,
    conditions: (CONDITIONS[checkpoint] ?? [])
      .filter(() => random() < 0.5)
      .map((text) => conditionPolicy(text, share() * 0.5 + 0.5, checkpoint)),
  });
  const checkpoints = Object.fromEntries(CHECKPOINTS.map((name) => [name, policyAt(name)])) as Record<CheckpointName, CheckpointPolicy>;
  const keys = Object.values(checkpoints).flatMap(({ conditions }) => conditions.map(({ key }) => key));
  return {
    ...config,
    quality: {
      ...config.quality,
      thresholds: thresholds(),
      weights: { coherence: share(), completeness: share() + 0.01, informativeness: share() },
      maxSampleShare: pick(random, [0.2, 0.4, 0.6]),
    },
    earlyExit: { ...config.earlyExit, checkpoints },
    suspendedConditions: keys.filter(() => random() < 0.1),
  };
}

/** factsOf makes a run of a recording: one that was neither stopped nor judged, and whose stages take a second each. */
export function factsOf(runId: string, recorded: RecordedRun, own: Partial<RunFactsForReplay> = {}): RunFactsForReplay {
  return {
    runId,
    canonicalUrl: `https://one.example/${runId}`,
    finishedAt: 0,
    contentType: 'news',
    recorded,
    decided: { processingType: 'full', checkpoint: null, round: 0 },
    spentMs: null,
    costs: { acquireMs: 1000, hearMs: 1000, assessMs: 1000, analyzeMs: 1000 },
    fullQuality: null,
    drawn: null,
    verdict: null,
    audited: null,
    ...own,
  };
}

/** decidedOf: what a replay says as what a run was decided; full where it does not know. */
export function decidedOf(outcome: ReplayOutcome): RunFactsForReplay['decided'] {
  if ('unknown' in outcome) return { processingType: 'full', checkpoint: null, round: 0 };
  return { processingType: outcome.processingType, checkpoint: outcome.exitCheckpoint, round: outcome.round };
}
