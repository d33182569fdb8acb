/** The plain values that travel through the pipeline: what was acquired, heard, summarised, assessed and analysed. No behaviour. */

import type { LlmReport } from './llm-report';

export type MediaKind = 'audio' | 'video' | 'article';

/** Where a transcript's words come from, best first. */
export type TranscriptOrigin = 'captions' | 'auto_captions' | 'sidecar' | 'podcast_transcript' | 'article' | 'speech_local' | 'speech_api';

export interface Chapter {
  startSeconds: number;
  title: string;
}

/** What the source says of an item before anything is heard. `null` = the source does not say. */
export interface ContentMetadata {
  title: string | null;
  description: string | null;
  author: string | null;
  siteName: string | null;
  /** ISO 8601, UTC. */
  publishedAt: string | null;
  /** Length of the media in seconds, > 0. */
  durationSeconds: number | null;
  viewCount: number | null;
  isLive: boolean | null;
  /** BCP 47 primary tag, lower case, e.g. `en`. */
  language: string | null;
  chapters: Chapter[];
  /** Host name the content came from, lower case, without `www.`. `sample` for samples. */
  sourceHost: string;
  /** The page a person would open. */
  pageUrl: string;
}

/** A stretch of text. Times are seconds from the start of the media; null for an article's paragraphs. */
export interface Segment {
  startSeconds: number | null;
  endSeconds: number | null;
  text: string;
  /** [0, 1]; null where the origin does not say. */
  confidence: number | null;
  speaker: string | null;
}

export interface Transcript {
  origin: TranscriptOrigin;
  language: string | null;
  /** Name and version of what produced it, e.g. `moonshine-base@1`; `published` for what the source offered. */
  engine: string;
  /** In reading or playing order. */
  segments: Segment[];
}

/** A verbatim place in a transcript. `quote` occurs in the text of the named segment(s). */
export interface Span {
  quote: string;
  /** Index into `Transcript.segments` of the segment where the quote starts. */
  segmentIndex: number;
  startSeconds: number | null;
}

export interface KeyPoint {
  text: string;
  span: Span;
}

export interface QuickResult {
  summary: string;
  keyPoints: KeyPoint[];
  /** Names and phrases that it is about, weightiest first; absent in results of engines that gave none. */
  topics?: string[];
  /** e.g. `extractive@2` */
  engine: string;
}

export interface QualityScores {
  /** each in [0, 1] */
  coherence: number;
  completeness: number;
  informativeness: number;
  /** weighted mean of the three */
  overall: number;
}

export interface Interval {
  lower: number;
  upper: number;
}

/** How good a result is against its item. Of an item that was heard in part, completeness is an estimate for the whole. */
export interface Assessment extends QualityScores {
  /** 90 % interval; both ends equal `completeness` when the whole item was read. */
  completenessInterval: Interval;
  /** 90 % interval of `overall`: only completeness is estimated, so it follows from that of completeness. */
  overallInterval: Interval;
  /** Informativeness of what was heard, [0, 1], as an estimate of the whole item's; absent where the whole item was read. */
  contentInformativeness?: number;
  /** How sure the assessment is, [0, 1]. */
  assessmentConfidence: number;
  /** e.g. `assess@1`; signals of different extractor versions are never mixed. */
  engine: string;
}

/** Of the transcript itself, not of a result. */
export interface TranscriptQuality {
  contentInformativeness: number;
  contentCoherence: number;
}

export interface Claim {
  /** Stands alone. */
  text: string;
  span: Span;
  /** [0, 1] */
  checkWorthiness: number;
}

export interface Position {
  stance: string;
  holder: string | null;
  spans: Span[];
}

export interface Perspective {
  /** The contested point. */
  topic: string;
  positions: Position[];
}

export interface Fallacy {
  /** Standard name in snake_case, e.g. `slippery_slope`. */
  name: string;
  span: Span;
  /** The words that gave it away. */
  cue: string;
  explanation: string;
  confidence: number;
  status: 'likely' | 'possible';
}

