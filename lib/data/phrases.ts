/** The phrase-passage graph as it is stored. A triple of one phrase with itself says that a passage mentions it: by PREDICATE.mention or .title. */
import { newId } from '@/lib/base/ids';
import { database, storable, type Tx } from './client';
import { vectorFrom, vectorLiteral } from './vectors';

export const PREDICATE = { mention: '', title: '\u2261' } as const;

export interface NewPhrase {
  text: string;
  isName: boolean;
  /** Of names; null for the rest. */
  embedding: Float32Array | null;
}

export interface NewTriple {
  /** Place of the passage in its run. */
  passage: number;
  subject: string;
  predicate: string;
  object: string;
  /** Null for mentions. */
  embedding: Float32Array | null;
}

export interface NewSynonym {
  a: string;
  b: string;
  similarity: number;
}

export interface NewFacts {
  model: string;
  phrases: NewPhrase[];
  triples: NewTriple[];
  synonyms: NewSynonym[];
}

const BATCH = 1_000;

function* batches<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += BATCH) yield list.slice(from, from + BATCH);
}

/** storeFacts adds what was read in a run's passages; phrases that are known are shared. */
export async function storeFacts(tx: Tx, passageIds: readonly string[], { model, phrases, triples, synonyms }: NewFacts): Promise<void> {
  const ids = new Map<string, string>();
  for (const batch of batches(phrases)) {
    const stored = await tx.$queryRaw<{ id: string; text: string }[]>`
      INSERT INTO phrase (id, text, is_name, model, embedding)
      SELECT id, text, is_name, CASE WHEN vector IS NULL THEN NULL ELSE ${model} END, vector::real[]
      FROM unnest(
        ${batch.map(() => newId())}::uuid[],
        ${batch.map(({ text }) => storable(text))}::text[],
        ${batch.map(({ isName }) => isName)}::bool[],
        ${batch.map(({ embedding }) => embedding && vectorLiteral(embedding))}::text[]
      ) AS row (id, text, is_name, vector)
      ON CONFLICT (text) DO UPDATE SET is_name = phrase.is_name OR excluded.is_name,
        model = coalesce(phrase.model, excluded.model), embedding = CASE WHEN phrase.model IS NULL THEN excluded.embedding ELSE phrase.embedding END
      RETURNING id, text`;
    for (const { id, text } of stored) ids.set(text, id);
  }
  const seqs = new Map<number, number>();
  const numbered = triples.map((triple) => {
    const seq = seqs.get(triple.passage) ?? 0;
    seqs.set(triple.passage, seq + 1);
    return { ...triple, seq };
  });
  for (const batch of batches(numbered)) {
    await tx.$executeRaw`
      INSERT INTO triple (passage_id, seq, subject_id, predicate, object_id, model, embedding)
      SELECT passage_id, seq, subject_id, predicate, object_id, CASE WHEN vector IS NULL THEN NULL ELSE ${model} END, vector::real[]
      FROM unnest(
        ${batch.map(({ passage }) => passageIds[passage]!)}::uuid[],
        ${batch.map(({ seq }) => seq)}::int[],
        ${batch.map(({ subject }) => ids.get(storable(subject))!)}::uuid[],
        ${batch.map(({ predicate }) => storable(predicate))}::text[],
        ${batch.map(({ object }) => ids.get(storable(object))!)}::uuid[],
        ${batch.map(({ embedding }) => embedding && vectorLiteral(embedding))}::text[]
      ) AS row (passage_id, seq, subject_id, predicate, object_id, vector)`;
  }
  for (const batch of batches(synonyms)) {
    await tx.$executeRaw`
      INSERT INTO phrase_synonym (phrase_id, synonym_id, similarity)
      SELECT DISTINCT ON (1, 2) least(a.id, b.id), greatest(a.id, b.id), row.similarity
      FROM unnest(${batch.map(({ a }) => a)}::text[], ${batch.map(({ b }) => b)}::text[], ${batch.map(({ similarity }) => similarity)}::float8[])
        AS row (a, b, similarity)
      JOIN phrase a ON a.text = row.a JOIN phrase b ON b.text = row.b AND b.id <> a.id
      ON CONFLICT DO NOTHING`;
  }
}

