import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { WinnowError } from '@/lib/base/errors';
import type { SpeechModel, Window } from '@/lib/core/runs/content';
import { createSpeechApi, type SpeechApiOptions } from './api/client';
import { hearByApi } from './api/hear';
import { mixChannels } from './channels';
import { type DecodedWindow, decodeWindow, type KnownFile } from './decode-window';
import { type Heard, placed, withLanguage } from './heard';
import { createMedia } from './media/media';
import { createMemo } from './memo';
import { checkModels, type MoonshineSize } from './moonshine/files';
import { createSpeechPool } from './pool';
import type { Media, SpeechEngine } from './types';
import { untilAborted } from './until-aborted';
import { planNominalWindows } from './windows';

export interface SpeechEngineOptions {
  /** How many windows are recognised at once, each on a core and with models of its own (some 500 MB). Default: the cores, at most 2. */
  threads?: number;
  /** Default: the installed ffmpeg and ffprobe. */
  media?: Media;
  /** Adds the model `api`. */
  api?: SpeechApiOptions;
}

const SIZES: Partial<Record<SpeechModel, MoonshineSize>> = { 'moonshine-base': 'base', 'moonshine-tiny': 'tiny' };
/** Files, of which a few are being heard at a time. */
const REMEMBERED = 64;

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
  const files = createMemo<KnownFile>(REMEMBERED);

  /** Names the file's content, so that another file at the same path is not taken for it. */
  async function identify(path: string): Promise<string> {
    const { size, mtimeMs } = await stat(path).catch((cause) => {
      throw new WinnowError('engine_failed', 'the media file cannot be opened', { cause });
    });
    return `${path}:${size}:${mtimeMs}`;
  }

  async function decode(path: string, window: Window, signal?: AbortSignal): Promise<DecodedWindow> {
    const file = await identify(path);
    // Takes no signal: other windows, which may still be wanted, share what it finds out.
    const known = files.get(file, async () => ({ durationSeconds: (await media.probe(path)).durationSeconds, seams: new Map() }));
    return decodeWindow(media, path, window, await untilAborted(known, signal), signal);
  }

  async function hearWithApi(channels: Float32Array[], signal?: AbortSignal): Promise<Heard> {
    await checkModels(null);
    const pcm = mixChannels(channels);
    const { speech } = await pool.run('map', { pcm: pcm.slice() }, signal);
    return hearByApi(api!, pcm, speech, signal);
  }

  return {
    models,
    concurrency: 2 * threads,

    async planWindows(_path, { durationSeconds, hasAudio }) {
      if (!hasAudio) throw new WinnowError('no_audio', 'the file has no audio track');
      return planNominalWindows(durationSeconds);
    },

    async hear(path, window, model, signal) {
      const size = SIZES[model];
      if (!models.includes(model)) throw new WinnowError('engine_failed', `the model ${model} is not configured`);
      const [{ window: moved, channels }] = await Promise.all([decode(path, window, signal), checkModels(size ?? null)]);
      const heard = size ? withLanguage(await pool.run('hear', { channels, size }, signal)) : await hearWithApi(channels, signal);
      return placed(heard, moved, model);
    },

    close: () => pool.close(),
  };
}