export interface Entity {
  name: string;
  type: 'person' | 'organization' | 'place' | 'date' | 'money' | 'percent' | 'number' | 'work' | 'other';
  mentions: number;
}

export interface Relation {
  subject: string;
  predicate: string;
  object: string;
  span: Span;
}

export interface AnalysisUsage {
  apiCalls: number;
  inputTokens: number;
  outputTokens: number;
  /** Micros (millionths) of a US dollar; null = unknown price. 0 for the local engine. */
  costUsdMicros: number | null;
}

/** A stretch of an item about one thing. */
export interface AnalysisChapter {
  title: string;
  /** Where it begins. */
  span: Span;
}

export interface Analysis {
  shortSummary: string;
  summary: string;
  keyPoints: KeyPoint[];
  /** In order; absent in results of engines that gave none. */
  chapters?: AnalysisChapter[];
  claims: Claim[];
  perspectives: Perspective[];
  fallacies: Fallacy[];
  entities: Entity[];
  relations: Relation[];
  /** e.g. `local@1` */
  engine: string;
  usage: AnalysisUsage;
  /** Every quote is looked up in the transcript; what is not there is dropped and counted. */
  verification: { quotesChecked: number; quotesDropped: number };
  /** What a language model did for it; absent where none was asked. */
  llm?: LlmReport;
}

export interface ContentTypePrediction {
  /** A key of the routing config, a custom type, or `general` when below `min_type_confidence`. */
  contentType: string;
  /** Calibrated probability that `contentType` is right, [0, 1]. */
  probability: number;
  /** All types, most probable first; sums to 1. */
  ranking: { contentType: string; probability: number }[];
  /** e.g. `classify@1` */
  engine: string;
}

/** A piece of media that is heard as one unit. */
export interface Window {
  index: number;
  startSeconds: number;
  endSeconds: number;
}

export type SpeechModel = 'moonshine-base' | 'moonshine-tiny' | 'api';

/** What hearing one window gave. Stored as a unit; never done twice by the same model. */
export interface HeardWindow {
  window: Window;
  model: SpeechModel;
  segments: Segment[];
  /** Seconds of speech that voice-activity detection found in the window. */
  speechSeconds: number;
  /** Mean token log-probability of the window's segments, weighted by length; null when nothing was said. */
  meanLogProbability: number | null;
  /** `null`: nothing was said, or too little to tell. */
  language: string | null;
  /** Probability that the language is one the model knows, [0, 1]; null as above. */
  languageConfidence: number | null;
}

/** An item as it was acquired. */
export interface AcquiredItem {
  kind: 'item';
  mediaKind: MediaKind;
  metadata: ContentMetadata;
  /** File inside the context's folder, relative to it; null for articles and where captions made the download needless. */
  mediaFile: string | null;
  /** Text the source already offers (captions, sidecar, podcast transcript, article); null = must be heard. */
  transcript: Transcript | null;
}

/** Captions or a transcript that a source offers for an item, not yet fetched. */
export interface OfferedTranscript {
  url: string;
  /** Media type as declared, lower case, without parameters; null = what comes decides. */
  type: string | null;
  language: string | null;
  origin: 'captions' | 'podcast_transcript';
}

/**
 * What the page, feed or playlist that led to an item says of it. Travels beside the entry's URL to the entry's own run, because the URL of
 * an enclosure alone leads only to bytes. JSON-safe; `null` = not said.
 */
export interface ItemHints {
  title: string | null;
  description: string | null;
  author: string | null;
  siteName: string | null;
  /** ISO 8601, UTC. */
  publishedAt: string | null;
  durationSeconds: number | null;
  language: string | null;
  chapters: Chapter[];
  /** A `podcast:chapters` file. */
  chaptersUrl: string | null;
  /** The page a person would open. */
  pageUrl: string | null;
  feedUrl: string | null;
  /** Best first. */
  transcripts: OfferedTranscript[];
  /** How many lists led here; bounds lists that contain lists. */
  playlistDepth: number;
}
