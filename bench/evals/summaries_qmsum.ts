/**
 * summaries_qmsum: ROUGE of the local engine's summary of whole meetings against those that people wrote. Rows: {transcript: [{speaker,
 * text}], general_queries: [{answer}]}. `rouge1`, `rouge2`, `rougeL` (summary level), F in %, of the full analysis' summary at its shipped length; the
 * short summary and the quick result's beside it. `--limit N` for trying things out.
 */
import type { Measure } from '../run';
import { limited, type Turn } from '../support/items';
import { scoreSummaries } from '../support/summaries';

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('summaries_qmsum needs --file (rows of transcript, general_queries)');
  const items = limited(rows, options).map((row) => {
    const [query] = row.general_queries as { answer: string }[];
    if (query === undefined) throw new Error(`${String(row.id)} has no summary of the whole meeting`);
    return { turns: row.transcript as Turn[], references: [query.answer] };
  });
  return scoreSummaries(items, 'summary', progress);
};

export default measure;
