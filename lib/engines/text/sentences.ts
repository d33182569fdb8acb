import type { Transcript } from '@/lib/core/runs/content';
import { cutLong, LONGEST_SENTENCE_WORDS, type PauseBefore, sentenceEnds, startsLowerCase } from './boundaries';
import { joinTranscript, secondsAt, segmentAt, type TranscriptText } from './document';
import type { Pace } from './pace';
import { findSpeakerLabels, type SpeakerLabel } from './speakers';
import { isSound, tidy } from './tidy';

export interface Sentence {
  /** Position among the sentences of the document. */
  index: number;
  /** Offsets into `TranscriptText.text`: the slice is verbatim. */
  start: number;
  end: number;
  /** Tidied for reading; see tidy. */
  text: string;
  startSeconds: number | null;
  /** As the source tells: the segment's speaker, or a name written into the text. */
  speaker: string | null;
  /** Number of the stretch (paragraph, or one speaker's turn) that it belongs to; ascending. */
  block: number;
  /** False for a piece cut out of unpunctuated speech. */
  punctuated: boolean;
}

export interface SentenceDocument extends TranscriptText {
  sentences: Sentence[];
  /** `en`, or unknown and taken as English. */
  english: boolean;
}

/**
 * splitSentences cuts a transcript into sentences with offsets, times and speakers: by punctuation where there is any, else at pauses,
 * segment edges and conjunctions. Sentences of nothing but sounds are left out. Linear in the length of the text.
 */
export async function splitSentences(transcript: Transcript, pace: Pace): Promise<SentenceDocument> {
  const document = joinTranscript(transcript);
  const english = transcript.language === null || transcript.language === 'en';
  const lowerCase = startsLowerCase(document.text);
  const pauseBefore = pausesOf(document);
  const sentences: Sentence[] = [];
  for (const [block, { start, end, speaker }] of blocksOf(document).entries()) {
    let from = start;
    for (const to of [...sentenceEnds(document.text, start, end, lowerCase), end]) {
      await pace();
      const long =
        document.text.slice(from, to).split(/\s+/, LONGEST_SENTENCE_WORDS + 2).length > LONGEST_SENTENCE_WORDS || to - from > 1_500;
      let piece = from;
      for (const cut of long ? [...cutLong(document.text, from, to, pauseBefore), to] : [to]) {
        const sentence = makeSentence(document, piece, cut, english);
        if (sentence) sentences.push({ ...sentence, index: sentences.length, speaker, block, punctuated: !long });
        piece = cut;
      }
      from = to;
    }
  }
  return { ...document, sentences, english };
}

function makeSentence(document: TranscriptText, from: number, to: number, english: boolean) {
  const raw = document.text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const end = from + raw.trimEnd().length;
  if (end <= start || isSound(raw)) return null;
  const text = tidy(raw, english);
  return text === '' ? null : { start, end, text, startSeconds: secondsAt(document, start) };
}

interface Block {
  start: number;
  end: number;
  speaker: string | null;
}

/** Blocks end at a change of speaker, at a blank line, and in articles at each paragraph. Labels belong to no block. */
function blocksOf(document: TranscriptText): Block[] {
  const told = document.segments.some((segment) => segment.speaker !== null);
  const labels = told ? [] : findSpeakerLabels(document.text);
  const edges = new Map<number, { from: number; speaker: string | null | undefined }>();
  for (const match of document.text.matchAll(/\n[ \t\r]*\n/g)) edges.set(match.index, { from: match.index, speaker: undefined });
  for (const [i, start] of document.starts.entries()) {
    const segment = document.segments[i]!;
    const changed = i > 0 && segment.speaker !== document.segments[i - 1]!.speaker;
    if (i === 0 || changed) edges.set(start, { from: start, speaker: segment.speaker });
    else if (document.paragraphs) edges.set(start, { from: start, speaker: undefined });
  }
  for (const label of labels) edges.set(label.start, { from: label.end, speaker: nameOf(label) });

  const blocks: Block[] = [];
  let speaker: string | null = null;
  const ordered = [...edges].sort(([a], [b]) => a - b);
  for (const [i, [, edge]] of ordered.entries()) {
    if (edge.speaker !== undefined) speaker = edge.speaker;
    const end = ordered[i + 1]?.[0] ?? document.text.length;
    if (end > edge.from) blocks.push({ start: edge.from, end, speaker });
  }
  return blocks;
}

const nameOf = (label: SpeakerLabel): string => label.name.replace(/\s+/g, ' ').trim();

/** A word that begins a segment has the pause before that segment. */
function pausesOf(document: TranscriptText): PauseBefore {
  return (offset) => {
    const index = segmentAt(document, offset);
    const segment = document.segments[index];
    if (index === 0 || !segment || document.starts[index] !== offset) return null;
    const previous = document.segments[index - 1]!;
    return Math.max(0, (segment.startSeconds ?? 0) - (previous.endSeconds ?? segment.startSeconds ?? 0));
  };
}
