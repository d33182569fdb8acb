import { describe, expect, it } from 'vitest';
import { mediaTools, readVersion } from './tools';

const answer = (version: string, years = '2000-2024') =>
  `ffmpeg version ${version} Copyright (c) ${years} the FFmpeg developers\nbuilt with gcc`;

describe('readVersion', () => {
  it.each([
    ['5.1.9-0+deb12u1', true],
    ['n7.1', true],
    ['6.0', true],
    ['5.0.3', false],
    ['4.4.2-0ubuntu0.22.04.1', false],
  ])('judges release %s', (version, recent) => expect(readVersion(answer(version))).toEqual({ version, recent }));

  it('judges a build without a release number by its year', () => {
    expect(readVersion(answer('N-47683-g0e8eb07980-static', '2000-2018'))?.recent).toBe(false);
    expect(readVersion(answer('N-118448-g43be8d0728', '2000-2025'))?.recent).toBe(true);
  });

  it('takes ffprobe too, and nothing else', () => {
    expect(readVersion('ffprobe version 5.1.2 Copyright (c) 2007-2022')?.version).toBe('5.1.2');
    expect(readVersion('bash: ffmpeg: command not found')).toBeNull();
  });
});

describe('mediaTools', () => {
  it('finds both programs, in PATH or among the packages', async () => {
    const { ffmpeg, ffprobe } = await mediaTools();
    for (const tool of [ffmpeg, ffprobe]) {
      expect(tool.path.startsWith('/')).toBe(true);
      expect(tool.version).not.toBe('');
    }
  });
});
