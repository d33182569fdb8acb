import type { Analysis, Span } from '@/lib/core/runs/content';
import { segmentAt, spanOf, type TranscriptText } from '@/lib/engines/text/document';
import type { Pace } from '@/lib/engines/text/pace';
import { type SentenceDocument, splitSentences } from '@/lib/engines/text/sentences';
import { standAlone, tidy } from '@/lib/engines/text/tidy';
import { tellingTerms } from './reading';
import type { PointVerdict } from './types';

export type Point = Pick<PointVerdict, 'kind' | 'text' | 'span'>;

interface Placed extends Point {
  /** Offset of its quote in the document. */
  at: number;
}

/** Quotes this much of whose shorter one the other covers are of one sentence. */
const SAME_PLACE = 0.6;
/** Two points that share this much of their words (Jaccard index) say the same. */
const SAME_WORDS = 0.75;

/**
 * pointsOf collects what a full result tells, each point once, in the order of the item: key points, the sentences of its summaries, claims,
 * positions, fallacies. A point counts only if its quote is in the transcript where its span says; of a summary that is text only, the sentences
 * that the transcript has. What has no content word is no point.
 */
export async function pointsOf(full: Analysis, document: SentenceDocument, pace: Pace): Promise<Point[]> {
  const points: (Placed & { terms: Set<string> })[] = [];
  for (const point of await allPoints(full, document, pace)) {
    await pace();
    const at = offsetOf(point.span, document);
    const terms = new Set(tellingTerms(point.text).keys());
    if (at === null || terms.size === 0) continue;
    const placed = { ...point, at, terms };
    if (!points.some((other) => samePlace(other, placed) || overlap(other.terms, terms) >= SAME_WORDS)) points.push(placed);
  }
  return points.sort((a, b) => a.at - b.at).map(({ kind, text, span }) => ({ kind, text, span }));
}

async function allPoints(full: Analysis, document: SentenceDocument, pace: Pace): Promise<Point[]> {
  return [
    ...full.keyPoints.map(({ text, span }): Point => ({ kind: 'key_point', text, span })),
    ...(await summaryPoints([full.shortSummary, full.summary], document, pace)),
    ...full.claims.map(({ text, span }): Point => ({ kind: 'claim', text, span })),
    ...full.perspectives.flatMap(({ positions }) =>
      positions.flatMap(({ stance, spans }): Point[] => (spans[0] ? [{ kind: 'position', text: stance, span: spans[0] }] : [])),
    ),
    ...full.fallacies.map(({ span }): Point => ({ kind: 'fallacy', text: standAlone(tidy(span.quote, document.english)), span })),
  ];
}

/** A summary's sentences are taken from the transcript, tidied: they are looked up by their letters and digits. */
async function summaryPoints(summaries: readonly string[], document: SentenceDocument, pace: Pace): Promise<Point[]> {
  const places = new Map<string, Span>();
  for (const { text, start, end } of document.sentences) {
    for (const key of [lettersOf(text), lettersOf(standAlone(text))]) {
      if (key !== '' && !places.has(key)) places.set(key, spanOf(document, start, end));
    }
    await pace();
  }
  const sentences = await sentencesOf(summaries.join('\n'), pace);
  return sentences.flatMap((text): Point[] => {
    const span = places.get(lettersOf(text));
    return span ? [{ kind: 'key_point', text, span }] : [];
  });
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** sentencesOf cuts a plain text into tidied sentences, each once; a line's end ends a sentence. */
export async function sentencesOf(text: string, pace: Pace): Promise<string[]> {
  const lines = text.split(/\n+/).map((line) => ({ startSeconds: null, endSeconds: null, text: line, confidence: null, speaker: null }));
  const { sentences } = await splitSentences({ origin: 'article', language: null, engine: 'plain', segments: lines }, pace);
  return [...new Set(sentences.map((sentence) => sentence.text))];
}

/** Where a quote starts, if it does in the segment that its span names. */
function offsetOf({ quote, segmentIndex }: Span, document: TranscriptText): number | null {
  const start = document.starts[segmentIndex];
  if (start === undefined || quote.trim() === '') return null;
  const at = document.text.indexOf(quote, start);
  return at >= 0 && segmentAt(document, at) === segmentIndex ? at : null;
}

function samePlace(a: Placed, b: Placed): boolean {
  const common = Math.min(a.at + a.span.quote.length, b.at + b.span.quote.length) - Math.max(a.at, b.at);
  return common >= SAME_PLACE * Math.min(a.span.quote.length, b.span.quote.length);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of a) if (b.has(stem)) shared++;
  return shared / (a.size + b.size - shared);
}
