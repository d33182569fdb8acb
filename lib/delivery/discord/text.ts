/**
 * What strangers wrote, fit for a Discord message: one line, nothing invisible, no markup of its own, no longer than its field. Discord's own rules are
 * followed at the strict end: lengths are counted in UTF-16 units, of which there are never fewer than code points, so that both counts hold.
 */
import { stripInvisible } from '@/lib/engines/acquire/text/clean';

/** Letters that show nothing, by which a field would look empty or another one. */
const BLANK_LETTERS = /[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/g;
/** Marks beyond what any script needs stand in the lines above and below. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** plainLine makes one line of what shows; '' where nothing does. */
export function plainLine(text: string): string {
  const line = stripInvisible(text.toWellFormed()).replace(BLANK_LETTERS, '').replace(STACKED_MARKS, '$1').replace(/\s+/g, ' ').trim();
  return VISIBLE.test(line) ? line : '';
}

/** Bold, italics, code, spoilers, quotes, headings, masked links, mentions, emoji, times; and the colon without which no address becomes a link. */
const MARKUP = /[\\*_~`|>#[\]<@:]/g;
/** Lists and small print are markup only where a line begins. */
const LINE_START = /^(?:[-+]|\d+(?=[.)]))/;

/** What reads from the right takes the signs beside it along, unless it is set apart. */
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;
const [ISOLATE, END_ISOLATE] = ['\u2068', '\u2069'];

const escapeMarkup = (text: string): string => text.replace(MARKUP, '\\$&');

function escapeStart(text: string): string {
  const start = LINE_START.exec(text)?.[0];
  if (start === undefined) return '';
  return /\d/.test(start) ? `${start}\\` : `\\${start}`;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** A cluster longer than any real one is cut within. */
const LONGEST_CLUSTER = 40;

/** What a reader takes for one character, so that none is cut in two. */
function* clusters(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) {
    if (segment.length <= LONGEST_CLUSTER) yield segment;
    else yield* segment;
  }
}

/**
 * fitText gives a foreign text as one escaped line of at most `max` UTF-16 units (≥ 8), with … where it was cut; '' where there is nothing to show. No
 * escape is cut in two, so that what follows is read as it was meant.
 */
export function fitText(text: string, max: number): string {
  const line = plainLine(text.slice(0, max * 16));
  if (line === '') return '';
  const isolated = RIGHT_TO_LEFT.test(line);
  const room = isolated ? max - 2 : max;
  let out = escapeStart(line);
  const rest = out === '' ? line : line.slice(out.length - 1);
  let complete = true;
  for (const cluster of clusters(rest)) {
    const escaped = escapeMarkup(cluster);
    if (out.length + escaped.length > room) {
      complete = false;
      break;
    }
    out += escaped;
  }
  if (!complete) out = withEllipsis(out, room);
  return isolated ? `${ISOLATE}${out}${END_ISOLATE}` : out;
}

function withEllipsis(text: string, room: number): string {
  const units = [...clusters(text)];
  let kept = text.trimEnd();
  while (kept.length + 1 > room) {
    units.pop();
    kept = units.join('').trimEnd();
  }
  // A cut may have left a lone backslash, which would escape what comes next.
  const backslashes = /\\*$/.exec(kept)?.[0].length ?? 0;
  return `${backslashes % 2 === 1 ? kept.slice(0, -1) : kept}…`;
}

/** fitPlain is fitText where Discord reads no markup (labels of choices, buttons): nothing is escaped. */
export function fitPlain(text: string, max: number): string {
  const line = plainLine(text.slice(0, max * 16));
  if (line.length <= max) return line;
  let out = '';
  for (const cluster of clusters(line)) {
    if (out.length + cluster.length > max - 1) break;
    out += cluster;
  }
  return `${out.trimEnd()}…`;
}

/** fitLines joins lines that are in their final form while they fit into `max` units, and says how many were left out. */
export function fitLines(lines: readonly string[], max: number): { text: string; omitted: number } {
  let text = '';
  for (const [index, line] of lines.entries()) {
    const next = text === '' ? line : `${text}\n${line}`;
    if (next.length > max) return { text, omitted: lines.length - index };
    text = next;
  }
  return { text, omitted: 0 };
}
