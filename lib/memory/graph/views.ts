import { WinnowError } from '@/lib/base/errors';
import type { ClaimView, EntityListItem, EntityPlace, EntityView, GraphView } from '@/lib/core/memory/views';
import { database } from '@/lib/data/client';

const MOST_MENTIONS = 300;
const MOST_CLAIMS = 100;

const RUN = { select: { id: true, title: true, sourceHost: true, createdAt: true } } as const;
type RunPart = { id: string; title: string | null; sourceHost: string; createdAt: Date };

const placeOf = (row: { run: RunPart; quote: string; startSeconds: number | null; segmentIndex: number }): EntityPlace => ({
  runId: row.run.id,
  title: row.run.title,
  source: row.run.sourceHost,
  at: row.run.createdAt,
  quote: row.quote,
  startSeconds: row.startSeconds,
  segmentIndex: row.segmentIndex,
});

/** entityView is everything memory holds of an entity. Throws `not_found`. */
export async function entityView(id: string): Promise<EntityView> {
  const db = database();
  const named = { select: { id: true, name: true } } as const;
  const [entity, mentionCount, runs, mentions, relations, claims] = await Promise.all([
    db.entity.findUnique({ where: { id }, include: { aliases: true } }),
    db.entityMention.count({ where: { entityId: id } }),
    db.entityMention.groupBy({ by: ['runId'], where: { entityId: id } }),
    db.entityMention.findMany({
      where: { entityId: id },
      include: { run: RUN },
      orderBy: [{ run: { createdAt: 'desc' } }, { segmentIndex: 'asc' }],
      take: MOST_MENTIONS,
    }),
    db.relation.findMany({
      where: { OR: [{ subjectId: id }, { objectId: id }] },
      include: { run: RUN, subject: named, object: named },
      orderBy: { run: { createdAt: 'desc' } },
      take: MOST_CLAIMS,
    }),
    db.claim.findMany({
      where: { entities: { some: { entityId: id } } },
      include: { run: RUN, links: { include: { other: { include: { run: RUN } } } } },
      orderBy: [{ run: { createdAt: 'desc' } }, { seq: 'asc' }],
      take: MOST_CLAIMS,
    }),
  ]);
  if (!entity) throw new WinnowError('not_found', 'There is no entity with this id.');
  return {
    id,
    name: entity.name,
    type: entity.type,
    aliases: entity.aliases.map(({ key }) => key).sort(),
    mentionCount,
    runCount: runs.length,
    mentions: mentions.map((mention) => ({ ...placeOf(mention), form: mention.form, speaker: mention.speaker })),
    relations: relations.map((relation) => ({
      ...placeOf(relation),
      subject: relation.subject,
      predicate: relation.predicate,
      object: relation.object,
    })),
    claims: claims.map(claimView),
    pairs: claims
      .flatMap((claim) =>
        claim.links.map(({ kind, reason, similarity, other }) => ({
          kind,
          reason,
          similarity,
          newer: claimView(claim),
          older: claimView(other),
        })),
      )
      .sort((a, b) => (a.kind === b.kind ? b.similarity - a.similarity : a.kind === 'contradicts' ? -1 : 1)),
  };
}

function claimView(claim: { id: string; text: string; speaker: string | null } & Parameters<typeof placeOf>[0]): ClaimView {
  return { ...placeOf(claim), id: claim.id, text: claim.text, speaker: claim.speaker };
}

/** listEntities gives the entities whose name or alias holds `q` (all where it is empty), most mentioned first. */
export async function listEntities({ q, limit }: { q: string; limit: number }): Promise<EntityListItem[]> {
  const like = `%${q.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return database().$queryRaw<EntityListItem[]>`
    SELECT e.id, e.name, e.type, count(*)::int AS "mentionCount", count(DISTINCT m.run_id)::int AS "runCount"
    FROM entity e JOIN entity_mention m ON m.entity_id = e.id
    WHERE ${q === ''} OR lower(e.name) LIKE ${like} OR EXISTS (SELECT 1 FROM entity_alias a WHERE a.entity_id = e.id AND a.key LIKE ${like})
    GROUP BY e.id ORDER BY count(*) DESC, e.name LIMIT ${limit}`;
}

/** graphView gives the most mentioned entities and what joins them: relations, and being named in the same breath. */
export async function graphView(limit: number): Promise<GraphView> {
  const nodes = await listEntities({ q: '', limit });
  const ids = nodes.map(({ id }) => id);
  const edges = await database().$queryRaw<GraphView['edges']>`
    SELECT "from", "to", sum(weight)::int AS weight, max(predicate) AS predicate FROM (
      SELECT least(subject_id, object_id) AS "from", greatest(subject_id, object_id) AS "to", 2 AS weight, predicate FROM relation
      WHERE subject_id = ANY(${ids}::uuid[]) AND object_id = ANY(${ids}::uuid[])
      UNION ALL
      SELECT a.entity_id, b.entity_id, 1, NULL FROM entity_mention a
      JOIN entity_mention b ON b.run_id = a.run_id AND b.segment_index = a.segment_index AND b.quote = a.quote AND b.entity_id > a.entity_id
      WHERE a.entity_id = ANY(${ids}::uuid[]) AND b.entity_id = ANY(${ids}::uuid[])
    ) joined GROUP BY 1, 2 ORDER BY 3 DESC LIMIT ${limit * 6}`;
  return { nodes, edges, total: await database().entity.count() };
}
