import type { ContentMetadata, QuickResult, Transcript } from '@/lib/core/runs/content';

export interface SummarizeInput {
  metadata: Pick<ContentMetadata, 'title' | 'description'>;
  transcript: Transcript;
  /** Share of the item that the transcript is of, (0, 1]; 1 where it is not given. A result is as long as its whole item deserves. */
  heardShare?: number;
}

/** Summarizer makes the quick result: a summary with key points, locally, in well under a second per 10,000 words. */
export interface Summarizer {
  readonly engine: string;
  summarize(input: SummarizeInput, signal?: AbortSignal): Promise<QuickResult>;
}
