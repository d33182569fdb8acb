/** What crosses between the engine and its speech threads: plain values only. */
import type { Segment } from '../../core/runs/content';
import type { LanguageEvidence } from './language-evidence';
import type { ModelPaths, MoonshineSize } from './moonshine/files';
import type { Region } from './vad/speech';

interface TaskBase {
  paths: ModelPaths;
  /** One Int32; another value than 0 tells the thread to stop at its next token or frame. */
  cancel: SharedArrayBuffer;
}

/** What is said in a stretch. */
export interface HearTask extends TaskBase {
  kind: 'hear';
  /** One or two of the same length, 16 kHz. */
  channels: Float32Array[];
  size: MoonshineSize;
}

/** Where in a stretch somebody speaks. */
export interface MapTask extends TaskBase {
  kind: 'map';
  pcm: Float32Array;
}

export type ThreadTask = HearTask | MapTask;

export interface HeardStretch {
  segments: Segment[];
  speechSeconds: number;
  /** Null when no word was recognised. */
  evidence: LanguageEvidence | null;
}

/** All times in seconds from the start of the PCM that was handed over. */
export interface ThreadAnswers {
  hear: HeardStretch;
  map: { speech: Region[] };
}

export type ThreadOutcome<K extends ThreadTask['kind'] = ThreadTask['kind']> =
  | { ok: true; answer: ThreadAnswers[K] }
  | { ok: false; message: string };
