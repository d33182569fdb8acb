import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '@/lib/config/project-root';
import { join, silence, tone } from '../testing/sounds';
import { createMedia } from './media';
import { toWav16 } from './wav';

const media = createMedia();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(joinPath(tmpdir(), 'winnow-media-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: Buffer | string): Promise<string> {
  const path = joinPath(folder, name);
  await writeFile(path, content);
  return path;
}
const wavOf = (pcm: Float32Array) => toWav16(pcm, 16_000);

/** Two channels of the same length in one 16-bit WAV. */
function stereoWav(left: Float32Array, right: Float32Array): Buffer {
  const both = new Float32Array(2 * left.length);
  for (let i = 0; i < left.length; i++) both.set([left[i]!, right[i]!], 2 * i);
  const wav = wavOf(both);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(64_000, 28);
  wav.writeUInt16LE(4, 32);
  return wav;
}

const peak = (pcm: Float32Array) => pcm.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

describe('probe', () => {
  it('describes a file with sound', async () => {
    expect(await media.probe(await file('tone.wav', wavOf(tone(2))))).toEqual({
      durationSeconds: 2,
      hasAudio: true,
      hasVideo: false,
      format: 'wav',
      audioCodec: 'pcm_s16le',
    });
  });

  it('reads compressed sound', async () => {
    const found = await media.probe(joinPath(projectRoot(), 'samples/platform-change.ogg'));
    expect(found).toMatchObject({ hasAudio: true, format: 'ogg' });
    expect(found.durationSeconds).toBeGreaterThan(5);
  });

  it('measures where the header lies', async () => {
    const wav = wavOf(tone(4));
    const truncated = await media.probe(await file('truncated.wav', wav.subarray(0, wav.length / 2)));
    expect(truncated.durationSeconds).toBeCloseTo(2, 1);
  });

  it('tells each kind of bad file by its code', async () => {
    const code = async (name: string, content: Buffer | string) =>
      media.probe(await file(name, content)).then(
        () => 'none',
        (error) => error.code,
      );
    expect(await code('empty.mp3', '')).toBe('empty_content');
    expect(await code('header-only.wav', wavOf(silence(0)))).toBe('empty_content');
    expect(await code('cut.wav', wavOf(tone(1)).subarray(0, 20))).toBe('damaged_media');
    expect(await code('noise.mp3', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251)))).toBe('not_media');
    expect(await code('page.mp3', '<!doctype html><title>Not found</title>')).toBe('not_media');
    expect(await code('list.mp4', `#EXTM3U\n#EXTINF:1,\nfile://${folder}/tone.wav\n`)).toBe('unsupported_format');
    expect(await code('song.mid', Buffer.concat([Buffer.from('MThd'), Buffer.alloc(400)]))).toBe('unsupported_format');
  });

  it('opens no other file than the one it is given', async () => {
    const path = await file('concat.wav', `ffconcat version 1.0\nfile '${folder}/tone.wav'\n`);
    await expect(media.probe(path)).rejects.toMatchObject({ code: 'unsupported_format' });
  });

  it('refuses what is longer than allowed', async () => {
    const path = await file('long.wav', wavOf(silence(3)));
    await expect(createMedia({ maxDurationSeconds: 2 }).probe(path)).rejects.toMatchObject({ code: 'too_long' });
  });

  it('takes no part of a name for an option or a protocol', async () => {
    const path = await file('http:-i concat|x.wav', wavOf(tone(1)));
    expect((await media.probe(path)).durationSeconds).toBe(1);
  });
});

describe('decode', () => {
  it('seeks to the stretch that is asked for', async () => {
    const path = await file('steps.wav', wavOf(join(silence(2), tone(1), silence(2))));
    const pcm = await media.decode(path, 1.5, 2.5);
    expect(pcm).toHaveLength(16_000);
    expect(peak(pcm.subarray(0, 7_900))).toBeLessThan(0.01);
    expect(peak(pcm.subarray(8_100))).toBeGreaterThan(0.4);
  });

  it('is shorter where the file ends, and gives nothing behind its end', async () => {
    const path = await file('short.wav', wavOf(tone(1)));
    expect(await media.decode(path, 0.5, 2)).toHaveLength(8_000);
    expect(await media.decode(path, 3, 4)).toHaveLength(0);
  });

  it('mixes two channels, or keeps them apart', async () => {
    const path = await file('stereo.wav', stereoWav(tone(1), silence(1)));
    const [left, right] = await media.decodeChannels(path, 0, 1);
    expect(peak(left!)).toBeCloseTo(0.5, 2);
    expect(peak(right!)).toBeLessThan(0.001);
    expect(peak(await media.decode(path, 0, 1))).toBeCloseTo(0.25, 2);
  });

  it('resamples to 16 kHz', async () => {
    const path = await file('cd.wav', toWav16(tone(1), 44_100));
    expect(await media.decode(path, 0, 0.2)).toHaveLength(3_200);
  });

  it("rejects with the signal's reason", async () => {
    const path = await file('abort.wav', wavOf(tone(1)));
    const signal = AbortSignal.abort(new DOMException('stop', 'AbortError'));
    await expect(media.decode(path, 0, 1, signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
