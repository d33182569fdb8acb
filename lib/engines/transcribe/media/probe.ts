import { z } from 'zod';
import { WinnowError } from '@/lib/base/errors';
import type { MediaProbe } from '../types';
import { runTool, type ToolResult } from './child';
import { failureOf, refusalOf } from './failures';
import { type Sniffed, sniffFile } from './sniff';
import { DECODE_LIMITS, inputName, PROBE_LIMITS } from './whitelist';

const DESCRIBE_TIMEOUT_MS = 60_000;
/** Walking through all packets of hours of sound takes seconds; of gigabytes of video it is bounded by the disk. */
const MEASURE_TIMEOUT_MS = 300_000;
const MAX_STDOUT_BYTES = 4 * 2 ** 20;
/** A header is believed when it agrees with the packets this well (relative, and in seconds): it knows the end of the last packet. */
const AGREEMENT = 0.01;
const AGREEMENT_SECONDS = 0.5;

const description = z.object({
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        codec_name: z.string().optional(),
        codec_tag_string: z.string().optional(),
        disposition: z.object({ attached_pic: z.number().optional() }).optional(),
      }),
    )
    .default([]),
  format: z.object({ format_name: z.string(), duration: z.coerce.number().optional().catch(undefined) }),
});

export interface Description extends Omit<MediaProbe, 'durationSeconds'> {
  /** As the header has it; null where it says nothing usable. */
  headerSeconds: number | null;
  encrypted: boolean;
}

/** readDescription takes ffprobe's JSON apart; null when it describes no file. */
export function readDescription(json: string): Description | null {
  const parsed = description.safeParse(parseJson(json));
  if (!parsed.success) return null;
  const { streams, format } = parsed.data;
  const audio = streams.find(({ codec_type }) => codec_type === 'audio');
  const header = format.duration;
  return {
    hasAudio: audio !== undefined,
    // A cover picture is no video.
    hasVideo: streams.some(({ codec_type, disposition }) => codec_type === 'video' && disposition?.attached_pic !== 1),
    format: format.format_name,
    audioCodec: audio?.codec_name ?? null,
    headerSeconds: header !== undefined && Number.isFinite(header) && header > 0 ? header : null,
    encrypted: ['enca', 'drms'].includes(audio?.codec_tag_string ?? ''),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** readProgress gives the last `out_time` of ffmpeg's -progress output in seconds; 0 when there was none. */
export function readProgress(output: string): number {
  const times = [...output.matchAll(/^out_time=(\d+):(\d\d):(\d\d(?:\.\d+)?)\s*$/gm)];
  const last = times.at(-1);
  return last ? Number(last[1]) * 3600 + Number(last[2]) * 60 + Number(last[3]) : 0;
}

/** trueDuration prefers the header's figure only where the packets bear it out. */
export function trueDuration(headerSeconds: number | null, measuredSeconds: number): number {
  if (headerSeconds === null) return measuredSeconds;
  const tolerance = Math.max(AGREEMENT_SECONDS, AGREEMENT * measuredSeconds);
  return Math.abs(headerSeconds - measuredSeconds) <= tolerance ? headerSeconds : measuredSeconds;
}

async function describe(path: string, sniffed: Sniffed, signal?: AbortSignal): Promise<Description> {
  const result = await runTool({
    tool: 'ffprobe',
    args: ['-v', 'error', ...PROBE_LIMITS, '-print_format', 'json', '-show_format', '-show_streams', inputName(path)],
    timeoutMs: DESCRIBE_TIMEOUT_MS,
    maxStdoutBytes: MAX_STDOUT_BYTES,
    ...(signal && { signal }),
  });
  const found = result.ok ? readDescription(result.stdout.toString()) : null;
  if (!found) throw failureOf(result, sniffed);
  return found;
}

/** Copies every packet of the first stream of a kind to nowhere, and sees how far that comes. Nothing is decoded. */
async function measure(path: string, stream: '0:a:0' | '0:V:0', signal?: AbortSignal): Promise<{ seconds: number; result: ToolResult }> {
  const result = await runTool({
    tool: 'ffmpeg',
    args: [
      ...['-nostdin', '-v', 'error', ...DECODE_LIMITS, '-i', inputName(path)],
      ...['-map', stream, '-c', 'copy', '-f', 'null', '-progress', 'pipe:1', '-'],
    ],
    timeoutMs: MEASURE_TIMEOUT_MS,
    maxStdoutBytes: MAX_STDOUT_BYTES,
    ...(signal && { signal }),
  });
  return { seconds: readProgress(result.stdout.toString()), result };
}

/**
 * probe describes a local media file. Rejects with `empty_content` (no bytes, or sound of no length), `not_media`, `unsupported_format`,
 * `drm_protected`, `damaged_media`, `tool_missing`, `engine_failed`, or the signal's reason. A file without sound is described, not refused.
 */
export async function probe(path: string, signal?: AbortSignal): Promise<MediaProbe> {
  const sniffed = await sniffFile(path).catch((cause) => {
    throw new WinnowError('engine_failed', 'the media file cannot be opened', { cause });
  });
  const refusal = refusalOf(sniffed);
  if (refusal) throw refusal;
  const { headerSeconds, encrypted, ...described } = await describe(path, sniffed, signal);
  if (encrypted) throw new WinnowError('drm_protected', 'the sound is encrypted');
  if (!described.hasAudio && !described.hasVideo) throw failureOf({ stderr: '', killedBy: null }, sniffed);
  const { seconds, result } = await measure(path, described.hasAudio ? '0:a:0' : '0:V:0', signal);
  if (seconds > 0) return { ...described, durationSeconds: trueDuration(headerSeconds, seconds) };
  if (result.ok && result.stderr.trim() === '')
    throw new WinnowError('empty_content', 'the file holds no sound: its header is all there is');
  throw failureOf(result, sniffed);
}
