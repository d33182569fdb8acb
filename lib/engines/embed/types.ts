/** Embedder turns texts into unit vectors. */
export interface Embedder {
  /** e.g. `minilm-l6-int8@1`; stored beside every vector. */
  readonly model: string;
  /** Length of a vector. */
  readonly dimension: number;
  /**
   * Unit-length vectors, in the order of `texts`. Text past the model's window (256 tokens) is cut off: chunk before.
   * Runs off the event loop. Throws `model_missing` or `engine_failed`.
   */
  embed(texts: string[], signal?: AbortSignal): Promise<Float32Array[]>;
}
