/**
 * quality_clear: what has the scorer to do with ease of reading? Rows: {text, easiness, flesch_reading_ease, category}: excerpts that teachers compared.
 * Nothing in the scorer measures readability, so this is reported, not aimed at: Spearman of its measures of each text with `easiness`, beside that of
 * Flesch's formula.
 */
import type { TranscriptQuality } from '@/lib/core/runs/content';
import { createAssessor } from '@/lib/engines/assess';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Measure } from '../run';
import { spearman } from '../support/correlation';
import { limited, transcriptOfText } from '../support/items';

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('quality_clear needs --file (rows of text, easiness)');
  const embedder = createEmbedder();
  const assessor = createAssessor({ embedder });
  const items = limited(rows, options);
  const scored: (TranscriptQuality & { flesch: number; easiness: number })[] = [];
  for (const [i, row] of items.entries()) {
    scored.push({
      ...(await assessor.assessTranscript(transcriptOfText(String(row.text)))),
      flesch: Number(row.flesch_reading_ease),
      easiness: Number(row.easiness),
    });
    if (i % 200 === 199) progress(`${i + 1} of ${items.length}`);
  }
  await embedder.close();
  const against = (measured: 'contentInformativeness' | 'contentCoherence' | 'flesch') =>
    spearman(
      scored.map((item) => item[measured]),
      scored.map(({ easiness }) => easiness),
    );
  return {
    n: scored.length,
    metrics: {
      spearman_informativeness: against('contentInformativeness'),
      spearman_coherence: against('contentCoherence'),
      spearman_flesch: against('flesch'),
    },
    settings: { engine: assessor.engine, embedder: embedder.model },
  };
};

export default measure;
