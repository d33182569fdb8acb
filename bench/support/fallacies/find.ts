import type { Fallacy } from '@/lib/core/runs/content';
import { findFallacies } from '@/lib/engines/analyze/fallacies';
import type { Embedder } from '@/lib/engines/embed/types';
import { createPace } from '@/lib/engines/text/pace';
import { type SentenceDocument, splitSentences } from '@/lib/engines/text/sentences';
import { transcriptOfText } from '../items';

export interface Read {
  document: SentenceDocument;
  fallacies: Fallacy[];
}

/** findIn runs the fallacy finder as it ships, at its one operating point: every fallacy that an analysis would show. */
export async function findIn(text: string, embedder: Embedder): Promise<Read> {
  const pace = createPace();
  const document = await splitSentences(transcriptOfText(text), pace);
  return { document, fallacies: await findFallacies(document, embedder, pace) };
}

/** mainLabel names what a text would be filed under: its surest fallacy that the set knows; null where none was found. */
export function mainLabel(fallacies: readonly Fallacy[], labels: Record<string, string>): string | null {
  const known = fallacies.filter(({ name }) => labels[name] !== undefined);
  const surest = known.toSorted((a, b) => b.confidence - a.confidence)[0];
  return surest ? labels[surest.name]! : null;
}
