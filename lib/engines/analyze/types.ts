import type { Analysis, ContentMetadata, Transcript } from '@/lib/core/runs/content';

export interface AnalyzeInput {
  metadata: ContentMetadata;
  transcript: Transcript;
  contentType: string;
}

/** Analyzer is the full analysis. Every quote it returns occurs verbatim in the transcript. */
export interface Analyzer {
  readonly engine: string;
  /** `onProgress` gets the share done, [0, 1], and what is being done now. */
  analyze(input: AnalyzeInput, onProgress: (share: number, doing: string) => void, signal: AbortSignal): Promise<Analysis>;
}
