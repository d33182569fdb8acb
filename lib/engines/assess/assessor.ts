import type { Assessment, QuickResult, Transcript, TranscriptQuality } from '@/lib/core/runs/content';
import { confidenceOf } from '@/lib/core/signals/text';
import type { Embedder } from '../embed/types';
import { createPace } from '../text/pace';
import { type ItemProfile, profileItem } from '../text/profile';
import { countWords } from '../text/words';
import { coherence } from './coherence';
import { completeness } from './completeness';
import { amount, informativeness } from './informativeness';
import { overallOf } from './overall';
import { profileResult } from './result-profile';
import { sampleSentences, sampleSequences } from './sequences';
import type { Assessor, QualityWeights } from './types';

/** Change it with anything that moves a score: signals of different versions are never compared. */
const ENGINE = 'assess@1';

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

  return {
    engine: ENGINE,

    async assess(result, transcript, weights, signal) {
      const pace = createPace(signal);
      const item = await profile(transcript, signal);
      const read = await profileResult(result, embedder, pace, signal);
      const scores = {
        coherence: coherence([read.flow]),
        completeness: completeness(read, item),
        informativeness: await informativeness(read.sentences, pace),
      };
      return assessment(scores, weights, result, transcript, item);
    },

    async assessTranscript(transcript, signal): Promise<TranscriptQuality> {
      const pace = createPace(signal);
      const { document } = await profile(transcript, signal);
      const sequences = await sampleSequences(document.sentences, embedder, signal);
      const density = await informativeness(sampleSentences(document.sentences), pace);
      return {
        contentInformativeness: density * amount(countWords(document.text)),
        contentCoherence: coherence(sequences),
      };
    },
  };
}

function assessment(
  scores: { coherence: number; completeness: number; informativeness: number },
  weights: QualityWeights,
  result: QuickResult,
  transcript: Transcript,
  item: ItemProfile,
): Assessment {
  const overall = overallOf(scores, weights);
  return {
    ...scores,
    overall,
    completenessInterval: { lower: scores.completeness, upper: scores.completeness },
    overallInterval: { lower: overall, upper: overall },
    assessmentConfidence: confidence(result, transcript, item),
    engine: ENGINE,
  };
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
