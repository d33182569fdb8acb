import { eld } from 'eld/medium';

export interface TextLanguage {
  /** ISO 639-1 */
  language: string;
  /** [0, 1]: how far the language stands out from the next one; 1 = no other comes near. */
  confidence: number;
}

/** Enough to tell any language; longer texts are told by their first part. */
const READ_CHARACTERS = 10_000;
/** Shorter texts are told by chance. */
const MIN_CHARACTERS = 20;

/** languageOfText tells the language a text is written in, or null for texts too short or too mixed to tell. */
export function languageOfText(text: string): TextLanguage | null {
  const read = text.slice(0, READ_CHARACTERS);
  if (read.trim().length < MIN_CHARACTERS) return null;
  const result = eld.detect(read);
  if (!result.language) return null;
  const [best = 0, second = 0] = Object.values(result.getScores()).sort((a, b) => b - a);
  if (best <= 0) return null;
  return { language: result.language, confidence: Math.min(1, (best - second) / (best / 2)) };
}
