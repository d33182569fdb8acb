/**
 * Dense search over all passages by an exact scan in the process. The vectors are derived from the database and read again when it has
 * other passages than this copy; a scan of 20,000 takes some tens of milliseconds.
 */
import { database } from '@/lib/data/client';
import { bytesToVector } from '@/lib/data/passages';
import type { Embedder } from '@/lib/engines/embed/types';

export interface MemoryHit {
  runId: string;
  title: string | null;
  text: string;
  startSeconds: number | null;
  /** Cosine similarity, [-1, 1]. */
  score: number;
}

interface Index {
  stamp: string;
  ids: string[];
  lineageIds: string[];
  /** ids.length × dimension, row by row */
  vectors: Float32Array;
  dimension: number;
}

let index: Index | null = null;

/** searchMemory returns the passages nearest in meaning, best first. */
export async function searchMemory(query: { q: string; limit: number }, embedder: Embedder): Promise<{ hits: MemoryHit[] }> {
  const current = await freshIndex(embedder);
  if (current.ids.length === 0) return { hits: [] };
  const [vector] = await embedder.embed([query.q]);
  const scores = scan(current, vector!);
  const best = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, query.limit);
  const rows = await database().passage.findMany({
    where: { id: { in: best.map((i) => current.ids[i]!) } },
    include: { run: { select: { title: true } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const hits = best.flatMap((i) => {
    const row = byId.get(current.ids[i]!);
    return row ? [{ runId: row.runId, title: row.run.title, text: row.text, startSeconds: row.startSeconds, score: scores[i]! }] : [];
  });
  return { hits };
}

/** At this similarity a passage says what one in memory says already. */
const KNOWN_SIMILARITY = 0.8;

/** noveltyOf returns the share of passages that memory does not hold yet, [0, 1]; what the item's own lineage left does not count. */
export async function noveltyOf(vectors: readonly Float32Array[], lineageId: string, embedder: Embedder): Promise<number | null> {
  if (vectors.length === 0) return null;
  const current = await freshIndex(embedder);
  const unknown = vectors.filter(
    (vector) => !scan(current, vector).some((score, i) => score >= KNOWN_SIMILARITY && current.lineageIds[i] !== lineageId),
  );
  return unknown.length / vectors.length;
}

function scan({ vectors, dimension, ids }: Index, query: Float32Array): Float32Array {
  const scores = new Float32Array(ids.length);
  for (let row = 0; row < ids.length; row++) {
    let sum = 0;
    const offset = row * dimension;
    for (let i = 0; i < dimension; i++) sum += vectors[offset + i]! * query[i]!;
    scores[row] = sum;
  }
  return scores;
}

async function freshIndex(embedder: Embedder): Promise<Index> {
  const { model, dimension } = embedder;
  const db = database();
  const [state] = await db.$queryRaw<
    { stamp: string }[]
  >`SELECT count(*) || ':' || coalesce(max(id::text), '') AS stamp FROM passage WHERE model = ${model}`;
  const stamp = `${model}:${state?.stamp}`;
  if (index?.stamp === stamp) return index;
  const rows = await db.passage.findMany({ where: { model }, select: { id: true, embedding: true, run: { select: { lineageId: true } } } });
  const vectors = new Float32Array(rows.length * dimension);
  for (const [row, { embedding }] of rows.entries()) vectors.set(bytesToVector(embedding), row * dimension);
  index = { stamp, ids: rows.map(({ id }) => id), lineageIds: rows.map(({ run }) => run.lineageId), vectors, dimension };
  return index;
}
