import type { LucideIcon } from 'lucide-react';
import {
  AudioLines,
  Ban,
  CircleAlert,
  CircleCheckBig,
  CircleDashed,
  CircleStop,
  Clock,
  FileText,
  Film,
  Gauge,
  Layers,
  LoaderCircle,
} from 'lucide-react';
import type { MediaKind, TranscriptOrigin } from '@/lib/core/runs/content';
import { type Depth, isFinal, type ProcessingType, type RunKind, type RunState, type Stage } from '@/lib/core/runs/states';
import type { RunSummaryView, StageStatus } from '@/lib/core/runs/views';
import type { CheckpointName } from '@/lib/core/signals/declared';
import type { Tone } from './ui/badge';

/** One word for one thing on every page: how states, types and stages are called, and which icon stands beside the word. */
interface Label {
  label: string;
  icon: LucideIcon;
  tone: Tone;
}

export const STATE_LABELS: Record<RunState, Label> = {
  queued: { label: 'Queued', icon: Clock, tone: 'neutral' },
  acquiring: { label: 'Acquiring', icon: LoaderCircle, tone: 'accent' },
  hearing: { label: 'Hearing', icon: LoaderCircle, tone: 'accent' },
  assessing: { label: 'Assessing', icon: LoaderCircle, tone: 'accent' },
  analyzing: { label: 'Analysing', icon: LoaderCircle, tone: 'accent' },
  remembering: { label: 'Remembering', icon: LoaderCircle, tone: 'accent' },
  finished: { label: 'Finished', icon: CircleCheckBig, tone: 'good' },
  failed: { label: 'Failed', icon: CircleAlert, tone: 'bad' },
  cancelled: { label: 'Cancelled', icon: Ban, tone: 'neutral' },
};

export const PROCESSING_LABELS: Record<ProcessingType, Label> = {
  full: { label: 'Full analysis', icon: Layers, tone: 'good' },
  lightweight: { label: 'Quick result', icon: Gauge, tone: 'good' },
  early_exit: { label: 'Early exit', icon: CircleStop, tone: 'neutral' },
};

/** labelOf names a run by what came out of it, or by where it is. */
export function labelOf(run: Pick<RunSummaryView, 'state' | 'processingType'>): Label {
  return run.state === 'finished' && run.processingType ? PROCESSING_LABELS[run.processingType] : STATE_LABELS[run.state];
}

/** Whether work is going on right now, so that the icon turns. */
export function isWorking(state: RunState): boolean {
  return state !== 'queued' && !isFinal(state);
}

export const STAGE_LABELS: Record<Stage, string> = {
  acquire: 'Acquire',
  hear: 'Hear',
  assess: 'Assess',
  analyze: 'Analyse',
  remember: 'Remember',
};

export const STAGE_STATUS_LABELS: Record<StageStatus, { label: string; icon: LucideIcon; tone: Tone }> = {
  waiting: { label: 'waiting', icon: CircleDashed, tone: 'neutral' },
  running: { label: 'running', icon: LoaderCircle, tone: 'accent' },
  done: { label: 'done', icon: CircleCheckBig, tone: 'good' },
  skipped: { label: 'skipped', icon: CircleDashed, tone: 'neutral' },
  failed: { label: 'failed', icon: CircleAlert, tone: 'bad' },
};

export const CHECKPOINT_LABELS: Record<CheckpointName, string> = {
  post_download: 'After acquiring',
  mid_transcription: 'While hearing',
  post_transcription: 'After hearing',
  post_quality_filtering: 'After assessing',
  post_analysis: 'After analysing',
};

export const MEDIA_LABELS: Record<MediaKind, { label: string; icon: LucideIcon }> = {
  audio: { label: 'Audio', icon: AudioLines },
  video: { label: 'Video', icon: Film },
  article: { label: 'Article', icon: FileText },
};

export const DEPTH_LABELS: Record<Depth, { label: string; meaning: string }> = {
  auto: { label: 'Auto', meaning: 'Spends effort only where the content deserves it.' },
  quick: { label: 'Quick', meaning: 'Keeps the quick result; never analyses in full.' },
  full: { label: 'Full', meaning: 'Hears and analyses everything, whatever it is.' },
};

export const KIND_LABELS: Record<RunKind, string> = { primary: 'Run', upgrade: 'Upgrade to full', audit: 'Audit', tryout: 'Try' };

export const ORIGIN_LABELS: Record<TranscriptOrigin, string> = {
  captions: 'published captions',
  auto_captions: 'automatic captions of the source',
  sidecar: 'a subtitle file beside the media',
  podcast_transcript: 'the podcast’s own transcript',
  article: 'the article’s text',
  speech_local: 'local speech-to-text',
  speech_api: 'a speech API',
};

/** Content types that every deployment knows; an operator may add types of their own. */
export const CONTENT_TYPES = [
  'discussion',
  'educational',
  'technology',
  'news',
  'entertainment',
  'music',
  'advertisement',
  'general',
] as const;

/** `product_review` → `Product review`. */
export function humanise(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
