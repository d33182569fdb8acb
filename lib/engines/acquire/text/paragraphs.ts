/** Text files and text that pages gave, as paragraphs of a size that every later stage can work on. */
import { stripInvisible } from './clean';

/** A paragraph longer than this is parted after a sentence: whole books come without a line end. */
const MAX_PARAGRAPH_LENGTH = 2000;

function partLong(paragraph: string): string[] {
  const parts: string[] = [];
  let rest = paragraph;
  while (rest.length > MAX_PARAGRAPH_LENGTH) {
    const head = rest.slice(0, MAX_PARAGRAPH_LENGTH);
    const sentenceEnd = Math.max(...['. ', '! ', '? ', '。', '！', '？'].map((mark) => head.lastIndexOf(mark)));
    const at = sentenceEnd > MAX_PARAGRAPH_LENGTH / 4 ? sentenceEnd + 1 : head.lastIndexOf(' ') + 1;
    const end = at > 0 ? at : MAX_PARAGRAPH_LENGTH;
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trimStart();
  }
  return [...parts, rest].filter((part) => part !== '');
}

/** tidyParagraphs cleans paragraphs, drops the empty ones and parts the long ones. */
export function tidyParagraphs(paragraphs: readonly string[]): string[] {
  return paragraphs.flatMap((paragraph) => partLong(stripInvisible(paragraph).replace(/\s+/g, ' ').trim()));
}

/** paragraphsOf parts plain text at blank lines; a file without any has a paragraph per line. Hard-wrapped lines are joined. */
export function paragraphsOf(text: string): string[] {
  const clean = stripInvisible(text).trim();
  return tidyParagraphs(/\n[^\S\n]*\n/.test(clean) ? clean.split(/\n[^\S\n]*\n/) : clean.split('\n'));
}

/** countWords counts words as spaces part them; scripts without spaces count two characters as a word. */
export function countWords(text: string): number {
  const dense =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu)?.length ?? 0;
  const spaced = text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
  return Math.max(spaced, Math.ceil(dense / 2));
}
