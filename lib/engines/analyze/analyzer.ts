import type { Analysis } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import { createPace, type Pace } from '../text/pace';
import { type SentenceDocument, splitSentences } from '../text/sentences';
import { countWords } from '../text/words';
import { findChapters } from './chapters';
import { selectClaims } from './claims';
import { entitiesOf, Figures } from './entities';
import { findFallacies } from './fallacies';
import { findPerspectives } from './perspectives';
import { findNames } from './read-sentences';
import { Relations } from './relations';
import { scoreStatements } from './statements';
import { summarizeFully } from './summaries';
import type { Analyzer } from './types';
import { verify } from './verify';

/** Change it with anything that moves an analysis. */
const ENGINE = 'local@3';

export interface LocalAnalyzerOptions {
  embedder: Embedder;
}

/**
 * createLocalAnalyzer makes full analyses without any model that writes: everything it returns is taken from the transcript, by position,
 * and every quote is looked up again at the end. Texts in other languages than English get a summary, key points and names only: the rest
 * is read by English words. Throws what the embedder throws, and the signal's reason once aborted.
 */
export function createLocalAnalyzer({ embedder }: LocalAnalyzerOptions): Analyzer {
  return {
    engine: ENGINE,
    async analyze(input, onProgress, signal) {
      const pace = createPace(signal);
      onProgress(0, 'Reading the transcript');
      const document = await splitSentences(input.transcript, pace);
      const wordCount = await wordsOf(document, pace);
      onProgress(0.1, 'Summarising');
      const summaries = await summarizeFully(document, input, wordCount, embedder, pace, signal);
      onProgress(0.4, 'Collecting claims, names and relations');
      const { entities, ...found } = await readStatements(document, wordCount, pace);
      onProgress(0.5, 'Finding chapters');
      const chapters = await findChapters(document, input.metadata.chapters, wordCount, embedder, pace, signal);
      onProgress(0.6, 'Comparing perspectives');
      const perspectives = await findPerspectives(document, embedder, pace, signal);
      onProgress(0.8, 'Looking for fallacies');
      const fallacies = await findFallacies(document, embedder, pace, signal);
      onProgress(0.95, 'Checking every quote');
      const points = { keyPoints: summaries.keyPoints, chapters, ...found, perspectives, fallacies };
      return {
        ...summaries,
        ...(await verify(points, document, pace)),
        entities,
        engine: ENGINE,
        usage: { apiCalls: 0, inputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
      };
    },
  };
}

async function wordsOf(document: SentenceDocument, pace: Pace): Promise<number> {
  let total = 0;
  for (const { text } of document.sentences) {
    total += countWords(text);
    await pace();
  }
  return total;
}

/** What single sentences say. */
async function readStatements(
  document: SentenceDocument,
  wordCount: number,
  pace: Pace,
): Promise<Pick<Analysis, 'claims' | 'entities' | 'relations'>> {
  const names = await findNames(document, pace);
  const figures = new Figures();
  const relations = new Relations(document);
  const scored = await scoreStatements(document, names, pace, (read) => {
    for (const figure of read.figures) figures.add(figure, read.sentence.text);
    relations.add(read);
  });
  return {
    claims: selectClaims(document, scored, wordCount),
    entities: entitiesOf(document, names, figures),
    relations: relations.relations(),
  };
}
