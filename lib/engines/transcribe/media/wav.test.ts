import { describe, expect, it } from 'vitest';
import { readFloatWav, toWav16 } from './wav';

/** As ffmpeg writes it to a pipe: sizes unknown. */
function floatWav(channels: number, samples: number[], extra: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(12 + 8 + 16);
  head.write('RIFF\xff\xff\xff\xffWAVEfmt ', 0, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(3, 20);
  head.writeUInt16LE(channels, 22);
  const data = Buffer.from('data\xff\xff\xff\xff', 'latin1');
  return Buffer.concat([head, extra, data, Buffer.from(Float32Array.from(samples).buffer)]);
}

describe('readFloatWav', () => {
  it('takes channels apart', () => {
    expect(readFloatWav(floatWav(1, [0.5, -0.25])).map((channel) => [...channel])).toEqual([[0.5, -0.25]]);
    expect(readFloatWav(floatWav(2, [1, 2, 3, 4])).map((channel) => [...channel])).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('skips other chunks, odd sizes included, and a last sample that is cut off', () => {
    const list = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
    const wav = floatWav(1, [0.5, 0.75], list);
    expect(readFloatWav(wav.subarray(0, wav.length - 1)).map((channel) => [...channel])).toEqual([[0.5]]);
  });

  it('gives nothing for what is no WAV', () => {
    expect(readFloatWav(Buffer.alloc(0))).toEqual([]);
    expect(readFloatWav(Buffer.from('not a wav at all, but long enough'))).toEqual([]);
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
