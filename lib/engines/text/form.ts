/** Whether a sentence is whole, by its looks. */

/** A sentence does not end on these. */
const OPEN_ENDED =
  /\b(?:the|a|an|of|to|and|or|but|with|for|in|on|at|by|from|that|which|who|because|if|as|is|are|was|were|my|your|our|their|his|its|so|like|than|into|about|i|we|they|he|she|it's|i'm|we're)[\s,;:–—-]*[.!?]?["'”’)\]]*$/i;
const PROPER_END = /[.!?:]["'”’)\]]*$/;
const TRAILING_OFF = /(?:\.\.|…|--|–|—)["'”’)\]]*$/;
const PROPER_START = /^["'“‘([]*[\p{Lu}\p{N}$€£]/u;
const LEAST_WORDS = 3;

/** formOf is how whole a sentence looks, [0, 1]: a proper start counts 0.3, a proper end 0.7, and one that breaks off gets nothing for its end. */
export function formOf(sentence: string): number {
  if (sentence.split(/\s+/, LEAST_WORDS).length < LEAST_WORDS) return 0.4;
  const start = PROPER_START.test(sentence) ? 0.3 : 0;
  const end = PROPER_END.test(sentence) && !TRAILING_OFF.test(sentence) ? 0.7 : 0;
  return start + (OPEN_ENDED.test(sentence) ? end * 0.3 : end);
}

/** Points back at something said before. */
const POINTS_BACK =
  /^(?:and|but|so|then|because|however|therefore|also|or|he|she|they|it|this|that|these|those|him|her|them|his|their|there|which|who|whose|of|instead|otherwise|still|yet|nor)\b/i;

/** pointsBack says whether a sentence can only be understood with one before it. */
export function pointsBack(sentence: string): boolean {
  return POINTS_BACK.test(sentence.replace(/^["'“‘([]+/, ''));
}
