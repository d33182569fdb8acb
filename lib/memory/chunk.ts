import type { Segment, Transcript } from '@/lib/core/runs/content';

export interface Chunk {
  segmentIndex: number;
  startSeconds: number | null;
  endSeconds: number | null;
  /** Who says all of it; null where several do, or the source does not tell. */
  speaker: string | null;
  text: string;
}

/** The embedder reads 256 tokens, about 190 English words; what is longer would be cut off unread. */
const MAX_WORDS = 160;
/** Short segments are joined up to this, so that a passage says enough to be found. */
const ENOUGH_WORDS = 80;
/** A turn of fewer words (`Yes.`) says nothing by itself, and stays with the next one. */
const FEW_WORDS = 20;

/** chunkTranscript cuts a transcript into passages of whole sentences, 80 to 160 words where the text allows. */
export function chunkTranscript(transcript: Transcript): Chunk[] {
  const chunks: Chunk[] = [];
  let open = null as (Chunk & { words: number }) | null;
  const close = () => {
    if (open) {
      const { words, ...chunk } = open;
      chunks.push(chunk);
    }
    open = null;
  };
  for (const [segmentIndex, segment] of transcript.segments.entries()) {
    if (open && segment.speaker !== open.speaker && open.words >= FEW_WORDS) close();
    for (const piece of pieces(segment)) {
      if (open && open.words + piece.words > MAX_WORDS) close();
      open = open
        ? {
            ...open,
            text: `${open.text} ${piece.text}`,
            words: open.words + piece.words,
            endSeconds: piece.endSeconds,
            speaker: open.speaker === segment.speaker ? open.speaker : null,
          }
        : { segmentIndex, ...piece, speaker: segment.speaker };
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
