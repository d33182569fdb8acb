import type { Segment } from '@/lib/core/runs/content';
import type { Heard } from '../heard';
import { toSegments } from '../segments';
import { SAMPLE_RATE } from '../vad/frames';
import { type Region, totalSeconds } from '../vad/speech';
import type { ApiTranscript, SpeechApi } from './client';
import { languageCode } from './language';

/** Sent before the first and after the last word, for soft beginnings and endings. */
const MARGIN_SECONDS = 0.5;

const SILENCE: Heard = { segments: [], speechSeconds: 0, meanLogProbability: null, language: null, languageConfidence: null };

/** Mean over segments by their length. */
function meanOver(segments: readonly { startSeconds: number; endSeconds: number; meanLogProbability: number | null }[]): number | null {
  const known = segments.filter(({ meanLogProbability }) => meanLogProbability !== null);
  const seconds = known.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0);
  return seconds === 0 ? null : known.reduce((sum, s) => sum + (s.endSeconds - s.startSeconds) * s.meanLogProbability!, 0) / seconds;
}

function segmentsOf({ text, segments }: ApiTranscript, offset: number, speech: readonly Region[]): Segment[] {
  if (segments === null) {
    const words = text.split(/\s+/).flatMap((word) => (word === '' ? [] : [{ text: word }]));
    return toSegments(speech, words, () => null);
  }
  return segments.map(({ startSeconds, endSeconds, text: said, meanLogProbability }) => ({
    startSeconds: offset + startSeconds,
    endSeconds: offset + endSeconds,
    text: said,
    // The geometric mean of the tokens' probabilities.
    confidence: meanLogProbability === null ? null : Math.min(1, Math.exp(meanLogProbability)),
    speaker: null,
  }));
}

/**
 * hearByApi asks the API what is said in `pcm`, given where somebody speaks in it. Where nobody does nothing is asked, so that silence costs nothing
 * and cannot be made into words. The API knows its languages, so what it names is supported.
 */
export async function hearByApi(api: SpeechApi, pcm: Float32Array, speech: readonly Region[], signal?: AbortSignal): Promise<Heard> {
  const [first, last] = [speech[0], speech.at(-1)];
  if (first === undefined || last === undefined) return SILENCE;
  const from = Math.max(0, first.startSeconds - MARGIN_SECONDS);
  const to = Math.min(pcm.length / SAMPLE_RATE, last.endSeconds + MARGIN_SECONDS);
  const transcript = await api.transcribe(pcm.slice(Math.round(from * SAMPLE_RATE), Math.round(to * SAMPLE_RATE)), signal);
  const segments = segmentsOf(transcript, from, speech);
  const language = segments.length === 0 || transcript.language === null ? null : languageCode(transcript.language);
  return {
    segments,
    speechSeconds: totalSeconds(speech),
    meanLogProbability: meanOver(transcript.segments ?? []),
    language,
    languageConfidence: language === null ? null : 1,
  };
}
