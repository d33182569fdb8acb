/**
 * Tidying for display. It only takes away what carries no meaning (sound marks, hesitations, stuttered function words, stray spaces), so
 * a tidied sentence says what the verbatim one says. Quotes are never tidied.
 */

const SOUNDS =
  'music|applause|cheers?|cheering|laughter|laughs?|laughing|chuckles?|chuckling|sighs?|coughs?|noise|silence|pause|crosstalk|cross-talk|inaudible[^\\]})]{0,20}|unintelligible[^\\]})]{0,20}|indiscernible|vocalsound|nonvocalsound|disfmarker|comment|gap|foreign|blank_audio|video clip|begin video clip|end video clip|begin videotape|end videotape|commercial break';
const SOUND_MARK = new RegExp(`\\[\\s*(?:${SOUNDS})\\s*\\]|\\(\\s*(?:${SOUNDS})\\s*\\)|\\{\\s*(?:${SOUNDS})\\s*\\}|[♪♫]+`, 'gi');
const HESITATION = /(^|[\s,])(?:u+h+m*|u+m+|erm?|h+m+|m+h+m+|mm+)(?=[\s,.?!;…-]|$)[\s,]*/gi;
const ASIDE = /,\s*(?:you know|i mean|like i said)\s*,/gi;
const STUTTER =
  /\b(the|a|an|to|of|in|on|at|and|but|or|so|if|i|we|there|one|each|from|by|about|can|will|do|have|has|you|he|she|it|they|i'm|we're|you're|it's|that's|is|was|are|this|my|your|our|their|with|for|as|there's|what|when|how)(?:\s*(?:,|-|–|—|\.{2,3}|…)?\s+\1\b)+/gi;
/** `I do not I do not see`: two to four words said twice in a row. */
const FALSE_START = /\b((?:[\w']{1,20} ){2,4})\1+/gi;

/**
 * tidy returns one line of readable text; empty when nothing but sounds and hesitations was there. Outside English only sounds and spaces
 * go: `um` and `er` are words elsewhere.
 */
export function tidy(verbatim: string, english = true): string {
  const marked = verbatim.replace(SOUND_MARK, ' ');
  const spoken = english
    ? marked.replace(HESITATION, '$1').replace(ASIDE, ',').replace(/\s+/g, ' ').replace(STUTTER, '$1').replace(FALSE_START, '$1')
    : marked;
  const text = spoken
    .replace(/\s+/g, ' ')
    .replace(/ (['’](?:re|s|m|ll|ve|d|t)|n['’]t)\b/gi, '$1')
    .replace(/\s+([,.;:?!…])/g, '$1')
    .replace(/,(?:\s*,)+/g, ',')
    .replace(/,([.?!])/g, '$1')
    .replace(/^[\s,;:.…–—-]+/, '')
    .trim();
  return startsLower(verbatim) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** A sentence that began with a small letter keeps it: unpunctuated speech must not look as if it had been edited. */
function startsLower(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && first !== first.toUpperCase();
}

/** isSound says whether a stretch holds nothing but sound marks and punctuation. */
export function isSound(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text.replace(SOUND_MARK, ' '));
}

/** May be taken from the front of any sentence. */
const OPENING = /^(?:and|but|okay|ok|alright|all right|yeah|yes|yep|oh|anyway|you know|i mean|uh-huh|mm-hmm)\b[\s,–—-]*/i;
/** Only where a comma, or the start of a clause, shows that the word does nothing: not `so many`, `well known`, `right wing`, `now that`. */
const SOFT_OPENING =
  /^(?:(?:so|well|now|right|look|listen|like|basically|actually|honestly)\s*[,–—]\s*|(?:so|well|like|basically|actually)\s+(?=(?:i|we|you|he|she|they|it|it's|this|that's|there|there's|the|a|an|what|when|if|in|my|our|i'm|we're|they're|you're|i've|we've|let's)\b))/i;

/**
 * standAlone trims what only ties a sentence to the one before (`So,`, `And`, `you know`), gives it a capital and a full stop. No word that
 * changes what is said is touched; when little would be left, nothing is.
 */
export function standAlone(tidied: string): string {
  let text = tidied;
  for (let previous = ''; text !== previous; ) {
    previous = text;
    text = text.replace(OPENING, '').replace(SOFT_OPENING, '');
  }
  if (text.split(/\s+/).length < 3) text = tidied;
  const ended = /[.!?…]["'”’)\]]*$/.test(text) ? text : `${text.replace(/[,;:–—-]+$/, '')}.`;
  return ended.charAt(0).toUpperCase() + ended.slice(1);
}
