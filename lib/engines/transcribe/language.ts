/**
 * Is this English? The local models know nothing else; of other languages they make fluent English nonsense, which a language detector on the
 * text takes for English (in 9 of 10 cases). What gives it away is how unsure they are of their words, and that two of them write two
 * different stories (./language-evidence).
 */
import type { HeardWindow, Segment } from '@/lib/core/runs/content';
import { languageOfText } from '../text/language';
import { foreignLogit, type LanguageEvidence } from './language-evidence';

/** A verdict on one stretch of speech; null: too little to tell. */
export interface LanguageVerdict {
  /** `en`, another ISO 639-1 code, or `und` for a language that is not English. */
  language: string;
  /** Probability that it is English, [0, 1]. */
  confidence: number;
}

/** judgeText weighs the evidence of what was recognised. */
export function judgeText(text: string, evidence: LanguageEvidence): LanguageVerdict {
  const detected = languageOfText(text)?.language ?? null;
  const foreignText = detected !== null && detected !== 'en';
  const confidence = 1 / (1 + Math.exp(foreignLogit(evidence, foreignText)));
  return { language: confidence >= 0.5 ? 'en' : foreignText ? detected : 'und', confidence };
}

/** Speech in which the models find no word, in several tries, is hardly ever English (1 chunk of 282, against 1 in 6 of other languages). */
const WORDLESS_CONFIDENCE = 0.2;
const MIN_WORDLESS_SECONDS = 3;

/** judgeWordless is the verdict on speech that gave no words. */
export function judgeWordless(speechSeconds: number): LanguageVerdict | null {
  return speechSeconds < MIN_WORDLESS_SECONDS ? null : { language: 'und', confidence: WORDLESS_CONFIDENCE };
}

export interface LanguageJudgement {
  /** False: the transcript would be nonsense; the run should fail with `unsupported_language`. */
  supported: boolean;
  /** `en`, another ISO 639-1 code, `und`; null when too little was said to tell. */
  language: string | null;
  /** Share of the speech that is probably in a language that the model knows, [0, 1]; null as above. */
  confidence: number | null;
}

/** An item is supported from this share on: an English minority is worth having, and few items are foreign where only English is promised. */
const MIN_SUPPORTED_SHARE = 0.25;

/** judgeLanguage judges an item by the windows heard so far, each by how much speech it holds. Windows that say nothing have no say. */
export function judgeLanguage(windows: readonly HeardWindow[]): LanguageJudgement {
  const telling = windows.filter(({ languageConfidence }) => languageConfidence !== null);
  const speech = telling.reduce((sum, { speechSeconds }) => sum + speechSeconds, 0);
  if (speech === 0) return { supported: true, language: null, confidence: null };
  const confidence = telling.reduce((sum, w) => sum + w.speechSeconds * w.languageConfidence!, 0) / speech;
  const supported = confidence >= MIN_SUPPORTED_SHARE;
  const seconds = new Map<string, number>();
  for (const { language, speechSeconds } of telling) seconds.set(language!, (seconds.get(language!) ?? 0) + speechSeconds);
  const counted = [...seconds].filter(([language]) => (language === 'en') === supported).sort(([, a], [, b]) => b - a);
  return { supported, language: counted[0]?.[0] ?? (supported ? 'en' : 'und'), confidence };
}

/** A window that is English with less than this probability is left out of a transcript. */
const MIN_WINDOW_CONFIDENCE = 0.25;

/** isSupported says whether a window's words belong into the transcript: in an item of two languages only the windows in English do. */
export function isSupported({ languageConfidence }: HeardWindow): boolean {
  return languageConfidence === null || languageConfidence >= MIN_WINDOW_CONFIDENCE;
}

/** transcriptSegments puts windows, in whatever order they were heard, into one transcript, without the nonsense of unsupported ones. */
export function transcriptSegments(windows: readonly HeardWindow[]): Segment[] {
  return [...windows]
    .sort((a, b) => a.window.startSeconds - b.window.startSeconds)
    .filter(isSupported)
    .flatMap(({ segments }) => segments);
}
