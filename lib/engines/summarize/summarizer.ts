import type { KeyPoint, QuickResult } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import { spanOf } from '../text/document';
import { contentInformativeness } from '../text/informativeness';
import { createPace } from '../text/pace';
import { type SentenceDocument, splitSentences } from '../text/sentences';
import { standAlone } from '../text/tidy';
import { dot } from '../text/vectors';
import { countWords } from '../text/words';
import { type Candidate, eachOnce, findCandidates } from './candidates';
import { planLength, SELF_SUMMARY_WORDS } from './length';
import { selectCovering } from './select';
import { topicsOf } from './topics';
import type { SummarizeInput, Summarizer } from './types';

/** Change it with anything that moves a summary. */
const ENGINE = 'extractive@3';
/** A sentence as close to the title as can be counts this much more. */
const TITLE_BONUS = 0.5;
/** Longer sentences are embedded by their beginning. */
const EMBEDDED_CHARACTERS = 400;

export interface SummarizerOptions {
  embedder: Embedder;
}

/**
 * createSummarizer makes extractive quick results: sentences are ranked by TextRank and by what they tell, the best are embedded (at most
 * 65 short texts, whatever the length of the item), and those are taken that together cover it. The summary is a paragraph of them in
 * order; the key points are others, verbatim spans with their times; the topics are names and phrases. An item of a few sentences is its own summary.
 */
export function createSummarizer({ embedder }: SummarizerOptions): Summarizer {
  return {
    engine: ENGINE,
    async summarize(input, signal) {
      const pace = createPace(signal);
      const document = await splitSentences(input.transcript, pace);
      const candidates = await findCandidates(document, pace);
      const wordCount = countWords(document.text);
      const topics = await topicsOf(document, pace);
      if (wordCount <= SELF_SUMMARY_WORDS || candidates.length < 2) return { ...selfSummary(document), topics };

      // Between what the part deserves that was heard and what the whole item does: more of it is told, but nearly all of it would be no choice.
      const plan = planLength(wordCount / Math.sqrt(input.heardShare ?? 1), await contentInformativeness(document, pace));
      const ranked = await rank(candidates, input, plan.sentences + plan.keyPoints, embedder, signal);
      const summary = ranked.slice(0, summaryCount(ranked, plan.sentences, plan.words));
      const rest = ranked.slice(summary.length);
      // A short item has no further sentences: then its key points are those of the summary.
      const keyPoints = (rest.length >= Math.min(3, plan.keyPoints) ? rest : ranked).slice(0, plan.keyPoints);
      return {
        summary: inOrder(summary)
          .map(({ sentence }) => standAlone(sentence.text))
          .join(' '),
        keyPoints: inOrder(keyPoints).map((candidate) => keyPoint(document, candidate)),
        topics,
        engine: ENGINE,
      };
    },
  };
}

/** The candidates to take, best first. */
async function rank(
  candidates: Candidate[],
  input: SummarizeInput,
  count: number,
  embedder: Embedder,
  signal?: AbortSignal,
): Promise<Candidate[]> {
  const title = input.metadata.title?.trim() ?? '';
  const texts = candidates.map(({ sentence }) => sentence.text.slice(0, EMBEDDED_CHARACTERS));
  const vectors = await embedder.embed(title === '' ? texts : [...texts, title], signal);
  const titleVector = title === '' ? null : vectors[candidates.length]!;
  const selectable = candidates.map(({ score }, i) => ({
    score: score * (1 + (titleVector ? TITLE_BONUS * Math.max(0, dot(vectors[i]!, titleVector)) : 0)),
    vector: vectors[i]!,
  }));
  return selectCovering(selectable, count).map((i) => candidates[i]!);
}

function summaryCount(ranked: readonly Candidate[], most: number, mostWords: number): number {
  let words = 0;
  let count = 0;
  while (count < Math.min(most, ranked.length) && (count < 2 || words < mostWords)) words += ranked[count++]!.words;
  return count;
}

const inOrder = (candidates: readonly Candidate[]): Candidate[] => [...candidates].sort((a, b) => a.sentence.index - b.sentence.index);

function keyPoint(document: SentenceDocument, { sentence }: Candidate): KeyPoint {
  return { text: standAlone(sentence.text), span: spanOf(document, sentence.start, sentence.end) };
}

function selfSummary(document: SentenceDocument): QuickResult {
  const sentences = eachOnce(document.sentences).slice(0, MOST_SELF_SENTENCES);
  return {
    summary: sentences.map(({ text }) => standAlone(text)).join(' '),
    keyPoints: sentences
      .slice(0, 3)
      .map((sentence) => ({ text: standAlone(sentence.text), span: spanOf(document, sentence.start, sentence.end) })),
    engine: ENGINE,
  };
}

/** An item whose sentences all say next to nothing may still be long. */
const MOST_SELF_SENTENCES = 8;
