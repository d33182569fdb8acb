/** Structure: how a stretch of text is built, whatever it is about. */
import { separateSpeech } from './turns';

type Measure = (window: Stretch) => number;

interface Stretch {
  raw: string;
  /** Without speaker labels and notes. */
  text: string;
  /** Lower case. */
  words: string[];
  lines: string[];
  speakers: string[];
  notes: string[];
}

/** Rates are per this many words. */
const PER_WORDS = 80;
/** Rates of very short texts are not blown up beyond this. */
const LEAST_WORDS = 30;

/** rate damps a count into log(1 + count per PER_WORDS words), so that ten cues are not ten times one. */
export const rate = (count: number, words: number) => Math.log1p((count * PER_WORDS) / Math.max(words, LEAST_WORDS));

const occurrences = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
const wordRate =
  (pattern: RegExp): Measure =>
  (w) =>
    rate(w.words.filter((word) => pattern.test(word)).length, w.words.length);
const textRate =
  (pattern: RegExp): Measure =>
  (w) =>
    rate(occurrences(w.text, pattern), w.words.length);
const noteRate =
  (pattern: RegExp): Measure =>
  (w) =>
    rate(w.notes.filter((note) => pattern.test(note)).length, w.words.length);

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .match(/[\p{L}\d][\p{L}\d']*/gu) ?? [];

/** The last vowel group of a line's last word and what follows it: lines that share it probably rhyme. */
const rhyme = (line: string) => /[aeiouy]+[^aeiouy]*e?$/.exec(wordsOf(line).at(-1) ?? '')?.[0] ?? '';

/** Short lines as in verse; text without line breaks, or wrapped at will, has none. */
const verseLines = ({ lines }: Stretch) => lines.filter((line) => /^\p{Lu}/u.test(line) && wordsOf(line).length <= 11);

function rhymeShare(w: Stretch): number {
  const lines = verseLines(w);
  if (lines.length < 4) return 0;
  const rhymes = lines.map(rhyme);
  const rhyming = lines.filter((line, i) =>
    [1, 2, 3].some(
      (step) => rhymes[i + step] === rhymes[i] && rhymes[i] !== '' && wordsOf(lines[i + step]!).at(-1) !== wordsOf(line).at(-1),
    ),
  );
  return rhyming.length / lines.length;
}

/** Share of words inside a run of three that was said before in the stretch. */
function repetition({ words }: Stretch): number {
  const seen = new Set<string>();
  let repeated = 0;
  for (let i = 0; i + 3 <= words.length; i++) {
    const run = words.slice(i, i + 3).join(' ');
    if (seen.has(run)) repeated++;
    seen.add(run);
  }
  return share(repeated, words.length);
}

const MEASURES: Record<string, Measure> = {
  turns: (w) => rate(w.speakers.length, w.words.length),
  several_speakers: (w) => Math.min(3, new Set(w.speakers).size),
  note_laughter: noteRate(/laugh|chuckl|giggl/),
  note_applause: noteRate(/applau|cheer|boo/),
  note_music: noteRate(/music|sing|♪|♫/),
  note_other: noteRate(/^(?!.*(?:laugh|chuckl|giggl|applau|cheer|boo|music|sing|♪|♫))/),
  questions: textRate(/\?/g),
  exclamations: textRate(/!/g),
  ellipses: textRate(/\.\.\.|…|--|—/g),
  unpunctuated: (w) => (w.words.length >= 12 && occurrences(w.text, /[.,!?;]/g) < w.words.length / 60 ? 1 : 0),
  sentence_length: (w) => Math.log(Math.max(1, Math.min(40, w.words.length / Math.max(1, occurrences(w.text, /[.!?]+(?=\s|$)/g))))),
  proper_nouns: textRate(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}+/gu),
  digits: textRate(/\d+/g),
  money: textRate(/[$€£]\s?\d|\d+%/g),
  quotes: textRate(/["“”]/g),
  word_length: (w) => share(w.words.join('').length, w.words.length),
  long_words: (w) => share(w.words.filter((word) => word.length >= 8).length, w.words.length),
  first_person: wordRate(/^(i|i'm|i've|i'll|i'd|me|my|mine|myself)$/),
  first_person_plural: wordRate(/^(we|we're|we've|we'll|us|our|ours|let's)$/),
  second_person: wordRate(/^(you|you're|you've|you'll|your|yours)$/),
  third_person: wordRate(/^(he|she|they|him|her|them|his|their|he's|she's|they're)$/),
  past: wordRate(/^(was|were|had|did|went|came|said|took|\p{L}{3,}ed)$/u),
  contractions: wordRate(/'(s|re|ve|ll|d|t|m)$/),
  repetition,
  verse_lines: (w) => share(verseLines(w).length, w.lines.length) * (w.lines.length >= 3 ? 1 : 0),
  short_lines: (w) => (w.lines.length >= 3 && w.words.length / w.lines.length <= 10 ? 1 : 0),
  rhymes: rhymeShare,
  repeated_lines: (w) => share(w.lines.length - new Set(w.lines.map((line) => wordsOf(line).join(' '))).size, w.lines.length),
};

export const STRUCTURE_NAMES: readonly string[] = Object.keys(MEASURES);

export interface Structure {
  /** The words without labels and notes, on one line: what is embedded. */
  spoken: string;
  wordCount: number;
  /** In the order of STRUCTURE_NAMES. */
  measures: number[];
}

export function measureStructure(raw: string): Structure {
  const { words: text, speakers, notes } = separateSpeech(raw);
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const stretch: Stretch = { raw, text, words: wordsOf(text), lines, speakers, notes };
  return {
    spoken: text.replace(/\s+/g, ' ').trim(),
    wordCount: stretch.words.length,
    measures: Object.values(MEASURES).map((measure) => measure(stretch)),
  };
}
