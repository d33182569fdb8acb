/** The forms a `<podcast:transcript>` comes in besides WebVTT and SRT: JSON, HTML with cite/time/p, and plain text with time stamps. */
import type { Segment } from '@/lib/core/runs/content';
import { cleanLine } from '../text/clean';
import { textOfMarkup } from '../text/entities';
import { paragraphsOf, tidyParagraphs } from '../text/paragraphs';
import { parseTime } from './parse';

const MAX_SPEAKER_LENGTH = 80;
const MAX_SEGMENTS = 300_000;
/** Word by word, as some tools export; joined up to so much. */
const WORDS_PER_SEGMENT = 2.5;
const JOINED_SECONDS = 12;
const JOINED_LENGTH = 200;

function segment(startSeconds: number | null, endSeconds: number | null, speaker: unknown, text: string): Segment {
  const name = typeof speaker === 'string' ? cleanLine(speaker.replace(/:\s*$/, ''), MAX_SPEAKER_LENGTH) : null;
  return { startSeconds, endSeconds, text, confidence: null, speaker: name };
}

function seconds(value: unknown): number | null {
  const number = typeof value === 'string' ? (parseTime(value.trim()) ?? Number(value)) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}

/** Joins segments of a word or two into ones that hold a phrase; a speaker's change and a sentence's end part them. */
function joinWords(segments: Segment[]): Segment[] {
  const words = segments.reduce((sum, { text }) => sum + text.split(' ').length, 0);
  if (segments.length < 2 || words > segments.length * WORDS_PER_SEGMENT) return segments;
  const out: Segment[] = [];
  for (const next of segments) {
    const last = out.at(-1);
    const isFull = !last || last.speaker !== next.speaker || last.text.length > JOINED_LENGTH || /[.?!]$/.test(last.text);
    const isLong = last && (next.endSeconds ?? 0) - (last.startSeconds ?? 0) > JOINED_SECONDS;
    if (!last || isFull || isLong) out.push({ ...next });
    else Object.assign(last, { text: `${last.text} ${next.text}`, endSeconds: next.endSeconds });
  }
  return out;
}

/** jsonTranscript reads `{ segments: [{ startTime, endTime, speaker, body }] }` (Podcasting 2.0) and Whisper's `start`, `end`, `text`. */
export function jsonTranscript(text: string): Segment[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  const list = Array.isArray(parsed) ? parsed : (parsed as { segments?: unknown } | null)?.segments;
  if (!Array.isArray(list)) return [];
  const segments = list.slice(0, MAX_SEGMENTS).flatMap((item: unknown) => {
    const { startTime, endTime, start, end, body, text: said, speaker } = (item ?? {}) as Record<string, unknown>;
    const words = [body, said].find((value) => typeof value === 'string');
    const [clean = ''] = words === undefined ? [] : tidyParagraphs([words]);
    const from = seconds(startTime ?? start);
    const to = seconds(endTime ?? end);
    return clean === '' ? [] : [segment(from, from === null || to === null ? null : Math.max(from, to), speaker, clean)];
  });
  return joinWords(segments);
}

/** Each segment ends where the next one begins; the last one's end is not known. */
function withEnds(segments: Segment[]): Segment[] {
  return segments.map((item, i) => ({ ...item, endSeconds: item.startSeconds === null ? null : (segments[i + 1]?.startSeconds ?? null) }));
}

/** htmlTranscript reads `<cite>Ann:</cite> <time>0:05</time> <p>…</p>`; HTML without these is text. */
export function htmlTranscript(html: string): Segment[] {
  const segments: Segment[] = [];
  let speaker: string | null = null;
  let startSeconds: number | null = null;
  // Odd parts are the names of tags, even ones what stands between.
  const parts = html.split(/<(\/?(?:cite|time|p))\b[^<>]*>/i);
  for (let i = 1; i < parts.length && segments.length < MAX_SEGMENTS; i += 2) {
    const tag = parts[i]?.toLowerCase();
    const inside = textOfMarkup(parts[i + 1] ?? '').trim();
    if (tag === 'cite') speaker = inside;
    else if (tag === 'time') startSeconds = parseTime(inside);
    else if (tag === 'p') for (const text of tidyParagraphs([inside])) segments.push(segment(startSeconds, null, speaker, text));
  }
  return segments.some((item) => item.startSeconds !== null || item.speaker !== null)
    ? withEnds(segments)
    : textTranscript(textOfMarkup(html));
}

/** `[00:12]`, `Ann Lee 0:05`, `Ann Lee (00:01:02):` alone on a line, or in front of what is said. */
const STAMP = /^(?:([^\d[\]()]{1,60}?)[\s,–-]{1,4})?[[(]?((?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d{1,3})?)[\])]?:?(?:\s+(.*))?$/;
/** Fewer stamps than this are times that somebody speaks of. */
const LEAST_STAMPS = 2;

/** textTranscript reads plain text; lines with time stamps give times and speakers. */
export function textTranscript(text: string): Segment[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim().slice(0, 20_000));
  const stamps = lines.map((line) => STAMP.exec(line.slice(0, 2000)));
  if (stamps.filter((stamp) => stamp !== null).length < LEAST_STAMPS) {
    return paragraphsOf(text).map((paragraph) => segment(null, null, null, paragraph));
  }
  const segments: Segment[] = [];
  let open: { startSeconds: number | null; speaker: string | null; said: string[] } = { startSeconds: null, speaker: null, said: [] };
  const finish = (): void => {
    for (const said of tidyParagraphs([open.said.join(' ')])) segments.push(segment(open.startSeconds, null, open.speaker, said));
  };
  lines.forEach((line, i) => {
    const stamp = stamps[i];
    if (!stamp) {
      open.said.push(line);
      return;
    }
    finish();
    open = {
      startSeconds: parseTime(stamp[2] ?? ''),
      speaker: stamp[1] ?? null,
      said: [line.slice(0, 2000) === line ? (stamp[3] ?? '') : line],
    };
  });
  finish();
  return withEnds(segments);
}
