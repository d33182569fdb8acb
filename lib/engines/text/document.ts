import type { Segment, Span, Transcript } from '@/lib/core/runs/content';

/**
 * A transcript as one string, with the way back to its segments. Segments are joined by one space and otherwise left as they are, so a slice
 * of `text` is verbatim: it occurs in the text of the segment(s) it covers.
 */
export interface TranscriptText {
  text: string;
  segments: Segment[];
  /** Offset in `text` of each segment's first character; ascending. */
  starts: number[];
  /** Articles keep their paragraphs apart; in speech a sentence may run on into the next segment. */
  paragraphs: boolean;
}

export function joinTranscript(transcript: Transcript): TranscriptText {
  const starts: number[] = [];
  let offset = 0;
  for (const segment of transcript.segments) {
    starts.push(offset);
    offset += segment.text.length + 1;
  }
  return {
    text: transcript.segments.map((segment) => segment.text).join(' '),
    segments: transcript.segments,
    starts,
    paragraphs: transcript.origin === 'article',
  };
}

/** segmentAt gives the index of the segment that holds the character at `offset` (binary search). */
export function segmentAt(document: TranscriptText, offset: number): number {
  let low = 0;
  let high = document.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (document.starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * secondsAt gives when the character at `offset` is said: words are spread over their segment by character count, since no engine here
 * gives word times. Null where the segment has no times.
 */
export function secondsAt(document: TranscriptText, offset: number): number | null {
  const index = segmentAt(document, offset);
  const segment = document.segments[index];
  if (!segment || segment.startSeconds === null) return null;
  if (segment.endSeconds === null || segment.text.length === 0) return segment.startSeconds;
  const share = Math.min(1, Math.max(0, (offset - document.starts[index]!) / segment.text.length));
  return round(segment.startSeconds + share * Math.max(0, segment.endSeconds - segment.startSeconds));
}

/** spanOf is the verbatim place of the characters [start, end) of a document. */
export function spanOf(document: TranscriptText, start: number, end: number): Span {
  return {
    quote: document.text.slice(start, end),
    segmentIndex: segmentAt(document, start),
    startSeconds: secondsAt(document, start),
  };
}

/** Milliseconds are finer than any engine here can tell. */
const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;
