import { VAGUE_WORDS } from '../text/stop-words';
import type { Token } from '../text/tagger';
import { isStopWord } from '../text/words';

/** Something a sentence speaks of. */
export interface Mention {
  kind: 'name' | 'date' | 'concept';
  text: string;
  /** Tokens [from, to). */
  from: number;
  to: number;
}

const MONTH = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;
const DAY = /^(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/;
const YEAR = /^(?:\d{3,4}s?|\d{3,4}[–-]\d{2,4})$/;
/** Inside a name, before another capitalised word. */
const CONNECTORS = new Set([
  'of',
  'the',
  'de',
  'la',
  'le',
  'du',
  'van',
  'von',
  'der',
  'den',
  'bin',
  'ibn',
  'al',
  'da',
  'di',
  'for',
  'and',
  '&',
  "'s",
  '’s',
]);
const CLOSING = /^(?:of|the|for|and|&|'s|’s|de|la|le|du|da|di)$/i;
const MOST_CONCEPT_WORDS = 4;

/** mentionsOf finds names by their capitals, dates, and concepts (nouns with their adjectives), in order and not overlapping. */
export function mentionsOf(tokens: readonly Token[]): Mention[] {
  const mentions: Mention[] = [];
  for (let i = 0; i < tokens.length; ) {
    const mention = dateAt(tokens, i) ?? nameAt(tokens, i) ?? conceptAt(tokens, i);
    if (mention) mentions.push(mention);
    i = mention?.to ?? i + 1;
  }
  return mentions;
}

function dateAt(tokens: readonly Token[], from: number): Mention | null {
  let to = from;
  let telling = false;
  for (; to < tokens.length; to++) {
    const { normal } = tokens[to]!;
    const next = tokens[to + 1]?.normal ?? '';
    if (MONTH.test(normal) || (YEAR.test(normal) && (telling || looksLikeYear(normal)))) telling = true;
    else if (
      !(DAY.test(normal) && (MONTH.test(next) || (to > from && MONTH.test(tokens[to - 1]!.normal)))) &&
      !(to > from && normal === ',' && YEAR.test(next))
    )
      break;
  }
  if (!telling || (to === from + 1 && tokens[from]!.normal === 'may')) return null;
  return mention('date', tokens, from, to);
}

const looksLikeYear = (word: string): boolean => /^(?:1[0-9]|20)\d{2}/.test(word);

const isCapital = ({ text, pos }: Token): boolean => /^\p{Lu}/u.test(text) && pos !== 'PUNCT';

function nameAt(tokens: readonly Token[], from: number): Mention | null {
  const first = tokens[from]!;
  if (!isCapital(first) || (isStopWord(first.normal) && !(from === 0 && isTitled(tokens, from)))) return null;
  let end = from + 1;
  for (let i = from + 1; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (isCapital(token) || (/^\d+$/.test(token.text) && !looksLikeYear(token.text)) || (token.text === '.' && isInitial(tokens[i - 1]!)))
      end = i + 1;
    else if (!CONNECTORS.has(token.normal) || !continues(tokens, i)) break;
  }
  while (end > from + 1 && CLOSING.test(tokens[end - 1]!.text)) end--;
  // The first word of a sentence has its capital anyway.
  if (from === 0 && end === 1 && first.pos !== 'PROPN') return null;
  return mention('name', tokens, from, end);
}

const isInitial = ({ text }: Token): boolean => /^\p{Lu}$/u.test(text);

/** `The Lord of …` is a name where all but small words have capitals; `The man` is not. */
function isTitled(tokens: readonly Token[], from: number): boolean {
  const next = tokens[from + 1];
  return next !== undefined && isCapital(next) && !isStopWord(next.normal);
}

/** `and` joins two names more often than it stands inside one. */
function continues(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]!.normal === 'and') return false;
  for (let i = at + 1; i < Math.min(tokens.length, at + 3); i++) {
    if (isCapital(tokens[i]!)) return true;
    if (!CONNECTORS.has(tokens[i]!.normal)) return false;
  }
  return false;
}

function conceptAt(tokens: readonly Token[], from: number): Mention | null {
  let to = from;
  while (to < tokens.length && /^(?:NOUN|ADJ|PROPN)$/.test(tokens[to]!.pos) && !isCapital(tokens[to]!)) to++;
  while (to > from && tokens[to - 1]!.pos === 'ADJ') to--;
  let start = Math.max(from, to - MOST_CONCEPT_WORDS);
  while (start < to && (isStopWord(tokens[start]!.normal) || tokens[start]!.text.length < 3)) start++;
  if (start >= to || (to - start === 1 && VAGUE_WORDS.has(tokens[start]!.normal))) return null;
  return mention('concept', tokens, start, to);
}

function mention(kind: Mention['kind'], tokens: readonly Token[], from: number, to: number): Mention {
  const text = tokens
    .slice(from, to)
    .map(({ text: word, spaceBefore }, i) => (i > 0 && spaceBefore ? ` ${word}` : word))
    .join('');
  return { kind, text, from, to };
}
