import type { Analysis, Span, Transcript } from '@/lib/core/runs/content';

export interface PointVerdict {
  kind: 'key_point' | 'claim' | 'position' | 'fallacy';
  /** As the full analysis words it; of a fallacy, the sentence that holds it. */
  text: string;
  /** Its verified place in the transcript. */
  span: Span;
  /** How central it is in the item, [0, 1]; the weights of all points sum to 1. */
  weight: number;
  /** probability ≥ 0.5 */
  carried: boolean;
  /** That the delivered text tells the point's main fact, [0, 1]; calibrated on labelled pairs. */
  probability: number;
  /** The delivered sentence that comes nearest to telling it, where it is carried; of two that tell it together the nearer one. */
  carriedBy: string | null;
}

export interface RulerVerdict {
  /** Version of the ruler; verdicts of different versions are never mixed. */
  ruler: string;
  /** Weight of the points that are not carried, [0, 1]. 0 for a full result without any point: there was nothing to lose. */
  loss: number;
  /** Of the whole item, [0, 1]: names, figures and telling words against filler. */
  informativeness: number;
  /** In the order of the item. */
  points: PointVerdict[];
}

export interface MeasureInput {
  full: Analysis;
  /** Of the whole item: what `full` was made of. */
  transcript: Transcript;
  /** What the user was given instead; null or blank where nothing was, which carries no point. */
  delivered: string | null;
}

/** Ruler says what a stop lost. Nothing that decides about stopping uses it. */
export interface Ruler {
  readonly version: string;
  /** Throws what the embedder throws, and the signal's reason once aborted. */
  measure(input: MeasureInput, signal?: AbortSignal): Promise<RulerVerdict>;
}
