/** A run of this many tokens that comes twice, in a decoding that never ended, is the start of a loop. */
const RUN = 5;

/**
 * cutRepetition says how many tokens to keep of a decoding. A clip cut mid-sentence can make the model say the same again until the cap; a
 * refrain, on the other hand, is said twice and then the text ends. So only a decoding that did not end by itself (`ended` false) is cut, where
 * its first repeated run of five tokens begins.
 */
export function cutRepetition(tokens: readonly number[], ended: boolean): number {
  if (ended) return tokens.length;
  const seen = new Set<string>();
  for (let start = 0; start + RUN <= tokens.length; start++) {
    const run = tokens.slice(start, start + RUN).join(' ');
    if (seen.has(run)) return start;
    seen.add(run);
  }
  return tokens.length;
}
