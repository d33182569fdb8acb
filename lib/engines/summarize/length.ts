/** How long a summary of an item of so many words is. */
export interface SummaryLength {
  /** Sentences of the paragraph. */
  sentences: number;
  /** Words of the paragraph at which no further sentence is begun. */
  words: number;
  keyPoints: number;
}

/** Shorter than this, the text is its own summary. */
export const SELF_SUMMARY_WORDS = 60;

/**
 * planLength grows with the logarithm of the item: 3 key points for a minute of speech, 24 for an hour and more. So many, because what is on neither the
 * paragraph nor the list is lost to the reader of a result that is kept (`npm run bench -- savings` tells how much, `loss`).
 */
export function planLength(wordCount: number): SummaryLength {
  const doublings = Math.max(0, Math.log2(Math.max(1, wordCount) / 150));
  const keyPoints = Math.min(24, 3 + Math.round(3.4 * doublings));
  const sentences = Math.min(8, 2 + Math.round(0.85 * doublings));
  return { sentences, words: Math.min(180, 25 * sentences), keyPoints };
}
