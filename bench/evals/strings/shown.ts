/** What a reader sees of a text: line ends and spaces as one space each, nothing that does not show. Written here anew, so that what is measured does not judge itself. */
export function visible(text: string): string {
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const joiner = code === 0x200c || code === 0x200d;
    const variation = code >= 0xe0100 && code <= 0xe01ef;
    if (/\s/u.test(character) || code === 0x85) out += ' ';
    else if (joiner || !(variation || /[\p{Cc}\p{Cf}\p{Cs}]/u.test(character))) out += character;
  }
  return out.replace(/ +/g, ' ').trim();
}

/** isShownAs: whether `shown` is `text` to a reader, whole or, where `mayBeCut`, as its beginning and …. */
export function isShownAs(shown: string, text: string, mayBeCut = false): boolean {
  const [a, b] = [visible(shown), visible(text)];
  return a === b || (mayBeCut && a.endsWith('…') && a.length > 1 && b.startsWith(a.slice(0, -1).trimEnd()));
}
