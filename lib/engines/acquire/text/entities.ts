/** HTML character references in text that is not HTML otherwise: captions, feeds. */

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  deg: '°',
  pound: '£',
  euro: '€',
  copy: '©',
  reg: '®',
  trade: '™',
  lrm: '',
  rlm: '',
  shy: '',
};

function fromCodePoint(code: number): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
}

/** decodeEntities decodes once: `&amp;lt;` becomes `&lt;`. Names it does not know stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal) return fromCodePoint(Number(decimal));
    if (hex) return fromCodePoint(Number.parseInt(hex, 16));
    return NAMED[(name ?? '').toLowerCase()] ?? whole;
  });
}

const TAG = /<\/?([a-z][a-z0-9]*)\b[^<>]*>|<![^<>]*>/iy;
const SILENT = new Set(['script', 'style', 'template', 'noscript']);
const BLOCK = /^(?:br|p|div|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|pre|hr|dd|dt)$/;

/** Where the mark-up that begins at `from` (a `<`) ends, and what stands for it; null when it is only a sign. */
function markupAt(text: string, lower: string, from: number): { end: number; stands: string } | null {
  if (text.startsWith('<!--', from)) {
    const end = text.indexOf('-->', from + 4);
    return { end: end < 0 ? text.length : end + 3, stands: '' };
  }
  TAG.lastIndex = from;
  const match = TAG.exec(text);
  if (!match) return null;
  const end = from + match[0].length;
  const name = (match[1] ?? '').toLowerCase();
  if (!SILENT.has(name) || match[0].startsWith('</')) return { end, stands: BLOCK.test(name) ? '\n' : '' };
  const close = lower.indexOf(`</${name}`, end);
  return { end: close < 0 ? text.length : close, stands: '' };
}

/** textOfMarkup is the text of a piece of HTML, a line per block. For descriptions and transcripts, not for pages. Linear in its length. */
export function textOfMarkup(markup: string): string {
  const lower = markup.toLowerCase();
  let out = '';
  let at = 0;
  while (at < markup.length) {
    const open = markup.indexOf('<', at);
    if (open < 0) break;
    const found = markupAt(markup, lower, open);
    out += found ? markup.slice(at, open) + found.stands : markup.slice(at, open + 1);
    at = found ? found.end : open + 1;
  }
  return decodeEntities(out + markup.slice(at));
}
