/**
 * fallacy_mafalda: fallacies as spans, in texts of which a third have none (Helwe et al. 2024). Rows: {text, spans: [{start, end, label}]}.
 * `f1_level_0` (fallacious or not), `f1_level_1` (3 families), `f1_level_2` (23 classes): the paper's span metric, mean over texts, with precision
 * and recall; `silent_f1` is what finding nothing at all would get. The finder is the shipped one; a found span is its quote.
 */
import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Embedder } from '@/lib/engines/embed/types';
import type { Measure } from '../run';
import { findIn } from '../support/fallacies/find';
import { MAFALDA_LABELS, mafaldaFamily } from '../support/fallacies/labels';
import { joinAlternatives, NOTHING, type PredictedSpan, spanScores } from '../support/fallacies/spans';
import { limited } from '../support/items';

/** What a label is at each level of detail. */
const LEVELS = [(label: string) => (label === NOTHING ? label : 'fallacy'), mafaldaFamily, (label: string) => label];

async function predict(text: string, embedder: Embedder): Promise<PredictedSpan[]> {
  const { fallacies } = await findIn(text, embedder);
  return fallacies.map(({ name, span }) => {
    const start = text.indexOf(span.quote);
    return { start, end: start + span.quote.length, label: MAFALDA_LABELS[name] ?? name };
  });
}

const measure: Measure = async ({ rows, options }) => {
  if (rows === null) throw new Error('fallacy_mafalda needs --file (rows of text, spans)');
  const embedder = createEmbedder();
  const items: { spans: PredictedSpan[]; predicted: PredictedSpan[] }[] = [];
  for (const row of limited(rows, options))
    items.push({ spans: row.spans as PredictedSpan[], predicted: await predict(String(row.text), embedder) });
  await embedder.close();
  const metrics: Record<string, number> = {};
  for (const [level, labelAt] of LEVELS.entries()) {
    const at = (spans: readonly PredictedSpan[]) => spans.map((span) => ({ ...span, label: labelAt(span.label) }));
    const scores = items.map(({ spans, predicted }) => spanScores(at(predicted), joinAlternatives(at(spans))));
    for (const measured of ['f1', 'precision', 'recall'] as const)
      metrics[`${measured}_level_${level}`] = scores.reduce((sum, score) => sum + score[measured], 0) / scores.length;
    if (level === 0)
      metrics.silent_f1 = items.reduce((sum, { spans }) => sum + spanScores([], joinAlternatives(at(spans))).f1, 0) / items.length;
  }
  return {
    n: items.length,
    metrics,
    settings: {
      operating_point: 'as shipped: every fallacy that an analysis shows',
      trained_on: 'own writing only (bench/train/fallacies)',
    },
  };
};

export default measure;
