import { WinnowError } from '@/lib/base/errors';
import { mixChannels } from '../channels';
import type { Media } from '../types';
import { decodeChannels } from './decode';
import { probe } from './probe';

export interface MediaOptions {
  /** `probe` rejects with `too_long` beyond it, by measured duration. Default: no limit. */
  maxDurationSeconds?: number;
}

/** createMedia reads local files through ffprobe and ffmpeg. It keeps nothing open. */
export function createMedia({ maxDurationSeconds }: MediaOptions = {}): Media {
  return {
    async probe(path, signal) {
      const found = await probe(path, signal);
      if (maxDurationSeconds !== undefined && found.durationSeconds > maxDurationSeconds) {
        throw new WinnowError('too_long', `${Math.round(found.durationSeconds)} s long; at most ${maxDurationSeconds} s are accepted`);
      }
      return found;
    },
    async decode(path, startSeconds, endSeconds, signal) {
      return mixChannels(await decodeChannels(path, startSeconds, endSeconds, signal));
    },
    decodeChannels,
  };
}
