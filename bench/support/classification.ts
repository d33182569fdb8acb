/** Measures of a classifier with probabilities, over plain values. */

export interface Judged {
  label: string;
  predicted: string;
  /** Of `predicted`. */
  probability: number;
  correct: boolean;
}

/**
 * macroF1 is the unweighted mean over `labels` of each label's F1. A prediction that counts as correct is a hit for the item's label, even where it
 * names another label that was acceptable too.
 */
export function macroF1(items: readonly Judged[], labels: readonly string[]): number {
  const scores = labels.map((label) => f1(items, label));
  return scores.reduce((a, b) => a + b, 0) / scores.length;
}

/** 0 for a label that neither occurs nor is predicted. */
export function f1(items: readonly Judged[], label: string): number {
  const hits = items.filter((item) => item.label === label && item.correct).length;
  const missed = items.filter((item) => item.label === label && !item.correct).length;
  const wrong = items.filter((item) => item.label !== label && !item.correct && item.predicted === label).length;
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + missed + wrong);
}

/** expectedCalibrationError (Naeini et al. 2015): the gap of mean probability and accuracy in equal-width bins, weighted by their items. */
export function expectedCalibrationError(items: readonly Judged[], bins = 10): number {
  const binOf = ({ probability }: Judged) => Math.min(bins - 1, Math.floor(probability * bins));
  return Array.from({ length: bins }, (_, bin) => {
    const members = items.filter((item) => binOf(item) === bin);
    const gap = members.reduce((sum, { probability, correct }) => sum + probability - Number(correct), 0);
    return Math.abs(gap) / items.length;
  }).reduce((a, b) => a + b, 0);
}
