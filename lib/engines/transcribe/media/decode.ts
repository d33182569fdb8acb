import { WinnowError } from '@/lib/base/errors';
import { SAMPLE_RATE } from '../vad/frames';
import { runTool } from './child';
import { failureOf } from './failures';
import { sniffFile } from './sniff';
import { readWav16 } from './wav';
import { DECODE_LIMITS, inputName } from './whitelist';

const TIMEOUT_MS = 120_000;
const MAX_CHANNELS = 2;
/** Header and rounding. */
const SLACK_BYTES = 64 * 1024;

/**
 * decodeChannels gives the sound from `startSeconds` to `endSeconds` at 16 kHz: one channel, or two where the source has two or more. It seeks,
 * so only that stretch is decoded. Gaps in the source's clock become silence, so that a sample's place is its time. Shorter than asked for where the
 * file ends. Rejects with `no_audio`, `damaged_media` when nothing of it can be decoded, or as `probe` does.
 */
export async function decodeChannels(
  path: string,
  startSeconds: number,
  endSeconds: number,
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const seconds = endSeconds - startSeconds;
  const result = await runTool({
    tool: 'ffmpeg',
    args: [
      ...['-nostdin', '-v', 'error', '-threads', '1', ...DECODE_LIMITS],
      ...(startSeconds > 0 ? ['-ss', startSeconds.toFixed(6)] : []),
      ...['-t', seconds.toFixed(6), '-i', inputName(path), '-map', '0:a:0'],
      ...['-af', `aresample=${SAMPLE_RATE}:async=1:first_pts=0,aformat=sample_fmts=s16:channel_layouts=mono|stereo`],
      ...['-c:a', 'pcm_s16le', '-f', 'wav', '-bitexact', 'pipe:1'],
    ],
    timeoutMs: TIMEOUT_MS,
    maxStdoutBytes: Math.ceil(seconds * SAMPLE_RATE) * 2 * MAX_CHANNELS + SLACK_BYTES,
    ...(signal && { signal }),
  });
  const channels = readWav16(result.stdout);
  if ((channels[0]?.length ?? 0) > 0) return channels;
  if (/matches no streams/.test(result.stderr)) throw new WinnowError('no_audio', 'the file has no audio track');
  if (result.ok && result.stderr.trim() === '') return [new Float32Array(0)];
  throw failureOf(result, await sniffFile(path));
}
