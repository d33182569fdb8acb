import { newId } from '@/lib/base/ids';
import { storable, type Tx } from './client';
import { vectorFrom, vectorLiteral } from './vectors';

export interface NewPassage {
  segmentIndex: number;
  startSeconds: number | null;
  endSeconds: number | null;
  speaker: string | null;
  text: string;
  model: string;
  /** Unit vector. */
  embedding: Float32Array;
}

/** Rows of one INSERT: about 3 MB. */
const BATCH = 500;

/** lockMemory makes what is remembered one run's business at a time, to the end of the transaction: entities and phrases are shared by all runs. */
export async function lockMemory(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('winnow_memory', 0))::text`;
}

/** forgetItem removes what any run of an item left in memory, so that nothing is remembered twice. */
export async function forgetItem(tx: Tx, canonicalUrl: string): Promise<void> {
  const where = { run: { canonicalUrl } };
  await tx.passage.deleteMany({ where });
  await tx.claim.deleteMany({ where });
  await tx.relation.deleteMany({ where });
  await tx.entityMention.deleteMany({ where });
}

/** insertPassages stores a run's passages in order and returns their ids. */
export async function insertPassages(tx: Tx, runId: string, passages: readonly NewPassage[]): Promise<string[]> {
  const ids = passages.map(() => newId());
  for (let from = 0; from < passages.length; from += BATCH) {
    const batch = passages.slice(from, from + BATCH);
    await tx.$executeRaw`
      INSERT INTO passage (id, run_id, seq, segment_index, start_seconds, end_seconds, speaker, text, word_count, model, dimension, embedding)
      SELECT id, ${runId}::uuid, seq, segment_index, start_seconds, end_seconds, speaker, text, word_count, model, dimension, embedding::real[]
      FROM unnest(
        ${ids.slice(from, from + BATCH)}::uuid[],
        ${batch.map((_, i) => from + i)}::int[],
        ${batch.map(({ segmentIndex }) => segmentIndex)}::int[],
        ${batch.map(({ startSeconds }) => startSeconds)}::float8[],
        ${batch.map(({ endSeconds }) => endSeconds)}::float8[],
        ${batch.map(({ speaker }) => speaker && storable(speaker))}::text[],
        ${batch.map(({ text }) => storable(text))}::text[],
        ${batch.map(({ text }) => text.split(/\s+/).length)}::int[],
        ${batch.map(({ model }) => model)}::text[],
        ${batch.map(({ embedding }) => embedding.length)}::int[],
        ${batch.map(({ embedding }) => vectorLiteral(embedding))}::text[]
      ) AS row (id, seq, segment_index, start_seconds, end_seconds, speaker, text, word_count, model, dimension, embedding)`;
  }
  return ids;
}

/** Where a passage is: the run that left it, and its place there. */
export interface PassageKey {
  runId: string;
  seq: number;
}

export interface StoredPassage extends PassageKey {
  id: string;
  title: string | null;
  contentType: string | null;
  sourceHost: string;
  canonicalUrl: string;
  createdAt: Date;
  segmentIndex: number;
  startSeconds: number | null;
  endSeconds: number | null;
  speaker: string | null;
  text: string;
  /** Empty where it is not embedded by `model`. */
  embedding: Float32Array;
}

/** readPassages reads the passages with these keys that are still there, in no order. */
export async function readPassages(tx: Tx, keys: readonly PassageKey[], model: string): Promise<StoredPassage[]> {
  if (keys.length === 0) return [];
  const rows = await tx.$queryRaw<(Omit<StoredPassage, 'embedding'> & { embedding: Uint8Array })[]>`
    SELECT p.id, p.run_id AS "runId", p.seq, p.segment_index AS "segmentIndex", p.start_seconds AS "startSeconds", p.end_seconds AS "endSeconds",
      p.speaker, p.text, CASE WHEN p.model = ${model} THEN array_send(p.embedding) ELSE ''::bytea END AS embedding,
      r.title, r.content_type AS "contentType", r.source_host AS "sourceHost", r.canonical_url AS "canonicalUrl", r.created_at AS "createdAt"
    FROM unnest(${keys.map(({ runId }) => runId)}::uuid[], ${keys.map(({ seq }) => seq)}::int[]) AS key (run_id, seq)
    JOIN passage p ON p.run_id = key.run_id AND p.seq = key.seq
    JOIN run r ON r.id = p.run_id`;
  return rows.map((row) => ({ ...row, embedding: vectorFrom(row.embedding) }));
}
