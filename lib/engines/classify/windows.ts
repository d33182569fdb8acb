/** Windows are the unit the model judges: short stretches of text, spread over the whole. */

/** Words of one window: about 110 tokens, well inside the embedder's 256. */
export const WINDOW_WORDS = 80;
/** Words are short; "words" of any length would cost any time. */
const WINDOW_CHARACTERS = 2_000;
/** More windows change the answer little: what a text is shows in a few places. */
export const MAX_WINDOWS = 10;

/**
 * takeWindows gives stretches of about WINDOW_WORDS words with their line breaks kept: all of a short text, else MAX_WINDOWS evenly spaced
 * from the very start to the very end. Empty for text without words.
 */
export function takeWindows(text: string): string[] {
  const words = [...text.matchAll(/\S+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  if (words.length === 0) return [];
  const count = Math.min(MAX_WINDOWS, Math.max(1, Math.round(words.length / WINDOW_WORDS)));
  const length = count === MAX_WINDOWS ? Math.min(WINDOW_WORDS, Math.ceil(words.length / count)) : Math.ceil(words.length / count);
  const lastStart = words.length - length;
  return Array.from({ length: count }, (_, i) => {
    const first = count === 1 ? 0 : Math.round((i * lastStart) / (count - 1));
    const last = count === 1 ? words.length - 1 : first + length - 1;
    return text.slice(words[first]!.start, words[last]!.end).slice(0, WINDOW_CHARACTERS);
  });
}
