import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { MeasureContext, MeasureResult } from '../../run';
import { type Judged, macroF1 } from '../classification';
import { findIn, mainLabel } from './find';

export interface LabelledText {
  text: string;
  /** As the set names it. */
  label: string;
}

export interface LabelledSet {
  items: readonly LabelledText[];
  labels: Record<string, string>;
  /** What the set calls a text without a fallacy; null where every text has one. */
  none: string | null;
}

/**
 * scoreClassification files each text under the surest fallacy found. `macro_f1` is over the set's classes (that of none among them, where the
 * set has it); `detection` is fallacious or not. A finder that keeps silent misses; it never guesses.
 */
export async function scoreClassification(
  { items, labels, none }: LabelledSet,
  progress: MeasureContext['progress'],
): Promise<MeasureResult> {
  const silent = none ?? '(nothing found)';
  const judged: (Judged & { found: boolean })[] = [];
  const embedder = createEmbedder();
  for (const [i, { text, label }] of items.entries()) {
    const { fallacies } = await findIn(text, embedder);
    const predicted = mainLabel(fallacies, labels) ?? silent;
    judged.push({ label, predicted, probability: 1, correct: predicted === label, found: fallacies.length > 0 });
    if (i % 200 === 199) progress(`${i + 1} of ${items.length}`);
  }
  await embedder.close();
  const classes = [...new Set(items.map(({ label }) => label))].sort();
  const named = judged.filter(({ predicted }) => predicted !== silent);
  const fallacious = judged.filter(({ label }) => label !== none);
  const found = judged.filter((item) => item.found);
  const precision = share(found, ({ label }) => label !== none);
  const recall = share(fallacious, (item) => item.found);
  return {
    n: items.length,
    metrics: {
      macro_f1: macroF1(judged, classes),
      micro_f1: (2 * named.filter(({ correct }) => correct).length) / (named.length + fallacious.length),
      accuracy: share(judged, ({ correct }) => correct),
      /** Share of the fallacious texts in which anything was found. */
      recall,
      detection: { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) },
      precision_of_name: share(named, ({ correct }) => correct),
      recall_by_class: Object.fromEntries(
        classes.map((label) => [
          label,
          share(
            judged.filter((item) => item.label === label),
            ({ correct }) => correct,
          ),
        ]),
      ),
    },
    settings: {
      operating_point: 'as shipped: every fallacy that an analysis shows',
      trained_on: 'own writing only (bench/train/fallacies)',
    },
  };
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}
