/**
 * English text to comparable words: after Whisper's EnglishTextNormalizer (Radford et al. 2022, appendix C), so that word error rates mean what
 * they mean elsewhere. Spelling variants are folded by rule rather than by its table of 1,700 words; both sides go through the same rules.
 */
import { spellNumbers } from './numbers';

const FILLERS = /\b(hmm|mm|mhm|mmm|uh|um|er|erm|uhm)\b/g;

const REPLACEMENTS: [RegExp, string][] = [
  [/\bwon't\b/g, 'will not'],
  [/\bcan't\b/g, 'can not'],
  [/\bcannot\b/g, 'can not'],
  [/\blet's\b/g, 'let us'],
  [/\bain't\b/g, 'aint'],
  [/\by'all\b/g, 'you all'],
  [/\bwanna\b/g, 'want to'],
  [/\bgotta\b/g, 'got to'],
  [/\bgonna\b/g, 'going to'],
  [/\bkinda\b/g, 'kind of'],
  [/\b(woulda|coulda|shoulda)\b/g, '$1 have'],
  [/\b(would|could|should)a have\b/g, '$1 have'],
  [/\bma'am\b/g, 'madam'],
  [/\b(alright|all right)\b/g, 'all right'],
  [/\b(ok|okay)\b/g, 'okay'],
  // Titles and abbreviations
  [/\bmr\b/g, 'mister'],
  [/\bmrs\b/g, 'missus'],
  [/(?<!')\bst\b/g, 'saint'],
  [/\bdr\b/g, 'doctor'],
  [/\bprof\b/g, 'professor'],
  [/\bcapt\b/g, 'captain'],
  [/\bgov\b/g, 'governor'],
  [/\bgen\b/g, 'general'],
  [/\bsen\b/g, 'senator'],
  [/\brep\b/g, 'representative'],
  [/\brev\b/g, 'reverend'],
  [/\blt\b/g, 'lieutenant'],
  [/\bcol\b/g, 'colonel'],
  [/\bjr\b/g, 'junior'],
  [/\bsr\b/g, 'senior'],
  [/\bvs\b/g, 'versus'],
  // Contractions
  [/'d (been|gone|done)\b/g, ' had $1'],
  [/'s (been|gone|done|got)\b/g, ' has $1'],
  [/n't\b/g, ' not'],
  [/'re\b/g, ' are'],
  [/'s\b/g, ' is'],
  [/\b(i|you|he|she|it|we|they|who|that|there|what|how)'d\b/g, '$1 would'],
  // Otherwise an old spelling: tatter'd
  [/'d\b/g, 'ed'],
  [/'ll\b/g, ' will'],
  [/'t\b/g, ' not'],
  [/'ve\b/g, ' have'],
  [/'m\b/g, ' am'],
];

const SYMBOLS: [RegExp, string][] = [
  [/(\d),(?=\d{3}\b)/g, '$1'],
  [/[$]\s?(\d+(?:\.\d+)?)/g, '$1 dollars'],
  [/£\s?(\d+(?:\.\d+)?)/g, '$1 pounds'],
  [/€\s?(\d+(?:\.\d+)?)/g, '$1 euros'],
  [/%/g, ' percent '],
  [/&/g, ' and '],
  // A decimal point stays, as a word of its own.
  [/(\d)\.(?=\d)/g, '$1 point '],
];

const SPELLINGS: [RegExp, string][] = [
  [/^(\w{3,})our(s|ed|ing|ite|ites|able|ful|less|er|ers|hood|al)?$/, '$1or$2'],
  [/^(\w{3,})is(e|es|ed|er|ers|ing|ation|ations)$/, '$1iz$2'],
  [/^(\w{3,})ys(e|es|ed|er|ers|ing)$/, '$1yz$2'],
  [/^(\w{4,})ll(ed|ing|er|ers)$/, '$1l$2'],
  [/^(cent|theat|met|lit|fib|calib|somb)re(s?)$/, '$1er$2'],
  [/^(def|off|lic|pret)ence(s?)$/, '$1ense$2'],
  [/^grey(s?)$/, 'gray$1'],
  [/^(dialog|catalog|analog)ue(s?)$/, '$1$2'],
  [/^programme(s?)$/, 'program$1'],
  [/^towards$/, 'toward'],
];

function foldSpelling(word: string): string {
  return SPELLINGS.reduce((folded, [pattern, replacement]) => folded.replace(pattern, replacement), word);
}

/** "u s a", "u.s.a." and "usa" are one word. */
function joinLetters(words: readonly string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const word of words) {
    const letter = /^[a-z]$/.test(word);
    if (letter && open) joined.push(joined.pop()! + word);
    else joined.push(word);
    open = letter;
  }
  return joined;
}

/** normaliseEnglish gives the words of a text in their comparable form. */
export function normaliseEnglish(text: string): string[] {
  let folded = text
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/<[^>]*>|\[[^\]]*\]/g, ' ')
    .replace(/\(([^)]*)\)/g, ' $1 ')
    .replace(FILLERS, ' ')
    .replace(/\s+'/g, ' ')
    .replace(/'(?=\s|$)/g, ' ');
  for (const [pattern, replacement] of SYMBOLS) folded = folded.replace(pattern, replacement);
  for (const [pattern, replacement] of REPLACEMENTS) folded = folded.replace(pattern, replacement);
  const words = folded
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
  return spellNumbers(joinLetters(words)).map(foldSpelling);
}
