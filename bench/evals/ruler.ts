/**
 * ruler: does the loss ruler's matcher agree with labels? Without --file by cross-validation on own pairs (bench/train/loss_ruler), each judged by a
 * matcher that was fitted without its whole item. With --file the shipped matcher judges rows {item, point, delivered, carried, kind}: one sentence,
 * one to four sentences, whether they tell the sentence's main fact, and in what way (a free word).
 *
 * - `accuracy`, `kappa` (Cohen's), `log_loss`, `precision`, `recall` of `carried` at probability ≥ 0.5;
 * - `by_kind`: accuracy for each kind of pair; `amid_others`: the same pairs among 4 to 12 other texts of their item, points that stand there
 *   word for word (`verbatim`), and points that such a text leaves out (`absent`);
 * - `in_run_ons`: the same pairs within one long sentence, as speech recognition often writes, and such sentences that leave a point out;
 * - `composed`: how far the loss of composed texts is from what they leave out, as the share of points judged not carried (`counted`, what the
 *   ruler does) and as the mean of 1 − probability (`expected`).
 */
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { RULER_VERSION } from '@/lib/learning/ruler';
import model from '@/lib/learning/ruler/model.json' with { type: 'json' };
import type { Measure } from '../run';
import { agreement } from '../train/loss_ruler/agreement';
import { composeDeliveries, errorOf } from '../train/loss_ruler/compose';
import { crossValidate, type Judgement, SEED } from '../train/loss_ruler/cross-validate';
import { createReader, makeExamples, runOnExamples } from '../train/loss_ruler/examples';
import { probabilityOf } from '../train/loss_ruler/fit';
import { type Pair, readMaterial } from '../train/loss_ruler/material';

function parseRow(row: Record<string, unknown>): Pair {
  const { item, point, delivered, carried, kind } = row;
  if (typeof point !== 'string' || typeof delivered !== 'string' || typeof carried !== 'boolean') {
    throw new Error(`a row needs point, delivered (texts) and carried (true or false): ${JSON.stringify(row).slice(0, 200)}`);
  }
  return { item: String(item ?? point), point, delivered, carried, kind: String(kind ?? 'pair') };
}

function byKind(judged: readonly Judgement[]): Record<string, { n: number; accuracy: number }> {
  const kinds = [...new Set(judged.map(({ kind }) => kind))].sort();
  return Object.fromEntries(
    kinds.map((kind) => {
      const { n, accuracy } = agreement(judged.filter((one) => one.kind === kind));
      return [kind, { n, accuracy }];
    }),
  );
}

const measure: Measure = async ({ rows, progress }) => {
  const pairs = rows === null ? readMaterial() : rows.map(parseRow);
  const embedder = createEmbedder();
  const read = await createReader(pairs, embedder);
  const runOns = await runOnExamples(pairs, read, embedder, SEED);
  await embedder.close();
  progress(`${pairs.length} pairs read`);

  const settings = { ruler: RULER_VERSION, embedder: embedder.model, validation: rows === null ? 'leave one item out' : 'shipped matcher' };
  if (rows !== null) {
    const judged = makeExamples(pairs, read, SEED)
      .filter(({ alone, kind }) => alone && kind !== 'verbatim')
      .map(({ windows, ...example }) => ({ ...example, probability: probabilityOf(model, windows) }));
    return { n: pairs.length, metrics: { ...agreement(judged), by_kind: byKind(judged) }, settings };
  }

  const { judged, withoutItem } = crossValidate(pairs, read);
  const alone = judged.filter((one) => one.alone && one.kind !== 'verbatim');
  const amid = judged.filter((one) => !one.alone);
  const judgedRunOns = runOns.map(({ windows, ...example }) => ({
    ...example,
    probability: probabilityOf(withoutItem.get(example.item)!, windows),
  }));
  const composed = await composeDeliveries(pairs, read, withoutItem, model, SEED);
  return {
    n: pairs.length,
    metrics: {
      ...agreement(alone),
      by_kind: byKind(alone),
      amid_others: { ...agreement(amid), by_kind: byKind(amid) },
      in_run_ons: { ...agreement(judgedRunOns), by_kind: byKind(judgedRunOns) },
      composed: { n: composed.length, expected: errorOf(composed, 'expected'), counted: errorOf(composed, 'counted') },
    },
    settings: { ...settings, items: withoutItem.size },
  };
};

export default measure;
