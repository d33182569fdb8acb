/**
 * Names from outside would make the rollups as long as somebody's imagination. The first so many of each kind are kept apart, and for good;
 * all others count as `other`, where everybody sees them.
 */
import type { PerformanceEntry } from '@/lib/core/metrics/totals';
import { storable, type Tx } from './client';

export const OTHER = 'other';

interface Kind {
  field: 'contentType' | 'configVersion' | 'exitCheckpoint' | 'exitReason';
  most: number;
  maxLength: number;
}

const KINDS: readonly Kind[] = [
  { field: 'contentType', most: 200, maxLength: 64 },
  { field: 'configVersion', most: 500, maxLength: 64 },
  { field: 'exitCheckpoint', most: 50, maxLength: 64 },
  { field: 'exitReason', most: 2_000, maxLength: 200 },
];

/** What this process has seen in the database. Names are never taken away there. */
let seen: { database: string | undefined; names: Map<string, Set<string>> } = { database: undefined, names: new Map() };

/**
 * withCappedNames trims the records' names and puts `other` for those that find no room. Where there are names that this process has not seen yet, it asks
 * for a transaction to look them up and to store them in.
 */
export async function withCappedNames<T extends PerformanceEntry>(
  entries: readonly T[],
  inTransaction: (work: (tx: Tx) => Promise<void>) => Promise<void>,
): Promise<readonly T[]> {
  // Looked up once: reading the environment takes longer than looking at a record.
  const seenOfKind = KINDS.map((kind) => ({ kind, names: seenNames(kind.field) }));
  const isUnseen = (entry: T, { field }: Kind, names: ReadonlySet<string>) => entry[field] !== null && !names.has(entry[field]!);
  if (!entries.some((entry) => seenOfKind.some(({ kind, names }) => isUnseen(entry, kind, names)))) return entries;
  const named = entries.map((entry) => ({ ...entry }));
  await inTransaction(async (tx) => {
    for (const { kind, names } of seenOfKind) {
      const unseen = named.filter((entry) => isUnseen(entry, kind, names));
      if (unseen.length > 0) await nameEntries(tx, kind, unseen);
    }
  });
  return named;
}

async function nameEntries(tx: Tx, kind: Kind, entries: readonly PerformanceEntry[]): Promise<void> {
  const { field, maxLength } = kind;
  for (const entry of entries) entry[field] = tidy(entry[field], maxLength);
  const kept = await keptNames(tx, kind, new Set(entries.flatMap((entry) => entry[field] ?? [])));
  for (const entry of entries) if (entry[field] !== null && !kept.has(entry[field])) entry[field] = OTHER;
}

function tidy(name: string | null, maxLength: number): string | null {
  const trimmed = name === null ? '' : storable(name).trim();
  return trimmed.length > maxLength ? storable(trimmed.slice(0, maxLength)).trim() : trimmed || null;
}

async function keptNames(tx: Tx, { field, most }: Kind, wanted: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const known = seenNames(field);
  const isNew = (name: string) => !known.has(name);
  const missing = [...wanted].filter(isNew);
  if (missing.length === 0) return known;
  for (const name of await storedNames(tx, field, missing)) known.add(name);
  const newcomers = missing.filter(isNew);
  if (newcomers.length === 0) return known;

  // They queue, so that no two of them take the last place.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('winnow_metric_name', 0))::text`;
  await tx.$executeRaw`
    INSERT INTO metric_name (kind, name)
    SELECT ${field}, name FROM unnest(${newcomers}::text[]) WITH ORDINALITY AS n(name, place)
    WHERE NOT EXISTS (SELECT FROM metric_name m WHERE m.kind = ${field} AND m.name = n.name)
    ORDER BY place
    LIMIT greatest(0, ${most}::int - (SELECT count(*)::int FROM metric_name WHERE kind = ${field}))
    ON CONFLICT DO NOTHING`;
  // Not yet seen by all: this transaction may still be rolled back.
  return new Set([...known, ...(await storedNames(tx, field, newcomers))]);
}

async function storedNames(tx: Tx, kind: string, names: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM metric_name WHERE kind = ${kind} AND name = ANY(${names}::text[])`;
  return rows.map(({ name }) => name);
}

function seenNames(kind: string): Set<string> {
  if (seen.database !== process.env.DATABASE_URL) seen = { database: process.env.DATABASE_URL, names: new Map() };
  const names = seen.names.get(kind) ?? new Set<string>();
  seen.names.set(kind, names);
  return names;
}
