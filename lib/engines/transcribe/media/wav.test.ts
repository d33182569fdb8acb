import { describe, expect, it } from 'vitest';
import { readWav16, toWav16 } from './wav';

/** As ffmpeg writes it to a pipe: sizes unknown. */
function wav16(channels: number, samples: number[], extra: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(12 + 8 + 16);
  head.write('RIFF\xff\xff\xff\xffWAVEfmt ', 0, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  const data = Buffer.from('data\xff\xff\xff\xff', 'latin1');
  return Buffer.concat([head, extra, data, Buffer.from(Int16Array.from(samples).buffer)]);
}

describe('readWav16', () => {
  it('takes channels apart', () => {
    expect(readWav16(wav16(1, [16_384, -8192])).map((channel) => [...channel])).toEqual([[0.5, -0.25]]);
    expect(readWav16(wav16(2, [8192, 16_384, 24_576, -32_768])).map((channel) => [...channel])).toEqual([
      [0.25, 0.75],
      [0.5, -1],
    ]);
  });

  it('skips other chunks, odd sizes included, and a last sample that is cut off', () => {
    const list = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
    const wav = wav16(1, [16_384, 24_576], list);
    expect(readWav16(wav.subarray(0, wav.length - 1)).map((channel) => [...channel])).toEqual([[0.5]]);
  });

  it('gives nothing for what is no WAV', () => {
    expect(readWav16(Buffer.alloc(0))).toEqual([]);
    expect(readWav16(Buffer.from('not a wav at all, but long enough'))).toEqual([]);
  });
});

describe('toWav16', () => {
  it('writes a header that fits and clips what is too loud', () => {
    const wav = toWav16(Float32Array.of(0, 1, -1, 2), 16_000);
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
    expect(wav.readUInt32LE(24)).toBe(16_000);
    expect(wav.readUInt32LE(40)).toBe(8);
    expect([0, 1, 2, 3].map((i) => wav.readInt16LE(44 + 2 * i))).toEqual([0, 32_767, -32_767, 32_767]);
  });
});
