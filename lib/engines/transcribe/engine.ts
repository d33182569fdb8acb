import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { WinnowError } from '@/lib/base/errors';
import type { SpeechModel, Window } from '@/lib/core/runs/content';
import { createSpeechApi, type SpeechApiOptions } from './api/client';
import { hearByApi } from './api/hear';
import { mixChannels } from './channels';
import { type Heard, placed, withLanguage } from './heard';
import { softestMoment } from './loudness';
import { createMedia } from './media/media';
import { createMemo } from './memo';
import { checkModels, type MoonshineSize } from './moonshine/files';
import { createSpeechPool } from './pool';

import type { Media, SpeechEngine } from './types';
import { untilAborted } from './until-aborted';
import { planNominalWindows, seamZone } from './windows';

export interface SpeechEngineOptions {
  /** How many windows are recognised at once, each on a core and with models of its own (some 500 MB). Default: the cores, at most 2. */
  threads?: number;
  /** Default: the installed ffmpeg and ffprobe. */
  media?: Media;
  /** Adds the model `api`. */
  api?: SpeechApiOptions;
}

const SIZES: Partial<Record<SpeechModel, MoonshineSize>> = { 'moonshine-base': 'base', 'moonshine-tiny': 'tiny' };
/** Files and seams of the items being heard; each entry is a number or two. */
const REMEMBERED = 512;

/**
 * createSpeechEngine hears windows with Moonshine in threads of its own, and with a speech API where one is configured. Threads start with the first
 * window (a second or so) and end after five minutes without one. `hear` gives the window as it was heard: its ends moved to the pauses nearby,
 * the same for both neighbours (see ./windows). It rejects with `no_audio`, `damaged_media`, `model_missing`, `tool_missing`, `engine_failed`,
 * or, promptly, with the signal's reason.
 */
export function createSpeechEngine(options: SpeechEngineOptions = {}): SpeechEngine {
  const threads = options.threads ?? Math.min(2, availableParallelism());
  const pool = createSpeechPool(threads);
  const media = options.media ?? createMedia();
  const api = options.api && createSpeechApi(options.api);
  const models: SpeechModel[] = ['moonshine-base', 'moonshine-tiny', ...(api ? (['api'] as const) : [])];
  const durations = createMemo<number>(REMEMBERED);
  const seams = createMemo<number>(REMEMBERED);

  /** Names the file's content, so that another file at the same path is not taken for it. */
  async function identify(path: string): Promise<string> {
    const { size, mtimeMs } = await stat(path).catch((cause) => {
      throw new WinnowError('engine_failed', 'the media file cannot be opened', { cause });
    });
    return `${path}:${size}:${mtimeMs}`;
  }

  async function seamAt(path: string, file: string, seconds: number, durationSeconds: number): Promise<number> {
    const zone = seamZone(seconds, durationSeconds);
    if (zone === null) return seconds;
    return seams.get(`${file}:${seconds}`, async () => {
      const pcm = await media.decode(path, zone.startSeconds, zone.endSeconds);
      return zone.startSeconds + softestMoment(pcm);
    });
  }

  /** Takes no signal: what it finds out is shared with other windows, which may still be wanted. */
  async function moveEnds(path: string, window: Window): Promise<Window> {
    const file = await identify(path);
    const durationSeconds = await durations.get(file, async () => (await media.probe(path)).durationSeconds);
    const [startSeconds, endSeconds] = await Promise.all([
      seamAt(path, file, window.startSeconds, durationSeconds),
      seamAt(path, file, window.endSeconds, durationSeconds),
    ]);
    return { ...window, startSeconds, endSeconds };
  }

  async function hearWithApi(channels: Float32Array[], signal?: AbortSignal): Promise<Heard> {
    await checkModels(null);
    const pcm = mixChannels(channels);
    const { speech } = await pool.run('map', { pcm: pcm.slice() }, signal);
    return hearByApi(api!, pcm, speech, signal);
  }

  return {
    models,
    concurrency: threads + 1,

    async planWindows(_path, { durationSeconds, hasAudio }) {
      if (!hasAudio) throw new WinnowError('no_audio', 'the file has no audio track');
      return planNominalWindows(durationSeconds);
    },

    async hear(path, window, model, signal) {
      const size = SIZES[model];
      if (!models.includes(model)) throw new WinnowError('engine_failed', `the model ${model} is not configured`);
      const moved = await untilAborted(moveEnds(path, window), signal);
      const [channels] = await Promise.all([
        media.decodeChannels(path, moved.startSeconds, moved.endSeconds, signal),
        checkModels(size ?? null),
      ]);
      const heard = size ? withLanguage(await pool.run('hear', { channels, size }, signal)) : await hearWithApi(channels, signal);
      return placed(heard, moved, model);
    },

    close: () => pool.close(),
  };
}
