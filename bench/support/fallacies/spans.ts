/** The span metric of MAFALDA (Helwe et al. 2024, section 4): a gold span has a set of labels, any of which is right. */

export interface PredictedSpan {
  start: number;
  end: number;
  label: string;
}

export interface GoldSpan {
  start: number;
  end: number;
  /** Alternatives; `nothing` among them says that no fallacy is right as well. */
  labels: ReadonlySet<string>;
}

export const NOTHING = 'nothing';

/** joinAlternatives makes one gold span of all labels that cover the same characters. */
export function joinAlternatives(spans: readonly PredictedSpan[]): GoldSpan[] {
  const joined = new Map<string, { start: number; end: number; labels: Set<string> }>();
  for (const { start, end, label } of spans) {
    const key = `${start}:${end}`;
    const known = joined.get(key);
    if (known) known.labels.add(label);
    else joined.set(key, { start, end, labels: new Set([label]) });
  }
  return [...joined.values()];
}

const overlap = (a: { start: number; end: number }, b: { start: number; end: number }): number =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** spanScores of one text: precision 1 without predictions, recall 1 without a gold span that has to be found; F1 their harmonic mean. */
export function spanScores(
  predicted: readonly PredictedSpan[],
  gold: readonly GoldSpan[],
): { precision: number; recall: number; f1: number } {
  const hit = (p: PredictedSpan, g: GoldSpan) => (g.labels.has(p.label) ? overlap(p, g) : 0);
  const required = gold.filter(({ labels }) => !labels.has(NOTHING));
  const precision = meanOf(predicted, (p) => Math.max(0, ...gold.map((g) => hit(p, g) / (p.end - p.start))));
  const recall = meanOf(required, (g) => Math.max(0, ...predicted.map((p) => hit(p, g) / (g.end - g.start))));
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

const meanOf = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.length === 0 ? 1 : items.reduce((sum, item) => sum + value(item), 0) / items.length;
