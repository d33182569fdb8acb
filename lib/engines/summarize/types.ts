import type { ContentMetadata, QuickResult, Transcript } from '@/lib/core/runs/content';

export interface SummarizeInput {
  metadata: Pick<ContentMetadata, 'title' | 'description'>;
  transcript: Transcript;
}

/** Summarizer makes the quick result: a summary with key points, locally, in well under a second per 10,000 words. */
export interface Summarizer {
  readonly engine: string;
  summarize(input: SummarizeInput, signal?: AbortSignal): Promise<QuickResult>;
}
