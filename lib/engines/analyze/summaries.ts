import type { KeyPoint } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import { createSummarizer } from '../summarize';
import { type Candidate, findCandidates } from '../summarize/candidates';
import { planLength, type SummaryLength } from '../summarize/length';
import { selectCovering } from '../summarize/select';
import { spanOf } from '../text/document';
import type { Pace } from '../text/pace';
import type { SentenceDocument } from '../text/sentences';
import { standAlone } from '../text/tidy';
import { dot } from '../text/vectors';
import type { AnalyzeInput } from './types';

export interface Summaries {
  /** One or two sentences. */
  shortSummary: string;
  summary: string;
  keyPoints: KeyPoint[];
}

/** A reader of the full analysis has the time for more than the quick result gives. */
const LONGER = 1.6;
const MORE_KEY_POINTS = 3;
const SHORT_SENTENCES = 2;
/** One sentence this long is a short summary by itself. */
const SHORT_WORDS = 30;
/** As in the quick result: a sentence as close to the title as can be counts this much more. */
const TITLE_BONUS = 0.5;
const EMBEDDED_CHARACTERS = 400;

/**
 * summarizeFully extracts the summaries and key points of the full analysis: chosen like those of the quick result, by what together covers
 * the item, and longer. An item too short to choose from is told by the quick result.
 */
export async function summarizeFully(
  document: SentenceDocument,
  input: AnalyzeInput,
  wordCount: number,
  embedder: Embedder,
  pace: Pace,
  signal: AbortSignal,
): Promise<Summaries> {
  const plan = fullLength(wordCount);
  const candidates = await findCandidates(document, pace);
  if (candidates.length <= plan.sentences) return quickSummaries(document, input, embedder, signal);

  const ranked = await rank(candidates, input.metadata.title?.trim() ?? '', plan.sentences + plan.keyPoints, embedder, signal);
  const summary = withinWords(ranked, plan.sentences, plan.words);
  const rest = ranked.slice(summary.length);
  const points = (rest.length >= Math.min(SHORTEST_LIST, plan.keyPoints) ? rest : ranked).slice(0, plan.keyPoints);
  return {
    shortSummary: paragraph(withinWords(ranked, SHORT_SENTENCES, SHORT_WORDS)),
    summary: paragraph(summary),
    keyPoints: inOrder(points).map(({ sentence }) => ({
      text: standAlone(sentence.text),
      span: spanOf(document, sentence.start, sentence.end),
    })),
  };
}

const SHORTEST_LIST = 3;

function fullLength(wordCount: number): SummaryLength {
  const quick = planLength(wordCount);
  return {
    sentences: Math.round(quick.sentences * LONGER),
    words: Math.round(quick.words * LONGER),
    keyPoints: quick.keyPoints + MORE_KEY_POINTS,
  };
}

async function quickSummaries(
  document: SentenceDocument,
  input: AnalyzeInput,
  embedder: Embedder,
  signal: AbortSignal,
): Promise<Summaries> {
  const { summary, keyPoints } = await createSummarizer({ embedder }).summarize(input, signal);
  const opening = document.sentences.slice(0, SHORT_SENTENCES).map(({ text }) => standAlone(text));
  // The key points say most; where there are none, the text is a few words.
  const telling = keyPoints.length > 0 ? keyPoints.slice(0, SHORT_SENTENCES).map(({ text }) => text) : opening;
  return { shortSummary: telling.join(' '), summary, keyPoints };
}

/** The candidates to take, best first. */
async function rank(candidates: Candidate[], title: string, count: number, embedder: Embedder, signal: AbortSignal): Promise<Candidate[]> {
  const texts = candidates.map(({ sentence }) => sentence.text.slice(0, EMBEDDED_CHARACTERS));
  const vectors = await embedder.embed(title === '' ? texts : [...texts, title], signal);
  const titleVector = title === '' ? undefined : vectors[candidates.length];
  const selectable = candidates.map(({ score }, i) => {
    const vector = vectors[i]!;
    return { score: score * (1 + (titleVector ? TITLE_BONUS * Math.max(0, dot(vector, titleVector)) : 0)), vector };
  });
  return selectCovering(selectable, count).map((i) => candidates[i]!);
}

/** The first `most` at most, beginning no further one once there are `words` words. */
function withinWords(ranked: readonly Candidate[], most: number, words: number): Candidate[] {
  const kept: Candidate[] = [];
  let total = 0;
  for (const candidate of ranked.slice(0, most)) {
    if (kept.length > 0 && total >= words) break;
    kept.push(candidate);
    total += candidate.words;
  }
  return kept;
}

const inOrder = (candidates: readonly Candidate[]): Candidate[] => [...candidates].sort((a, b) => a.sentence.index - b.sentence.index);

const paragraph = (candidates: readonly Candidate[]): string =>
  inOrder(candidates)
    .map(({ sentence }) => standAlone(sentence.text))
    .join(' ');
