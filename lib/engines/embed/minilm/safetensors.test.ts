import { describe, expect, it } from 'vitest';
import { halfToNumber, readSafetensors } from './safetensors';

function file(header: object, data: Uint8Array): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, data]);
}

describe('safetensors', () => {
  it.each([
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x3555, 0.333251953125],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0x7e00, Number.NaN],
  ])('reads half-precision %i as %d', (bits, expected) => {
    expect(halfToNumber(bits)).toBe(expected);
  });

  it('finds a tensor by name with its shape', () => {
    const weights = readSafetensors(
      file(
        { a: { dtype: 'F16', shape: [1], data_offsets: [0, 2] }, b: { dtype: 'F16', shape: [2, 1], data_offsets: [2, 6] } },
        Buffer.from([0, 0, 0, 0x3c, 0, 0xc0]),
      ),
    );
    expect(weights.tensor('b')).toEqual({ data: Float32Array.of(1, -2), shape: [2, 1] });
  });

  it('refuses a tensor that is missing or of another type', () => {
    const weights = readSafetensors(file({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, Buffer.alloc(4)));
    expect(() => weights.tensor('a')).toThrow('no half-precision tensor a');
    expect(() => weights.tensor('z')).toThrow('no half-precision tensor z');
  });
});
