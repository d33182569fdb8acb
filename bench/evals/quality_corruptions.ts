/**
 * quality_corruptions: does damage lower the score? Rows: {group, kind, text}: one passage a group, as it is (`original`) and damaged in
 * several ways. `pairwise_accuracy`: share of (original, damaged) pairs in which the original's coherence, as of a transcript, is the higher;
 * also for each kind of damage, with the median coherence of each kind.
 */
import type { Transcript } from '@/lib/core/runs/content';
import { createAssessor } from '@/lib/engines/assess';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Measure } from '../run';
import { quantile } from '../support/quantile';

const transcriptOf = (text: string): Transcript => ({
  origin: 'captions',
  language: 'en',
  engine: 'published',
  segments: [{ startSeconds: null, endSeconds: null, text, confidence: null, speaker: null }],
});

const measure: Measure = async ({ rows, progress }) => {
  if (rows === null) throw new Error('quality_corruptions needs --file (rows of group, kind, text)');
  const embedder = createEmbedder();
  const assessor = createAssessor({ embedder });
  const groups = new Map<string, Map<string, number>>();
  for (const [i, row] of rows.entries()) {
    const { contentCoherence } = await assessor.assessTranscript(transcriptOf(String(row.text)));
    const group = String(row.group);
    groups.set(group, (groups.get(group) ?? new Map<string, number>()).set(String(row.kind), contentCoherence));
    if (i % 50 === 49) progress(`${i + 1} of ${rows.length}`);
  }
  await embedder.close();

  const kinds = [...new Set(rows.map(({ kind }) => String(kind)))];
  const higher = kinds
    .filter((kind) => kind !== 'original')
    .map((kind) => {
      const pairs = [...groups.values()].filter((group) => group.has('original') && group.has(kind));
      return { kind, pairs: pairs.length, right: pairs.filter((group) => group.get('original')! > group.get(kind)!).length };
    });
  const medianOf = (kind: string) =>
    quantile(
      [...groups.values()].flatMap((group) => group.get(kind) ?? []),
      0.5,
    );
  return {
    n: groups.size,
    metrics: {
      pairwise_accuracy: higher.reduce((sum, { right }) => sum + right, 0) / higher.reduce((sum, { pairs }) => sum + pairs, 0),
      pairwise_accuracy_by_kind: Object.fromEntries(higher.map(({ kind, pairs, right }) => [kind, right / pairs])),
      median_coherence: Object.fromEntries(kinds.map((kind) => [kind, medianOf(kind)])),
    },
    settings: { engine: assessor.engine, embedder: embedder.model },
  };
};

export default measure;
