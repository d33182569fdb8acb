import type { Segment, Transcript } from '@/lib/core/runs/content';

export interface Chunk {
  segmentIndex: number;
  startSeconds: number | null;
  endSeconds: number | null;
  text: string;
}

/** The embedder reads 256 tokens, about 190 English words; what is longer would be cut off unread. */
const MAX_WORDS = 160;
/** Short segments are joined up to this, so that a passage says enough to be found. */
const ENOUGH_WORDS = 80;

/** chunkTranscript cuts a transcript into passages of whole sentences, 80 to 160 words where the text allows. */
export function chunkTranscript(transcript: Transcript): Chunk[] {
  const chunks: Chunk[] = [];
  let open = null as (Chunk & { words: number }) | null;
  const close = () => {
    if (open)
      chunks.push({ segmentIndex: open.segmentIndex, startSeconds: open.startSeconds, endSeconds: open.endSeconds, text: open.text });
    open = null;
  };
  for (const [segmentIndex, segment] of transcript.segments.entries()) {
    for (const piece of pieces(segment)) {
      if (open && open.words + piece.words > MAX_WORDS) close();
      open = open
        ? { ...open, text: `${open.text} ${piece.text}`, words: open.words + piece.words, endSeconds: piece.endSeconds }
        : { segmentIndex, startSeconds: piece.startSeconds, endSeconds: piece.endSeconds, text: piece.text, words: piece.words };
      if (open.words >= ENOUGH_WORDS) close();
    }
  }
  close();
  return chunks;
}

interface Piece {
  text: string;
  words: number;
  startSeconds: number | null;
  endSeconds: number | null;
}

/** pieces cuts an over-long segment at sentence ends, or by words where there are none; times are spread by length. */
function pieces(segment: Segment): Piece[] {
  const text = segment.text.trim();
  const words = text === '' ? [] : text.split(/\s+/);
  if (words.length === 0) return [];
  if (words.length <= MAX_WORDS) return [{ text, words: words.length, startSeconds: segment.startSeconds, endSeconds: segment.endSeconds }];
  const result: Piece[] = [];
  let from = 0;
  while (from < words.length) {
    let to = Math.min(from + MAX_WORDS, words.length);
    for (let i = to; i > from + ENOUGH_WORDS && to < words.length; i--) {
      if (/[.!?]["'”’)]*$/.test(words[i - 1] ?? '')) {
        to = i;
        break;
      }
    }
    result.push({
      text: words.slice(from, to).join(' '),
      words: to - from,
      startSeconds: timeAt(segment, from / words.length),
      endSeconds: timeAt(segment, to / words.length),
    });
    from = to;
  }
  return result;
}

function timeAt(segment: Segment, share: number): number | null {
  if (segment.startSeconds === null || segment.endSeconds === null) return segment.startSeconds;
  return segment.startSeconds + share * (segment.endSeconds - segment.startSeconds);
}
