import type { HeardWindow, SpeechModel } from '@/lib/core/runs/content';
import type { Signals } from './declared';
import { repetitionRatio, uniqueWordRatio } from './repetition';
import { confidenceOf } from './text';
import { wordsOf } from './words';

/** Best first. A window may have been heard by a small model in an early round and by a better one later. */
const MODELS_BY_QUALITY: readonly SpeechModel[] = ['api', 'moonshine-base', 'moonshine-tiny'];

/** bestHearings keeps one hearing of each window, by the best model that heard it, in playing order. */
export function bestHearings(windows: readonly HeardWindow[]): HeardWindow[] {
  const best = new Map<number, HeardWindow>();
  for (const heard of windows) {
    const other = best.get(heard.window.index);
    if (other && MODELS_BY_QUALITY.indexOf(other.model) <= MODELS_BY_QUALITY.indexOf(heard.model)) continue;
    best.set(heard.window.index, heard);
  }
  return [...best.values()].sort((a, b) => a.window.index - b.window.index);
}

/** languageConfidenceOf is the mean language confidence of heard windows, weighted by their speech; null where nothing was said. */
export function languageConfidenceOf(windows: readonly HeardWindow[]): number | null {
  let weighted = 0;
  let seconds = 0;
  for (const { languageConfidence, speechSeconds } of bestHearings(windows)) {
    if (languageConfidence === null) continue;
    weighted += languageConfidence * speechSeconds;
    seconds += speechSeconds;
  }
  return seconds > 0 ? weighted / seconds : null;
}

/**
 * sampleSignals are the signals of what was heard so far. A window heard by two models counts once. `durationSeconds` of the whole item
 * gives the estimate of its words; all is unknown while nothing was heard.
 */
export function sampleSignals(windows: readonly HeardWindow[], durationSeconds: number | null): Signals {
  const heard = bestHearings(windows);
  const sampledSeconds = heard.reduce((sum, { window }) => sum + (window.endSeconds - window.startSeconds), 0);
  if (!(sampledSeconds > 0)) return {};
  const speechSeconds = heard.reduce((sum, one) => sum + one.speechSeconds, 0);
  const stretches = heard.map(({ segments }) => wordsOf(segments.map(({ text }) => text).join(' ')));
  const words = stretches.flat();
  return {
    speech_ratio: Math.min(1, speechSeconds / sampledSeconds),
    sampled_seconds: sampledSeconds,
    sample_word_count: words.length,
    sample_words_per_minute: speechSeconds > 0 ? words.length / (speechSeconds / 60) : null,
    sample_repetition_ratio: repetitionRatio(stretches),
    sample_unique_word_ratio: uniqueWordRatio(words),
    sample_confidence: confidenceOf(heard.flatMap(({ segments }) => segments)),
    estimated_word_count:
      durationSeconds === null ? null : Math.round((words.length / sampledSeconds) * Math.max(durationSeconds, sampledSeconds)),
  };
}
