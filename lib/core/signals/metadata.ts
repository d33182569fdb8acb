import type { ContentMetadata, ContentTypePrediction, MediaKind, Transcript, TranscriptOrigin } from '@/lib/core/runs/content';
import type { Signals } from './declared';
import { textSignals } from './text';
import { titleSpamScore } from './title-spam';

const MILLISECONDS_PER_DAY = 86_400_000;
const CAPTION_ORIGINS: readonly TranscriptOrigin[] = ['captions', 'auto_captions', 'sidecar', 'podcast_transcript'];

export interface PostDownloadInput {
  metadata: ContentMetadata;
  mediaKind: MediaKind;
  /** What the source offered; null = must be heard. */
  transcript: Transcript | null;
  /** After `settleContentType`; null = not classified. */
  prediction: Pick<ContentTypePrediction, 'contentType' | 'probability'> | null;
  /** Of an article's text; null for other media and where it was not judged. */
  languageConfidence: number | null;
  now: Date;
}

/** A source may state nonsense: what cannot be is unknown, not a fact to stop on. */
function atLeast(value: number | null, min: number): number | null {
  return value !== null && Number.isFinite(value) && value >= min ? value : null;
}

/** Days since publication. Up to a day ahead is a matter of time zones and counts as 0; further ahead is unknown. */
function ageDays(publishedAt: string | null, now: Date): number | null {
  if (publishedAt === null) return null;
  const days = (now.getTime() - Date.parse(publishedAt)) / MILLISECONDS_PER_DAY;
  return days >= -1 ? Math.max(0, days) : null;
}

/** postDownloadSignals: what the source says, before anything is heard; of an article its text too. */
export function postDownloadSignals({ metadata, mediaKind, transcript, prediction, languageConfidence, now }: PostDownloadInput): Signals {
  const title = metadata.title?.trim() || null;
  const duration = atLeast(metadata.durationSeconds, 0);
  return {
    duration_seconds: duration === 0 ? null : duration,
    view_count: atLeast(metadata.viewCount, 0),
    age_days: ageDays(metadata.publishedAt, now),
    title_spam_score: title === null ? null : titleSpamScore(title),
    title_length: title === null ? null : [...title].length,
    is_live: metadata.isLive,
    media_kind: mediaKind,
    has_captions: transcript !== null && CAPTION_ORIGINS.includes(transcript.origin),
    language: metadata.language ?? transcript?.language ?? null,
    source_host: metadata.sourceHost,
    content_type: prediction?.contentType ?? null,
    content_type_confidence: prediction?.probability ?? null,
    ...(mediaKind === 'article' && transcript !== null ? textSignals(transcript, languageConfidence) : {}),
  };
}
