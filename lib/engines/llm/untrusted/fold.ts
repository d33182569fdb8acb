/** Ways in which an order is written so that a filter does not see it and a model does. Each gives the text as it would be read. */

/** Cyrillic and Greek letters that look like Latin ones. */
const LOOK_ALIKES = new Map(
  'аa еe оo рp сc уy хx іi јj ѕs ԁd һh ӏl нh кk мm тt вb гr пn иu αa βb εe ηn ιi κk νv οo ρp τt υu χx ωw ɡg ɑa ıi ʏy ᴀa ᴇe ᴏo ⅼl'
    .split(' ')
    .map((pair) => [pair[0]!, pair[1]!] as const),
);
const LEET: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i', '|': 'l' };
const MARKS = /\p{M}/gu;

/** foldLetters: small letters without accents, look-alikes as what they look like. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/[^\0-\x7f]/g, (letter) => LOOK_ALIKES.get(letter) ?? letter)
    .replace(/[‘’]/g, "'");
}

/** `1gn0r3` → `ignore`: digits and signs as letters, in words that have letters too. */
export function unleet(text: string): string {
  return text.replace(/[a-z0-9@$!|]*[a-z][a-z0-9@$!|]*/g, (word) =>
    /[0-9@$|]|!(?=\w)/.test(word) ? word.replace(/[0134570@$!|](?!$)|[013457@$]/g, (sign) => LEET[sign] ?? sign) : word,
  );
}

/** `i g n o r e   a l l` → `ignore all`; likewise with points, hyphens or underscores between the letters. */
export function unspace(text: string): string {
  return text.replace(/(?<![a-z0-9])[a-z](?:[ .\-_*·][a-z])+(?![a-z0-9])(?:\s{2,}|[^\S\n]*\/[^\S\n]*|(?=\W|$))/g, (run) =>
    run.trimEnd().length < 5 ? run : `${run.replace(/[^a-z]/g, '')} `,
  );
}

const rotate = (text: string): string =>
  text.replace(/[a-z]/gi, (c) => {
    const base = c <= 'Z' ? 65 : 97;
    return String.fromCharCode(((c.charCodeAt(0) - base + 13) % 26) + base);
  });

const ENCODED_64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}/g;
const ENCODED_HEX = /(?:\\x|0x|%|\b)?(?:[0-9a-f]{2}(?:[\s,:]|\\x|0x|%)?){12,}/gi;
const READABLE = /^[\x20-\x7e\s]{8,}$/;

/** decodings gives what is readable in a text once base64, hexadecimal, percent-encoding, ROT13 or reversal are undone. */
export function decodings(text: string): string[] {
  const found: string[] = [];
  const keep = (bytes: Buffer) => {
    const plain = bytes.toString('latin1');
    if (READABLE.test(plain) && /[a-z]{3}/i.test(plain)) found.push(plain);
  };
  for (const [match] of text.matchAll(ENCODED_64)) keep(Buffer.from(match.replaceAll('-', '+').replaceAll('_', '/'), 'base64'));
  for (const [match] of text.matchAll(ENCODED_HEX)) keep(Buffer.from(match.replace(/\\x|0x|[^0-9a-f]/gi, ''), 'hex'));
  if (/(?:%[0-9a-f]{2}){3}|%20/i.test(text))
    found.push(text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  found.push(rotate(text), [...text].reverse().join(''));
  return found;
}

const scramble = (word: string): string => `${word[0]}${[...word.slice(1, -1)].sort().join('')}${word.at(-1)}`;

/** unscrambler puts words with shuffled inner letters (`ignroe`) back into the vocabulary's; single missing or doubled letters too. */
export function unscrambler(vocabulary: readonly string[]): (text: string) => string {
  const known = new Set(vocabulary);
  const byShape = new Map(vocabulary.filter((word) => word.length > 4).map((word) => [scramble(word), word]));
  for (const word of vocabulary) {
    if (word.length < 6) continue;
    for (let i = 1; i < word.length - 1; i++) {
      const shorter = scramble(word.slice(0, i) + word.slice(i + 1));
      const doubled = scramble(word.slice(0, i) + word[i] + word.slice(i));
      if (!byShape.has(shorter)) byShape.set(shorter, word);
      if (!byShape.has(doubled)) byShape.set(doubled, word);
    }
  }
  return (text) => text.replace(/[a-z]{5,}/g, (word) => (known.has(word) ? word : (byShape.get(scramble(word)) ?? word)));
}
