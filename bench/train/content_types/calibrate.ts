import type { Calibration } from '@/lib/engines/classify/linear-model';
import { softmax } from '@/lib/engines/classify/softmax';

/** An item's logits by a model that had not seen its like. */
export interface Scored {
  label: number;
  windows: number;
  logits: number[];
}

/**
 * How much of the fitted confidence in titles is believed: titles that were written for a type are plainer than those found in the wild, and
 * title and text are not independent.
 */
const TITLE_TRUST = 0.8;

const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);

/** Mean log loss when the logits are multiplied by `scale` and by windows^exponent. */
function logLoss(items: readonly Scored[], scale: number, exponent: number): number {
  const losses = items.map(({ label, windows, logits }) => {
    const factor = scale * windows ** exponent;
    return -Math.log(softmax(logits.map((logit) => logit * factor))[label]!);
  });
  return losses.reduce((a, b) => a + b, 0) / losses.length;
}

/**
 * calibrate finds the temperatures (scales) that minimise the log loss on documents of unseen forms and titles of unseen wording. Unseen forms
 * stand for the shift from own writing to real transcripts: whoever calibrates on forms it knows is far too sure of new ones.
 */
export function calibrate(documents: readonly Scored[], titles: readonly Scored[]): Calibration {
  const scales = range(0.3, 2.5, 0.05);
  // Windows of one item share their topic and their speakers: 1 would call them independent, and composed documents come closer to that
  // than real ones do, hence the bound.
  const candidates = range(0, 0.6, 0.1).flatMap((windowExponent) => scales.map((textScale) => ({ windowExponent, textScale })));
  const text = best(candidates, ({ windowExponent, textScale }) => logLoss(documents, textScale, windowExponent));
  const titleScale = best(scales, (scale) => logLoss(titles, scale, 0));
  const round = (value: number) => Number(value.toFixed(3));
  return {
    windowExponent: round(text.windowExponent),
    textScale: round(text.textScale),
    titleScale: round(titleScale * TITLE_TRUST),
  };
}

function best<T>(candidates: readonly T[], loss: (candidate: T) => number): T {
  return candidates.map((candidate) => ({ candidate, loss: loss(candidate) })).reduce((a, b) => (b.loss < a.loss ? b : a)).candidate;
}
