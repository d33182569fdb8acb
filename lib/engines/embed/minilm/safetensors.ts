/** Reads half-precision tensors from a safetensors file (https://huggingface.co/docs/safetensors): header length, JSON header, data. */

export interface Tensor {
  /** Row-major. */
  data: Float32Array;
  shape: number[];
}

export interface Weights {
  /** Throws when there is no half-precision tensor of that name. */
  tensor(name: string): Tensor;
}

interface HeaderEntry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

/** IEEE 754 binary16 to a number. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

export function readSafetensors(file: Buffer): Weights {
  const headerLength = Number(file.readBigUInt64LE(0));
  const dataStart = 8 + headerLength;
  const header = JSON.parse(file.toString('utf8', 8, dataStart)) as Record<string, HeaderEntry>;
  const numbers = Float32Array.from({ length: 65536 }, (_, bits) => halfToNumber(bits));

  return {
    tensor(name) {
      const entry = header[name];
      if (entry?.dtype !== 'F16') throw new Error(`no half-precision tensor ${name} in the weights`);
      const [start, end] = entry.data_offsets;
      // The slice copies, which aligns it; typed arrays are little-endian, as the format is, on every platform onnxruntime runs on.
      const halves = new Uint16Array(file.buffer.slice(file.byteOffset + dataStart + start, file.byteOffset + dataStart + end));
      const data = new Float32Array(halves.length);
      for (let i = 0; i < data.length; i++) data[i] = numbers[halves[i]!]!; // Float32Array.from is ten times slower
      return { data, shape: entry.shape };
    },
  };
}
