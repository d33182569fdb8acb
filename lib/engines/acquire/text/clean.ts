/** What strangers wrote, made safe to store and show: no control characters, nothing invisible, no endless lines. */

/**
 * Characters that do not show: controls (line feed and tab apart), direction overrides, zero-width marks, tag characters, lone surrogates.
 * They can hide instructions from a reader, or turn the text around them. The two joiners stay: Persian, Hindi and emoji need them.
 */
const INVISIBLE = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]|[\u{e0100}-\u{e01ef}]/gu;

/** stripInvisible also brings line ends to `\n`. */
export function stripInvisible(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replace(INVISIBLE, '');
}

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // Not through the middle of a character.
  return `${text.slice(0, maxLength - 1).replace(/\p{Cs}$/u, '')}…`;
}

/** cleanLine makes one line of at most `maxLength` characters; null when nothing is left. */
export function cleanLine(text: string | null | undefined, maxLength = 300): string | null {
  if (!text) return null;
  const line = stripInvisible(text.slice(0, maxLength * 8))
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' ? null : cut(line, maxLength);
}

/** cleanBlock keeps lines and paragraphs; at most `maxLength` characters; null when nothing is left. */
export function cleanBlock(text: string | null | undefined, maxLength = 10_000): string | null {
  if (!text) return null;
  const block = stripInvisible(text.slice(0, maxLength * 8))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return block === '' ? null : cut(block, maxLength);
}

/** cleanUrl resolves a link found in a page or feed; null for anything but http(s), or with a user name or password in it. */
export function cleanUrl(text: string | null | undefined, base: string): string | null {
  const trimmed = text?.trim();
  if (!trimmed || trimmed.length > 4096 || !URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.username === '' && url.password === '' ? url.href : null;
}

/** primaryTag is a language's primary subtag: `en-GB` → `en`; null for what is none. */
export function primaryTag(language: string | null | undefined): string | null {
  const tag = language?.trim().toLowerCase().split(/[-_]/, 1)[0] ?? '';
  return /^[a-z]{2,3}$/.test(tag) && tag !== 'und' ? tag : null;
}
