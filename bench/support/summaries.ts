import { createLocalAnalyzer } from '@/lib/engines/analyze';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { createSummarizer } from '@/lib/engines/summarize';
import type { MeasureContext, MeasureResult } from '../run';
import { type Turn, transcriptOfTurns, UNKNOWN_METADATA } from './items';
import { type Rouge, rouge } from './rouge';

export interface ReferencedItem {
  turns: Turn[];
  /** Summaries that people wrote. */
  references: string[];
}

type Told = 'summary' | 'shortSummary' | 'quickSummary';

/** scoreSummaries compares the summaries that the local engine makes, at the lengths it ships with, with those that people wrote. */
export async function scoreSummaries(
  items: readonly ReferencedItem[],
  headline: Told,
  progress: MeasureContext['progress'],
): Promise<MeasureResult> {
  const embedder = createEmbedder();
  const analyzer = createLocalAnalyzer({ embedder });
  const summarizer = createSummarizer({ embedder });
  const scores: Record<Told, Rouge[]> = { summary: [], shortSummary: [], quickSummary: [] };
  const lengths: Record<Told, number[]> = { summary: [], shortSummary: [], quickSummary: [] };
  for (const [i, { turns, references }] of items.entries()) {
    const input = { metadata: UNKNOWN_METADATA, transcript: transcriptOfTurns(turns), contentType: 'discussion' };
    const analysis = await analyzer.analyze(input, () => {}, AbortSignal.timeout(120_000));
    const { summary: quickSummary } = await summarizer.summarize(input);
    for (const [told, text] of Object.entries({ ...pick(analysis), quickSummary }) as [Told, string][]) {
      scores[told].push(rouge(text, references));
      lengths[told].push(text.split(/\s+/).length);
    }
    if (i % 10 === 9) progress(`${i + 1} of ${items.length}`);
  }
  await embedder.close();
  const shown = (told: Told) => ({ ...percentages(scores[told]), words: mean(lengths[told]) });
  const { rougeL_sentence, ...main } = percentages(scores[headline]);
  return {
    n: items.length,
    metrics: {
      ...main,
      rougeL_sentence,
      full_summary: shown('summary'),
      short_summary: shown('shortSummary'),
      quick_summary: shown('quickSummary'),
      reference_words: mean(items.flatMap(({ references }) => references.map((text) => text.split(/\s+/).length))),
    },
    settings: {
      headline,
      analyzer: analyzer.engine,
      summarizer: summarizer.engine,
      rouge: 'F in %, Porter stemmer; rougeL is summary level (rougeLsum), as in the published tables',
    },
  };
}

const pick = ({ summary, shortSummary }: { summary: string; shortSummary: string }) => ({ summary, shortSummary });

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const percentages = (scores: readonly Rouge[]) => ({
  rouge1: 100 * mean(scores.map(({ rouge1 }) => rouge1)),
  rouge2: 100 * mean(scores.map(({ rouge2 }) => rouge2)),
  rougeL: 100 * mean(scores.map(({ rougeL }) => rougeL)),
  rougeL_sentence: 100 * mean(scores.map(({ rougeLSentence }) => rougeLSentence)),
});
