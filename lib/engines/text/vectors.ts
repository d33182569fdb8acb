/** Arithmetic on embedding vectors. Vectors from an Embedder have length one, so their dot product is their cosine. */

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** meanDirection is the weighted mean of unit vectors, scaled to length one; the zero vector when they cancel out or there are none. */
export function meanDirection(vectors: readonly Float32Array[], weights: readonly number[], dimension: number): Float32Array {
  const sum = new Float32Array(dimension);
  for (const [k, vector] of vectors.entries()) {
    const weight = weights[k] ?? 0;
    for (let i = 0; i < dimension; i++) sum[i]! += weight * vector[i]!;
  }
  const length = Math.sqrt(dot(sum, sum));
  if (length > 0) for (let i = 0; i < dimension; i++) sum[i]! /= length;
  return sum;
}
