import type { PassageKey } from '@/lib/data/passages';

export interface DenseHit extends PassageKey {
  /** Cosine similarity, [-1, 1]; may be approximate: the caller scores the passage itself. */
  score: number;
}

/** DenseStore finds the passages nearest to a vector among those embedded by one model. */
export interface DenseStore {
  readonly name: 'local' | 'pgvector' | 'qdrant';
  /** Best first, at most `limit`. `allowed`: the runs to look in; null = all. */
  search(vector: Float32Array, limit: number, allowed: ReadonlySet<string> | null): Promise<DenseHit[]>;
}
