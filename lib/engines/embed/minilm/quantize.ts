import type { Tensor } from './safetensors';

export interface Quantized {
  values: Int8Array;
  /** One per channel: the original is about `values × scale`. */
  scales: Float32Array;
}

/** Symmetric int8, one scale per row. Rows of zeros get a tiny scale rather than a division by zero. */
export function quantizeRows({ data, shape }: Tensor): Quantized {
  const [rows, columns] = shape as [number, number];
  const values = new Int8Array(data.length);
  const scales = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    let largest = 1e-9;
    for (let c = 0; c < columns; c++) largest = Math.max(largest, Math.abs(data[r * columns + c]!));
    const scale = Math.fround(largest / 127);
    scales[r] = scale;
    for (let c = 0; c < columns; c++) values[r * columns + c] = Math.round(data[r * columns + c]! / scale);
  }
  return { values, scales };
}

/** [rows, columns] → [columns, rows]. */
export function transpose(values: Int8Array, rows: number, columns: number): Int8Array {
  const out = new Int8Array(values.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = values[r * columns + c]!;
  return out;
}
