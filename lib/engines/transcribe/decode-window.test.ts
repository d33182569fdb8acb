import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '@/lib/config/project-root';
import { decodeWindow } from './decode-window';
import { createMedia } from './media/media';
import { mediaTools } from './media/tools';
import { planNominalWindows } from './windows';

const media = createMedia();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winnow-windows-'));
});
afterAll(() => rm(folder, { recursive: true }));

const SPOKEN = join(projectRoot(), 'samples/harbour-debate.ogg');

async function converted(name: string): Promise<string> {
  const path = join(folder, name);
  const { ffmpeg } = await mediaTools();
  await promisify(execFile)(ffmpeg.path, ['-v', 'error', '-t', '130', '-i', SPOKEN, '-ar', '44100', path]);
  return path;
}

describe('decodeWindow', () => {
  it.each(['speech.mp3', 'speech.m4a', 'speech.flac', 'speech.ogg'])(
    'cuts %s in the same places whichever window comes first',
    async (name) => {
      const path = await converted(name);
      const { durationSeconds } = await media.probe(path);
      const alone = [];
      for (const nominal of planNominalWindows(durationSeconds)) {
        alone.push(await decodeWindow(media, path, nominal, { durationSeconds, seams: new Map() }));
      }
      expect(alone.length).toBeGreaterThan(4);
      for (const [i, { window }] of alone.slice(1).entries()) expect(window.startSeconds).toBeCloseTo(alone[i]!.window.endSeconds, 6);
    },
  );

  it('gives every window the sound between its seams', async () => {
    const { durationSeconds } = await media.probe(SPOKEN);
    const seams = new Map<number, number>();
    for (const nominal of planNominalWindows(durationSeconds).slice(0, 3)) {
      const { window, channels } = await decodeWindow(media, SPOKEN, nominal, { durationSeconds, seams });
      expect(Math.abs(window.endSeconds - nominal.endSeconds)).toBeLessThanOrEqual(2.5);
      const direct = await media.decodeChannels(SPOKEN, window.startSeconds, window.endSeconds);
      expect(channels).toHaveLength(direct.length);
      expect(channels[0]!.length / 16_000).toBeCloseTo(window.endSeconds - window.startSeconds, 3);
      const strength = (pcm: Float32Array) => Math.sqrt(pcm.reduce((sum, sample) => sum + sample * sample, 0) / pcm.length);
      expect(strength(channels[0]!)).toBeCloseTo(strength(direct[0]!), 3);
    }
  });

  it('keeps a seam that its neighbour found', async () => {
    const { durationSeconds } = await media.probe(SPOKEN);
    const [first, second] = planNominalWindows(durationSeconds);
    const seams = new Map([[first!.endSeconds, first!.endSeconds + 1]]);
    const { window } = await decodeWindow(media, SPOKEN, second!, { durationSeconds, seams });
    expect(window.startSeconds).toBe(first!.endSeconds + 1);
  });
});
