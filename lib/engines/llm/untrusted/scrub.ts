import { Counts, cleanUntrusted } from './clean';
import { orderIn } from './orders';

/** What a model's own words may not hold. What it quotes is checked against the transcript instead. */
const FORBIDDEN: [string, RegExp, string][] = [
  ['markup', /<script[\s\S]{0,4000}?(?:<\/script>|$)/gi, ''],
  ['images', /!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)?|!\[[^\]\n]{0,500}\]\[[^\]\n]{0,200}\]/g, ''],
  ['links', /\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)/g, '$1'],
  ['links', /\[([^\]\n]{1,500})\]\[[^\]\n]{0,200}\]/g, '$1'],
  ['links', /(?:[a-z][a-z0-9+.-]{0,15})?:\/\/[^\s<>"'）)\]]*|\bwww\.[^\s<>"'）)\]]+/gi, ''],
  ['links', /\b(?:javascript|data|vbscript|mailto|file):[^\s<>"']+/gi, ''],
  ['links', /\b(?:hxxps?|h\*\*ps?)[:[][^\s]*/gi, ''],
  // A bare address: letters, a point and a top-level domain that no sentence ends with.
  [
    'links',
    /\b(?:[a-z0-9-]{2,63}\.)+(?:com|net|org|io|ai|app|dev|xyz|info|biz|ru|cn|top|site|online|link|click|example|test|invalid|co|gg|ly)\b(?:\/[^\s<>"']*)?/gi,
    '',
  ],
  ['mentions', /<(?:@[!&]?|#|a?:\w{1,40}:)\d{1,25}>/g, ''],
  ['mentions', /(?<![\w.])@(?=\w)/g, ''],
  ['markup', /<\/?[a-z!][^<>\n]{0,500}>/gi, ''],
  ['markup', /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,10});/gi, ' '],
  ['code', /```|~~~|`/g, ''],
  ['formatting', /^[ \t]{0,3}(?:#{1,6}|>|[*+-](?=\s)|\d{1,3}[.)](?=\s))[ \t]*/gm, ''],
  ['formatting', /\*\*|__|\|\|/g, ''],
];

const MOST_ROUNDS = 6;

/**
 * scrub makes a model's words plain text of at most `longest` characters: no links, images, mentions, markup, code marks or invisible characters, no
 * sentence that reads like an order to a machine. What went is counted by reason.
 */
export function scrub(text: string, longest: number, counts: Counts): string {
  const invisible = new Counts();
  let plain = cleanUntrusted(text, invisible);
  counts.addAll(invisible.list());
  // What is taken out may join what stood around it to something new.
  for (let round = 0, before = ''; plain !== before && round < MOST_ROUNDS; round++) {
    before = plain;
    for (const [reason, pattern, by] of FORBIDDEN) {
      plain = plain.replace(pattern, (...match) => {
        counts.add(reason);
        return by === '$1' ? String(match[1]) : by;
      });
    }
  }
  plain = plain.replace(/<(?=[a-z/!])/gi, '');
  const kept = sentencesOf(plain.replace(/\s+/g, ' ').trim()).filter((sentence) => {
    const ordered = orderIn(sentence) !== null;
    if (ordered) counts.add('orders');
    return !ordered;
  });
  const line = kept
    .join(' ')
    .replace(/\s+([,.;:?!])/g, '$1')
    .replace(/\(\s*\)|\[\s*\]/g, '')
    .trim();
  if (line.length <= longest) return line;
  counts.add('too_long');
  const cut = line.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2))}…`;
}

/** sentencesOf cuts after full stops, question and exclamation marks that a space follows. */
export function sentencesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=[.!?…]["'”’)\]]?)\s+(?=\S)/);
}
