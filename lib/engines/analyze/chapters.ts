import type { AnalysisChapter, Chapter } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import { secondsAt, spanOf } from '../text/document';
import { keyPhrases } from '../text/keyphrases';
import type { Pace } from '../text/pace';
import { type Passage, passagesOf } from '../text/passages';
import type { Sentence, SentenceDocument } from '../text/sentences';
import { dot, meanDirection } from '../text/vectors';

/** A shorter item is one chapter. */
const LEAST_WORDS = 900;
const WORDS_PER_CHAPTER = 700;
const MOST_CHAPTERS = 12;
/** Passages on each side that a boundary is judged by, and the least that a chapter has. */
const SIDE = 3;
const LEAST_PASSAGES = 2;
const TITLE_PHRASES = 2;

/**
 * findChapters cuts an item where its subject changes most (the passages before and after a boundary least alike; Hearst 1997, with
 * embeddings for words) and names each part by what it keeps coming back to. Chapters that the source tells are taken as they are. None for an item under
 * 900 words. Throws the pace's or signal's abort and what the embedder throws.
 */
export async function findChapters(
  document: SentenceDocument,
  told: readonly Chapter[],
  wordCount: number,
  embedder: Embedder,
  pace: Pace,
  signal?: AbortSignal,
): Promise<AnalysisChapter[]> {
  if (told.length > 1) return chaptersTold(document, told);
  if (wordCount < LEAST_WORDS) return [];
  const passages = await passagesOf(document, pace);
  const vectors = await embedder.embed(
    passages.map(({ core }) => core),
    signal,
  );
  const count = Math.min(MOST_CHAPTERS, Math.round(wordCount / WORDS_PER_CHAPTER));
  const starts = [0, ...boundariesOf(vectors, count - 1)];
  const chapters: AnalysisChapter[] = [];
  const used = new Set<string>();
  for (const [i, start] of starts.entries()) {
    const own = passages.slice(start, starts[i + 1] ?? passages.length);
    const title = await titleOf(document, own, used, pace);
    const first = document.sentences[own[0]?.first ?? -1];
    if (title !== '' && first) chapters.push({ title, span: spanOf(document, first.start, first.end) });
  }
  return chapters.length > 1 ? chapters : [];
}

/** What a source tells is kept where its time falls into the transcript. */
function chaptersTold(document: SentenceDocument, told: readonly Chapter[]): AnalysisChapter[] {
  return told.flatMap(({ startSeconds, title }) => {
    const first = document.sentences.find((sentence: Sentence) => (secondsAt(document, sentence.start) ?? -1) >= startSeconds);
    return first ? [{ title, span: spanOf(document, first.start, first.end) }] : [];
  });
}

/** Indexes of the passages that begin a new chapter, ascending: the `count` least alike boundaries that leave no chapter too short. */
export function boundariesOf(vectors: readonly Float32Array[], count: number): number[] {
  const side = (from: number, to: number) => {
    const members = vectors.slice(Math.max(0, from), to);
    return meanDirection(
      members,
      members.map(() => 1),
      vectors[0]!.length,
    );
  };
  const inner = [...vectors.keys()].slice(LEAST_PASSAGES, vectors.length - LEAST_PASSAGES + 1);
  const ranked = inner
    .map((at) => ({ at, likeness: dot(side(at - SIDE, at), side(at, at + SIDE)) }))
    .sort((a, b) => a.likeness - b.likeness || a.at - b.at);
  const chosen: number[] = [];
  for (const { at } of ranked) {
    if (chosen.length >= count) break;
    if (chosen.every((other) => Math.abs(other - at) >= LEAST_PASSAGES)) chosen.push(at);
  }
  return chosen.sort((a, b) => a - b);
}

/** The weightiest phrases of a chapter that name no chapter before it. */
async function titleOf(document: SentenceDocument, passages: readonly Passage[], used: Set<string>, pace: Pace): Promise<string> {
  const texts = passages.map(({ first, last }) =>
    document.sentences
      .slice(first, last + 1)
      .map(({ text }) => text)
      .join('\n'),
  );
  const phrases = await keyPhrases(texts, passages, 30, pace);
  const fresh = phrases.filter(({ stems }) => !stems.some((stem) => used.has(stem)));
  const chosen: typeof phrases = [];
  for (const phrase of fresh) {
    if (chosen.length === TITLE_PHRASES) break;
    if (chosen.some(({ stems }) => stems.some((stem) => phrase.stems.includes(stem)))) continue;
    chosen.push(phrase);
  }
  for (const { stems } of chosen) for (const stem of stems) used.add(stem);
  const title = chosen.map(({ text }) => text).join(', ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}
