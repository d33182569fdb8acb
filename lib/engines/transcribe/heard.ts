import type { HeardWindow, SpeechModel, Window } from '@/lib/core/runs/content';
import { judgeText, judgeWordless } from './language';
import { textOf } from './segments';
import type { HeardStretch } from './thread-types';

/** What was heard in a stretch, before it has its place in the item: times are seconds from the start of the stretch. */
export type Heard = Pick<HeardWindow, 'segments' | 'speechSeconds' | 'meanLogProbability' | 'language' | 'languageConfidence'>;

/** withLanguage judges the language of what the local models heard. */
export function withLanguage({ segments, speechSeconds, evidence }: HeardStretch): Heard {
  const verdict = evidence ? judgeText(textOf(segments), evidence) : judgeWordless(speechSeconds);
  return {
    segments,
    speechSeconds,
    meanLogProbability: evidence?.meanLogProbability ?? null,
    language: verdict?.language ?? null,
    languageConfidence: verdict?.confidence ?? null,
  };
}

/** placed moves what was heard to where its window begins. */
export function placed(heard: Heard, window: Window, model: SpeechModel): HeardWindow {
  const segments = heard.segments.map((segment) => ({
    ...segment,
    startSeconds: segment.startSeconds! + window.startSeconds,
    endSeconds: segment.endSeconds! + window.startSeconds,
  }));
  return { ...heard, segments, window, model };
}
