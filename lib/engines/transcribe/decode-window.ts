import type { Window } from '@/lib/core/runs/content';
import { mixChannels } from './channels';
import { softestMoment } from './loudness';
import type { Media } from './types';
import { SAMPLE_RATE } from './vad/frames';
import { seamZone } from './windows';

/** Decoders take a moment to settle after a seek (Opus: 80 ms, MP3: a few frames); no seam is looked for in it. */
const SETTLING_SECONDS = 0.5;

export interface KnownFile {
  durationSeconds: number;
  /** The boundaries found so far: by the nominal second, the second to which it moved. */
  seams: Map<number, number>;
}

export interface DecodedWindow {
  /** The window with its ends moved to the pauses nearby. */
  window: Window;
  /** Its sound, 16 kHz: one channel, or two. */
  channels: Float32Array<ArrayBuffer>[];
}

/** decodeWindow decodes a window together with the zones around its boundaries in one go, finds the seams in them, and cuts there. */
export async function decodeWindow(
  media: Media,
  path: string,
  nominal: Window,
  { durationSeconds, seams }: KnownFile,
  signal?: AbortSignal,
): Promise<DecodedWindow> {
  const zones = { start: seamZone(nominal.startSeconds, durationSeconds), end: seamZone(nominal.endSeconds, durationSeconds) };
  const fromSeconds = zones.start ? Math.max(0, zones.start.startSeconds - SETTLING_SECONDS) : nominal.startSeconds;
  const decoded = await media.decodeChannels(path, fromSeconds, zones.end?.endSeconds ?? nominal.endSeconds, signal);
  const mixed = mixChannels(decoded);
  const sampleAt = (seconds: number) => Math.round((seconds - fromSeconds) * SAMPLE_RATE);
  const seamAt = (seconds: number, zone: ReturnType<typeof seamZone>): number => {
    if (zone === null) return seconds;
    // Found by the neighbour: both have to cut at the same place, also where two pauses are alike.
    const seam =
      seams.get(seconds) ?? zone.startSeconds + softestMoment(mixed.subarray(sampleAt(zone.startSeconds), sampleAt(zone.endSeconds)));
    seams.set(seconds, seam);
    return seam;
  };
  const startSeconds = seamAt(nominal.startSeconds, zones.start);
  const endSeconds = seamAt(nominal.endSeconds, zones.end);
  return {
    window: { ...nominal, startSeconds, endSeconds },
    channels: decoded.map((channel) => channel.slice(sampleAt(startSeconds), sampleAt(endSeconds))),
  };
}
