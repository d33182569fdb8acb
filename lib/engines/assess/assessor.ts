import { weigh } from '@/lib/core/gates/overall';
import type { Assessment, Interval, QuickResult, Transcript, TranscriptQuality } from '@/lib/core/runs/content';
import { confidenceOf } from '@/lib/core/signals/text';
import type { Embedder } from '../embed/types';
import { contentInformativeness, informativeness } from '../text/informativeness';
import { createPace } from '../text/pace';
import { type ItemProfile, profileItem } from '../text/profile';
import { type SentenceDocument, splitSentences } from '../text/sentences';
import { countWords } from '../text/words';
import { coherence } from './coherence';
import { completeness } from './completeness';
import { profileResult } from './result-profile';
import { estimateCompleteness } from './sample/estimate';
import { joined, sampleFeatures } from './sample/measure';
import { sampleSequences } from './sequences';
import type { Assessor, QualityWeights } from './types';

/** Change it with anything that moves a score: signals of different versions are never compared. */
const ENGINE = 'assess@2';

export interface AssessorOptions {
  embedder: Embedder;
}

/**
 * createAssessor scores results and transcripts by measurement alone: no LLM, nothing learned online. The same input always gives the same
 * scores. Reading an item costs one embedding of at most 64 short texts; it is kept while the transcript object lives.
 */
export function createAssessor({ embedder }: AssessorOptions): Assessor {
  const profiles = new WeakMap<Transcript, ItemProfile>();

  async function profile(transcript: Transcript, signal?: AbortSignal): Promise<ItemProfile> {
    const known = profiles.get(transcript);
    if (known) return known;
    const made = await profileItem(transcript, embedder, createPace(signal), signal);
    profiles.set(transcript, made);
    return made;
  }

  async function scoresOf(result: QuickResult, transcript: Transcript, signal?: AbortSignal) {
    const pace = createPace(signal);
    const item = await profile(transcript, signal);
    const read = await profileResult(result, embedder, pace, signal);
    return {
      coherence: coherence([read.flow]),
      completeness: completeness(read, item),
      informativeness: await informativeness(read.sentences, pace),
    };
  }

  async function completenessOf(result: QuickResult, transcript: Transcript, signal?: AbortSignal): Promise<number> {
    const item = await profile(transcript, signal);
    return completeness(await profileResult(result, embedder, createPace(signal), signal), item);
  }

  /** Nothing is embedded for it. */
  async function documentOf(transcript: Transcript, signal?: AbortSignal): Promise<SentenceDocument> {
    return profiles.get(transcript)?.document ?? splitSentences(transcript, createPace(signal));
  }

  async function assess(result: QuickResult, transcript: Transcript, weights: QualityWeights, signal?: AbortSignal): Promise<Assessment> {
    const scores = await scoresOf(result, transcript, signal);
    const exact = { lower: scores.completeness, upper: scores.completeness };
    return assessment(scores, exact, weights, confidence(result, transcript, await profile(transcript, signal)));
  }

  return {
    engine: ENGINE,
    assess,

    async assessSample({ result, sample, summarize, weights }, signal) {
      const heard = joined(sample.stretches);
      if (sample.heardShare >= 1) return assess(result, heard, weights, signal);
      const scores = await scoresOf(result, heard, signal);
      const features = await sampleFeatures({ sample, summarize }, (part, transcript) => completenessOf(part, transcript, signal));
      // Where nothing can be left out, what was heard is told, and nothing is known of the rest.
      const estimate = features
        ? estimateCompleteness(features)
        : { completeness: scores.completeness * sample.heardShare, interval: { lower: 0, upper: scores.completeness } };
      const { lower, upper } = estimate.interval;
      const sure = confidence(result, heard, await profile(heard, signal)) * (1 - (upper - lower));
      const whole = assessment({ ...scores, completeness: estimate.completeness }, estimate.interval, weights, sure);
      return { ...whole, contentInformativeness: await contentInformativeness(await documentOf(heard, signal), createPace(signal)) };
    },

    async assessTranscript(transcript, signal): Promise<TranscriptQuality> {
      const document = await documentOf(transcript, signal);
      const sequences = await sampleSequences(document.sentences, embedder, signal);
      return {
        contentInformativeness: await contentInformativeness(document, createPace(signal)),
        contentCoherence: coherence(sequences),
      };
    },
  };
}

function assessment(
  scores: { coherence: number; completeness: number; informativeness: number },
  completenessInterval: Interval,
  weights: QualityWeights,
  assessmentConfidence: number,
): Assessment {
  const dimensions = { ...scores, completenessInterval };
  return { ...dimensions, ...weigh(dimensions, weights), assessmentConfidence, engine: ENGINE };
}

/** Words of an item at which topics and phrases can be told well. */
const ENOUGH_WORDS = 150;
/** The embedding model and the word lists know English. */
const OTHER_LANGUAGE = 0.4;

/** How sure: less for little text, for text that may have been misheard, for other languages, for a result of a few words. */
function confidence(result: QuickResult, transcript: Transcript, item: ItemProfile): number {
  const wordCount = countWords(item.document.text);
  const resultWords = countWords(result.summary);
  const heard = confidenceOf(transcript.segments) ?? 1;
  return (
    (wordCount / (wordCount + ENOUGH_WORDS)) *
    (0.5 + 0.5 * heard) *
    (item.document.english ? 1 : OTHER_LANGUAGE) *
    (resultWords / (resultWords + 10))
  );
}
