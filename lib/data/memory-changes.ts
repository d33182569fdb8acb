/**
 * What changed in memory since a reader last looked. Change numbers commit out of order, so a reader goes on not after the last number it saw
 * but at the oldest transaction that was open then, and leaves out what it has seen.
 */
import { database } from './client';
import type { PassageKey } from './passages';
import { vectorFrom } from './vectors';

export interface ChangeCursor {
  xact: bigint;
  /** Changes at or after `xact` that were seen already. */
  seen: ReadonlySet<bigint>;
  /** When it was read, ms since the epoch: changes are not kept for ever. */
  at: number;
}

/** How long changes are kept; a reader that has not looked for longer reads everything anew. */
const CHANGES_KEPT_MS = 24 * 3_600_000;

/** changesSince gives the runs to read again and where to go on; null = too much is gone, read everything. */
export async function changesSince(cursor: ChangeCursor, now = Date.now()): Promise<{ runIds: string[]; cursor: ChangeCursor } | null> {
  if (now - cursor.at > CHANGES_KEPT_MS / 2) return null;
  const [state] = await database().$queryRaw<{ open: bigint; changes: { id: number; xact: number; run: string }[] | null }[]>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS open,
      (SELECT json_agg(json_build_object('id', id, 'xact', xact, 'run', run_id)) FROM memory_change WHERE xact >= ${cursor.xact}) AS changes`;
  const changes = (state!.changes ?? []).map(({ id, xact, run }) => ({ id: BigInt(id), xact: BigInt(xact), run }));
  const runIds = new Set(changes.filter(({ id }) => !cursor.seen.has(id)).map(({ run }) => run));
  const seen = new Set(changes.filter(({ xact }) => xact >= state!.open).map(({ id }) => id));
  return { runIds: [...runIds], cursor: { xact: state!.open, seen, at: now } };
}

/** changeCursor is where a reader starts that reads everything after this call. */
export async function changeCursor(now = Date.now()): Promise<ChangeCursor> {
  const [state] = await database().$queryRaw<{ open: bigint }[]>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS open`;
  return { xact: state!.open, seen: new Set(), at: now };
}

/** sweepChanges forgets old changes. */
export async function sweepChanges(now = Date.now()): Promise<void> {
  await database().memoryChange.deleteMany({ where: { at: { lt: new Date(now - CHANGES_KEPT_MS) } } });
}

export interface EmbeddedPassage extends PassageKey {
  id: string;
  embedding: Float32Array;
}

interface Row extends PassageKey {
  id: string;
  embedding: Uint8Array;
}

/** embeddedPassages reads what these runs have embedded by `model`. */
export async function embeddedPassages(runIds: readonly string[], model: string): Promise<EmbeddedPassage[]> {
  const rows = await database().$queryRaw<Row[]>`
    SELECT id, run_id AS "runId", seq, array_send(embedding) AS embedding FROM passage WHERE model = ${model} AND run_id = ANY(${runIds}::uuid[])`;
  return rows.map((row) => ({ ...row, embedding: vectorFrom(row.embedding) }));
}

const RUNS_AT_ONCE = 500;

/** allEmbeddedPassages reads everything embedded by `model`, some runs at a time. */
export async function* allEmbeddedPassages(model: string): AsyncGenerator<EmbeddedPassage[]> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const runs = await database().$queryRaw<
      { id: string }[]
    >`SELECT id FROM run WHERE id > ${last}::uuid ORDER BY id LIMIT ${RUNS_AT_ONCE}`;
    if (runs.length === 0) return;
    last = runs.at(-1)!.id;
    yield await embeddedPassages(
      runs.map(({ id }) => id),
      model,
    );
  }
}