export interface StoredTriple {
  runId: string;
  passageSeq: number;
  seq: number;
  subjectId: string;
  predicate: string;
  objectId: string;
  /** Empty for mentions and where it is not embedded by the model asked for. */
  embedding: Float32Array;
}

/** triplesOfRuns reads what was read in these runs' passages. */
export async function triplesOfRuns(runIds: readonly string[], model: string): Promise<StoredTriple[]> {
  const rows = await database().$queryRaw<(Omit<StoredTriple, 'embedding'> & { embedding: Uint8Array })[]>`
    SELECT p.run_id AS "runId", p.seq AS "passageSeq", t.seq, t.subject_id AS "subjectId", t.predicate, t.object_id AS "objectId",
      CASE WHEN t.model = ${model} THEN array_send(t.embedding) ELSE ''::bytea END AS embedding
    FROM passage p JOIN triple t ON t.passage_id = p.id WHERE p.run_id = ANY(${runIds}::uuid[]) ORDER BY p.run_id, p.seq, t.seq`;
  return rows.map((row) => ({ ...row, embedding: vectorFrom(row.embedding) }));
}

/** runsWithTriples lists the runs in which anything was read, some at a time. */
export async function* runsWithTriples(): AsyncGenerator<string[]> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const runs = await database().$queryRaw<{ id: string }[]>`SELECT id FROM run WHERE id > ${last}::uuid ORDER BY id LIMIT 500`;
    if (runs.length === 0) return;
    last = runs.at(-1)!.id;
    yield runs.map(({ id }) => id);
  }
}

export interface StoredPhrase {
  id: string;
  text: string;
  isName: boolean;
}

export async function readPhrases(ids: readonly string[]): Promise<StoredPhrase[]> {
  return database().$queryRaw<StoredPhrase[]>`SELECT id, text, is_name AS "isName" FROM phrase WHERE id = ANY(${ids}::uuid[])`;
}

/** readSynonyms gives all pairs of phrases that mean nearly the same. */
export async function readSynonyms(): Promise<{ a: string; b: string; similarity: number }[]> {
  return database().$queryRaw`SELECT phrase_id AS a, synonym_id AS b, similarity FROM phrase_synonym`;
}

export interface EmbeddedName {
  text: string;
  embedding: Float32Array;
}

/** namesSince reads the names made at or after a time, with their vectors: ids are ordered by when they were made. */
export async function namesSince(time: number, model: string): Promise<EmbeddedName[]> {
  const hex = Math.max(0, Math.floor(time)).toString(16).padStart(12, '0');
  const from = `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
  const rows = await database().$queryRaw<{ text: string; embedding: Uint8Array }[]>`
    SELECT text, array_send(embedding) AS embedding FROM phrase WHERE id >= ${from}::uuid AND is_name AND model = ${model}`;
  return rows.map(({ text, embedding }) => ({ text, embedding: vectorFrom(embedding) }));
}

/** Triples of a passage are numbered below this. */
export const TRIPLES_PER_PASSAGE = 256;

/** placeOf is a triple's place in its run as one number. */
export const placeOf = (passageSeq: number, seq: number): number => passageSeq * TRIPLES_PER_PASSAGE + seq;

export interface TripleVector {
  subjectId: string;
  objectId: string;
  embedding: Float32Array;
}

/** tripleVectors reads the triples at these places that are still there and embedded by `model`. */
export async function tripleVectors(places: readonly { runId: string; place: number }[], model: string): Promise<TripleVector[]> {
  if (places.length === 0) return [];
  const rows = await database().$queryRaw<(Omit<TripleVector, 'embedding'> & { embedding: Uint8Array })[]>`
    SELECT t.subject_id AS "subjectId", t.object_id AS "objectId", array_send(t.embedding) AS embedding
    FROM unnest(${places.map(({ runId }) => runId)}::uuid[], ${places.map(({ place }) => place)}::int[]) AS at (run_id, place)
    JOIN passage p ON p.run_id = at.run_id AND p.seq = at.place / ${TRIPLES_PER_PASSAGE}
    JOIN triple t ON t.passage_id = p.id AND t.seq = at.place % ${TRIPLES_PER_PASSAGE}
    WHERE t.model = ${model}`;
  return rows.map((row) => ({ ...row, embedding: vectorFrom(row.embedding) }));
}
