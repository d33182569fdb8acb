import type { ContentMetadata, ContentTypePrediction, MediaKind } from '@/lib/core/runs/content';

/** A type the operator declared in content_routing.yaml: no code change, no retraining. */
export interface CustomType {
  name: string;
  description: string;
  keywords: string[];
  examples: string[];
}

export interface ClassifyInput {
  metadata: Pick<ContentMetadata, 'title' | 'description' | 'author' | 'siteName' | 'sourceHost' | 'durationSeconds'>;
  mediaKind: MediaKind;
  /** Words known so far: null before anything was heard. Long text is sampled by the classifier itself. */
  text: string | null;
  customTypes: CustomType[];
}

/** Classifier gives the content type with a calibrated probability. It does not apply `min_type_confidence`: the gate does. */
export interface Classifier {
  readonly engine: string;
  classify(input: ClassifyInput, signal?: AbortSignal): Promise<ContentTypePrediction>;
}
