/** How much a text repeats itself, by measures that do not grow or shrink with its length alone. */

/** Words of a run that counts as said before. Runs of four recur in natural speech in a few percent of the words; shorter ones far more often. */
export const RUN_WORDS = 4;
/** A run counts as repeated when it was said within so many words: in a book-length text every common phrase recurs some time. */
const MEMORY_WORDS = 2_000;
/** Under two runs' length nothing can be told. */
const MIN_WORDS = 2 * RUN_WORDS;
/** Stretch over which distinct words are counted. */
const STRETCH_WORDS = 500;

/**
 * repetitionRatio is the share of the words that stand in a run of four words that was said before, [0, 1]. `stretches` are pieces of one
 * item (a whole transcript is one): no run spans two of them, but one may repeat another. null under eight words.
 */
export function repetitionRatio(stretches: readonly (readonly string[])[]): number | null {
  const total = stretches.reduce((sum, words) => sum + words.length, 0);
  if (total < MIN_WORDS) return null;
  const lastSeen = new Map<string, number>();
  let position = 0;
  let repeated = 0;
  for (const words of stretches) {
    let coveredTo = 0;
    for (let i = 0; i + RUN_WORDS <= words.length; i++) {
      const run = words.slice(i, i + RUN_WORDS).join(' ');
      const before = lastSeen.get(run);
      lastSeen.set(run, position + i);
      if (before === undefined || position + i - before > MEMORY_WORDS) continue;
      repeated += i + RUN_WORDS - Math.max(i, coveredTo);
      coveredTo = i + RUN_WORDS;
    }
    position += words.length;
  }
  return repeated / total;
}

/**
 * uniqueWordRatio is the share of distinct words, (0, 1], as the mean over all stretches of 500 words (moving-average type-token ratio,
 * Covington and McFall 2010): the plain ratio falls with a text's length, whatever it says. A shorter text is one stretch. null without
 * words.
 */
export function uniqueWordRatio(words: readonly string[]): number | null {
  if (words.length === 0) return null;
  const size = Math.min(STRETCH_WORDS, words.length);
  const counts = new Map<string, number>();
  let sum = 0;
  for (const [i, word] of words.entries()) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    const leaving = words[i - size];
    if (leaving !== undefined) {
      const left = (counts.get(leaving) ?? 1) - 1;
      if (left === 0) counts.delete(leaving);
      else counts.set(leaving, left);
    }
    if (i >= size - 1) sum += counts.size;
  }
  return sum / (words.length - size + 1) / size;
}
