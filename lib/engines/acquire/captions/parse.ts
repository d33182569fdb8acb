/**
 * WebVTT and SRT as they are in the wild: wrong or missing counters, blank lines within a cue or none between cues, commas for points.
 * Time lines are the anchors; nothing else has to be right. Linear in the length of the text. (media-captions was tried: it loses a cue that
 * begins with "line:", what follows a blank line within a cue, everything past hour 99, and takes the square of a long line's length.)
 */
import { stripInvisible } from '../text/clean';

export interface Cue {
  startSeconds: number;
  endSeconds: number;
  /** As written, mark-up included. */
  lines: string[];
}

/** Two hundred hours of quick talk. */
const MAX_CUES = 300_000;
const MAX_LINE_LENGTH = 4096;
const TIME = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/;

/** parseTime reads `[h:]mm:ss[.,]mmm` as seconds; null for anything else. */
export function parseTime(text: string): number | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction.padEnd(1, '0')}`);
}

/** A time line's two times; what follows the second (cue settings) is of no use here. */
function parseTimes(line: string): { startSeconds: number; endSeconds: number } | null {
  const arrow = line.indexOf('-->');
  if (arrow < 0) return null;
  const start = parseTime(line.slice(0, arrow).trim());
  const end = parseTime(
    line
      .slice(arrow + 3)
      .trim()
      .split(/\s/, 1)[0] ?? '',
  );
  return start === null || end === null ? null : { startSeconds: start, endSeconds: Math.max(start, end) };
}

/** The lines between two time lines, without the next cue's identifier and, in WebVTT, without what follows the blank line that ends a cue. */
function payload(between: readonly string[], isVtt: boolean, isLast: boolean): string[] {
  const blank = between.indexOf('');
  if (isVtt && blank >= 0) return between.slice(0, blank);
  const lines = [...between];
  // A number alone before a time line is a counter, with or without a blank line before it; with one, any word is an identifier.
  if (!isLast && (/^\d+$/.test(lines.at(-1)?.trim() ?? '') || (lines.length > 1 && lines.at(-2) === ''))) lines.pop();
  return lines.filter((line) => line.trim() !== '');
}

/** parseCues returns the cues in the order of their start; empty when the text is neither WebVTT nor SRT. */
export function parseCues(text: string): Cue[] {
  const lines = stripInvisible(text)
    .split('\n')
    .map((line) => line.slice(0, MAX_LINE_LENGTH));
  const isVtt = lines[0]?.startsWith('WEBVTT') === true;
  const cues: Cue[] = [];
  let times: ReturnType<typeof parseTimes> = null;
  let from = 0;
  const finish = (to: number, isLast: boolean): void => {
    if (times) cues.push({ ...times, lines: payload(lines.slice(from, to), isVtt, isLast) });
  };
  for (const [index, line] of lines.entries()) {
    const found = parseTimes(line);
    if (!found) continue;
    finish(index, false);
    times = found;
    from = index + 1;
    if (cues.length >= MAX_CUES) break;
  }
  finish(cues.length >= MAX_CUES ? from : lines.length, true);
  return cues.filter((cue) => cue.lines.length > 0).sort((a, b) => a.startSeconds - b.startSeconds);
}
