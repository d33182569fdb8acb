import { database } from '@/lib/data/client';
import type { PassageKey } from '@/lib/data/passages';
import { entityKey } from './resolve';

const MOST_WORDS = 6;

/** entitiesNamed gives the ids of the entities that a text names, by any form that stands for one of them alone; the longest forms win. */
export async function entitiesNamed(q: string): Promise<string[]> {
  const words = entityKey(q).split(' ').slice(0, 100);
  const spans = words.flatMap((_, from) =>
    Array.from({ length: Math.min(MOST_WORDS, words.length - from) }, (_, i) => ({
      from,
      to: from + i + 1,
      key: words.slice(from, from + i + 1).join(' '),
    })),
  );
  const rows = await database().entityAlias.findMany({ where: { key: { in: spans.map(({ key }) => key) } } });
  const entityOf = new Map(rows.map(({ key, entityId }) => [key, entityId]));
  const taken = new Set<number>();
  const found = new Set<string>();
  for (const { from, to, key } of spans.sort((a, b) => b.to - b.from - (a.to - a.from))) {
    const id = entityOf.get(key);
    const range = Array.from({ length: to - from }, (_, i) => from + i);
    if (!id || range.some((word) => taken.has(word))) continue;
    for (const word of range) taken.add(word);
    found.add(id);
  }
  return [...found];
}

/** passagesOfNamed gives passages in which an entity that the query names is mentioned: those with the most of them, then the latest, first. */
export async function passagesOfNamed(q: string, limit: number, allowed: ReadonlySet<string> | null): Promise<PassageKey[]> {
  const ids = await entitiesNamed(q);
  if (ids.length === 0) return [];
  return database().$queryRaw<PassageKey[]>`
    SELECT p.run_id AS "runId", p.seq FROM (
      SELECT m.run_id, m.entity_id, max(p.seq) AS seq FROM entity_mention m
      JOIN passage p ON p.run_id = m.run_id AND p.segment_index <= m.segment_index
        AND (p.start_seconds IS NULL OR m.start_seconds IS NULL OR p.start_seconds <= m.start_seconds)
      WHERE m.entity_id = ANY(${ids}::uuid[]) AND (${allowed === null} OR m.run_id = ANY(${[...(allowed ?? [])]}::uuid[]))
      GROUP BY m.id, m.run_id, m.entity_id
    ) p GROUP BY p.run_id, p.seq ORDER BY count(DISTINCT p.entity_id) DESC, count(*) DESC, p.run_id DESC LIMIT ${limit}`;
}
