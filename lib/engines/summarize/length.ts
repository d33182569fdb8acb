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

/** Informativeness from which an item has more points than others of its length, and at which it has twice as many. */
const DENSE = { from: 0.55, to: 0.75 };

/**
 * planLength grows with the logarithm of the item, and with what it tells ([0, 1], `contentInformativeness`): of a minute of small talk 3 key points, of
 * an hour 24, of a bulletin twice as many. So many, because what is on neither the paragraph nor the list is lost to
 * the reader of a result that is kept (`npm run bench -- savings` tells how much, `loss`).
 */
export function planLength(wordCount: number, informativeness: number): SummaryLength {
  const doublings = Math.max(0, Math.log2(Math.max(1, wordCount) / 150));
  const dense = Math.min(1, Math.max(0, (informativeness - DENSE.from) / (DENSE.to - DENSE.from)));
  const keyPoints = Math.min(40, Math.round((1 + dense) * Math.min(24, 3 + Math.round(3.4 * doublings))));
  const sentences = Math.min(8, 2 + Math.round(0.85 * doublings));
  return { sentences, words: Math.min(180, 25 * sentences), keyPoints };
}
