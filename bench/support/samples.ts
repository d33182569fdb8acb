/** Transcripts cut as an item is heard: for measuring what a sample tells of the whole. */
import type { Transcript } from '@/lib/core/runs/content';
import { hearingRounds } from '@/lib/core/runs/rounds';

/** A window of 25 s at 173 words a minute. */
const WORDS_PER_WINDOW = 72;

const SPOKEN = { origin: 'speech_local', language: 'en', engine: 'text' } as const;

/** windowsOf cuts a text into windows of about 72 words, as transcripts. */
export function windowsOf(text: string): Transcript[] {
  const words = text.split(/\s+/).filter(Boolean);
  const count = Math.max(1, Math.ceil(words.length / WORDS_PER_WINDOW));
  return Array.from({ length: count }, (_, i) => {
    const part = words.slice(Math.round((i * words.length) / count), Math.round(((i + 1) * words.length) / count)).join(' ');
    return { ...SPOKEN, segments: [{ startSeconds: i, endSeconds: i + 1, text: part, confidence: null, speaker: null }] };
  });
}

/** samplesOf are the windows heard by the end of each round that is a sample, in playing order. */
export function samplesOf<T>(windows: readonly T[], maxSampleShare: number): T[][] {
  const rounds = hearingRounds(windows.length, maxSampleShare);
  return rounds
    .slice(0, 1 + rounds.findIndex(({ lastSample }) => lastSample))
    .map((round) => [...round.windows].sort((a, b) => a - b).map((index) => windows[index]!));
}
