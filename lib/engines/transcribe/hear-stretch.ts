/** Hearing a stretch of sound: one voice or two, and in which language. Loaded inside the speech thread, so relative imports only. */
import { agreement } from './agreement';
import { holdsTwoVoices, mixChannels } from './channels';
import { meanLogProbability, segmentConfidence } from './confidence';
import { type HeardChunk, hearChannel, recogniseChunk } from './hear-channel';
import { isDoubtful, type LanguageEvidence } from './language-evidence';
import type { Recogniser } from './moonshine/recogniser';
import type { Word } from './moonshine/words';
import { textOf, toSegments } from './segments';
import type { HeardStretch } from './thread-types';
import type { Vad } from './vad/silero';
import { totalSeconds } from './vad/speech';

export interface Ears {
  vad: Vad;
  recogniser: Recogniser;
  /** The model of the other size, loaded when it is asked for. */
  secondOpinion: () => Promise<Recogniser>;
  /** Throws when the work is no longer wanted. */
  check: () => void;
}

async function weighLanguage(heard: readonly HeardChunk[], ears: Ears): Promise<LanguageEvidence | null> {
  const words = heard.flatMap((chunk) => chunk.words);
  const mean = meanLogProbability(words);
  if (mean === null) return null;
  const tokens = words.reduce((sum, word) => sum + word.tokens, 0);
  const evidence: LanguageEvidence = { meanLogProbability: mean, tokens, agreement: null };
  if (!isDoubtful(evidence)) return evidence;
  const other = await ears.secondOpinion();
  const otherWords: Word[] = [];
  for (const { chunk, pcm } of heard) otherWords.push(...(await recogniseChunk(other, chunk, pcm, ears.check)));
  return { ...evidence, agreement: agreement(textOf(words), textOf(otherWords)) };
}

/**
 * hearStretch recognises what is said in a stretch of sound of one or two channels. Two channels are heard one by one where each carries a speaker
 * of its own, else mixed. Times are seconds from the start of the stretch.
 */
export async function hearStretch(channels: readonly Float32Array[], ears: Ears): Promise<HeardStretch> {
  const [first, second] = channels;
  const apart = first !== undefined && second !== undefined && holdsTwoVoices(first, second);
  const heard: HeardChunk[] = [];
  for (const pcm of apart ? [first, second] : [mixChannels(channels)]) {
    heard.push(...(await hearChannel(pcm, ears.vad, ears.recogniser, ears.check)));
  }
  const segments = heard.flatMap(({ chunk, words }) => {
    const mean = meanLogProbability(words) ?? 0;
    return toSegments(chunk.regions, words, (sentence) => segmentConfidence(sentence, mean));
  });
  return {
    segments: segments.sort((a, b) => a.startSeconds! - b.startSeconds!),
    speechSeconds: totalSeconds(heard.flatMap(({ chunk }) => chunk.regions)),
    evidence: await weighLanguage(heard, ears),
  };
}
