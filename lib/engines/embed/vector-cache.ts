/** VectorCache keeps the vectors that were asked for last, up to `capacity` of them. */
export class VectorCache {
  /** In the order of their last use: the first is the next to go. */
  private readonly vectors = new Map<string, Float32Array>();

  constructor(private readonly capacity: number) {}

  get(text: string): Float32Array | undefined {
    const vector = this.vectors.get(text);
    if (vector) this.set(text, vector);
    return vector;
  }

  set(text: string, vector: Float32Array): void {
    this.vectors.delete(text);
    this.vectors.set(text, vector);
    if (this.vectors.size > this.capacity) this.vectors.delete(this.vectors.keys().next().value!);
  }
}
