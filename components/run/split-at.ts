interface Part {
  part: string;
  isMatch: boolean;
  /** Offset in the text. */
  at: number;
}

/** splitAt cuts a text where some words occur, ignoring case; joined again, the parts are the text. Pure. */
export function splitAt(text: string, words: string): Part[] {
  if (words === '') return [{ part: text, isMatch: false, at: 0 }];
  const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu');
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push({ part: text.slice(end, match.index), isMatch: false, at: end });
    parts.push({ part: match[0], isMatch: true, at: match.index });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ part: text.slice(end), isMatch: false, at: end });
  return parts;
}
