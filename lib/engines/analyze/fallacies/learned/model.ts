import trained from './model.json';

/** Two linear models over runs of words, trained on own writing alone: see bench/train/fallacies. */
export interface FallacyModel {
  /** Whether a sentence argues like a fallacy: a logit from its runs of up to three tokens. */
  detect: { bias: number; weights: Record<string, number> };
  /** Which fallacy: logits from the runs of up to two words, and from the embedding. */
  name: {
    classes: string[];
    bias: number[];
    /** A run's weight for each class. */
    weights: Record<string, number[]>;
    /** [class][dimension] */
    embedding: number[][];
  };
}

export const DETECT_LONGEST = 3;
export const NAME_LONGEST = 2;

export const FALLACY_MODEL: FallacyModel = trained;

/** featureScale weighs each run of a text of so many different ones, so that long sentences count no more than short ones. */
export const featureScale = (grams: number): number => 1 / Math.sqrt(Math.max(1, grams));
