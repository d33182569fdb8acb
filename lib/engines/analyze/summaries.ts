import type { KeyPoint } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import { createSummarizer } from '../summarize';
import { bestOf, type Candidate, type RankedSentence, rankSentences } from '../summarize/candidates';
import { selectByConcepts } from '../summarize/concepts';
import { planLength } from '../summarize/length';
import { paragraphOf } from '../summarize/paragraph';
import { selectCovering } from '../summarize/select';
import { spanOf } from '../text/document';
import type { Pace } from '../text/pace';
import type { SentenceDocument } from '../text/sentences';
import { standAlone } from '../text/tidy';
import { dot } from '../text/vectors';
import { contentStems } from '../text/words';
import type { AnalyzeInput } from './types';

export interface Summaries {
  /** One to three sentences. */
  shortSummary: string;
  summary: string;
  keyPoints: KeyPoint[];
}

const MORE_KEY_POINTS = 3;
const SHORT_SENTENCES = 2;
const SHORT_WORDS = 30;
/** Words of the summary: for a text of 150 words, for each doubling, and of an hour or more. */
const SUMMARY_WORDS = { least: 45, perDoubling: 18, most: 150 };
/** As in the quick result: a sentence as close to the title as can be counts this much more. */
const TITLE_BONUS = 0.5;
const EMBEDDED_CHARACTERS = 400;

/**
 * summarizeFully extracts the summaries and key points of the full analysis. The summaries are made of the sentences that cover the most of
 * what the item keeps coming back to; the key points are chosen like those of the quick result. An item too short to choose from is told by the
 * quick result.
 */
export async function summarizeFully(
  document: SentenceDocument,
  input: AnalyzeInput,
  wordCount: number,
  embedder: Embedder,
  pace: Pace,
  signal: AbortSignal,
): Promise<Summaries> {
  // What a dense item claims stands in a list of its own.
  const plan = planLength(wordCount, 0);
  const sentences = await rankSentences(document, pace);
  const candidates = bestOf(sentences, document.sentences.length);
  if (candidates.length < LEAST_CANDIDATES) return quickSummaries(document, input, embedder, signal);

  const title = input.metadata.title?.trim() ?? '';
  const tell = async (words: number) => selectByConcepts(sentences, words, contentStems(title), pace);
  const summary = await tell(summaryWords(wordCount));
  const told = new Set(summary.map(({ sentence }) => sentence));
  const ranked = await rank(candidates, title, plan.keyPoints + MORE_KEY_POINTS + summary.length, embedder, signal);
  const rest = ranked.filter(({ sentence }) => !told.has(sentence));
  const points = (rest.length >= Math.min(SHORTEST_LIST, plan.keyPoints) ? rest : ranked).slice(0, plan.keyPoints + MORE_KEY_POINTS);
  return {
    shortSummary: paragraphOf(document, sentencesOf(await tell(SHORT_WORDS))),
    summary: paragraphOf(document, sentencesOf(summary)),
    keyPoints: inOrder(points).map(({ sentence }) => ({
      text: standAlone(sentence.text),
      span: spanOf(document, sentence.start, sentence.end),
    })),
  };
}

const LEAST_CANDIDATES = 4;
const SHORTEST_LIST = 3;

function summaryWords(wordCount: number): number {
  const doublings = Math.max(0, Math.log2(Math.max(1, wordCount) / 150));
  return Math.round(Math.min(SUMMARY_WORDS.most, SUMMARY_WORDS.least + SUMMARY_WORDS.perDoubling * doublings));
}

const sentencesOf = (ranked: readonly RankedSentence[]) => ranked.map(({ sentence }) => sentence);

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

const inOrder = (candidates: readonly Candidate[]): Candidate[] => [...candidates].sort((a, b) => a.sentence.index - b.sentence.index);
