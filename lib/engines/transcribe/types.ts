import type { HeardWindow, SpeechModel, Window } from '@/lib/core/runs/content';

export interface MediaProbe {
  /** Seconds, > 0. Measured, not believed from the header where the two differ. */
  durationSeconds: number;
  hasAudio: boolean;
  hasVideo: boolean;
  /** ffprobe's format name, e.g. `mov,mp4,m4a,3gp,3g2,mj2`. */
  format: string;
  audioCodec: string | null;
}

/** Media reads files with ffprobe and ffmpeg, which have no network. Failures carry codes of the taxonomy (damaged_media, no_audio, …). */
export interface Media {
  probe(path: string, signal?: AbortSignal): Promise<MediaProbe>;
  /** 16 kHz mono PCM of a stretch; seeks, so that only that stretch is decoded. */
  decode(path: string, startSeconds: number, endSeconds: number, signal?: AbortSignal): Promise<Float32Array>;
  /** The same unmixed: one channel, or two where the source has two or more. */
  decodeChannels(path: string, startSeconds: number, endSeconds: number, signal?: AbortSignal): Promise<Float32Array[]>;
}

/** Where speech is in a stretch of media, by voice-activity detection. Seconds from the start of the media. */
export interface SpeechMap {
  speech: { startSeconds: number; endSeconds: number }[];
  scannedSeconds: number;
}

/** SpeechEngine hears windows of a media file, in any order, off the event loop. */
export interface SpeechEngine {
  readonly models: readonly SpeechModel[];
  /** How many windows to hear at once, so that no thread waits for the next one to be decoded. */
  readonly concurrency: number;
  /** Windows of about 25 s covering the whole item, cut at pauses near their nominal ends. An item too short for two is one window. */
  planWindows(path: string, probe: MediaProbe, signal?: AbortSignal): Promise<Window[]>;
  /** Hears one window: decode, find speech, transcribe, guard against repetition, judge the language. */
  hear(path: string, window: Window, model: SpeechModel, signal?: AbortSignal): Promise<HeardWindow>;
  close(): Promise<void>;
}
