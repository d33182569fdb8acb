/** Vectors between this process and PostgreSQL, where they are `real[]`: read as binary, written as array literals. */

/** vectorLiteral writes a vector as PostgreSQL reads arrays, and pgvector its vectors: exactly the float32 it holds. */
export function vectorLiteral(vector: ArrayLike<number>): string {
  return `{${Array.prototype.join.call(vector, ',')}}`;
}

/** One dimension: dimensions, flags, element type, length, lower bound. */
const HEADER_BYTES = 20;
/** Before each element stands its length. */
const ELEMENT_BYTES = 8;

/** vectorFrom reads what `array_send(embedding)` gives: many times faster than parsing numbers. An empty array has no dimension. */
export function vectorFrom(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.byteLength < HEADER_BYTES ? 0 : view.getInt32(12);
  const vector = new Float32Array(length);
  for (let i = 0; i < length; i++) vector[i] = view.getFloat32(HEADER_BYTES + 4 + i * ELEMENT_BYTES);
  return vector;
}

/** dot is the cosine of two unit vectors, [-1, 1]. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
