/** Graph memory as it is stored: entities shared by runs, and what each run says of them. */
import { newId } from '@/lib/base/ids';
import { storable, type Tx } from './client';
import type { ClaimLinkKind } from './generated/enums';
import { vectorFrom } from './vectors';

/** Where something was said. */
export interface Evidence {
  quote: string;
  segmentIndex: number;
  startSeconds: number | null;
}

export interface NewMention extends Evidence {
  form: string;
  speaker: string | null;
}

export interface NewEntity {
  name: string;
  type: string;
  forms: string[];
  mentions: NewMention[];
}

export interface NewClaim extends Evidence {
  text: string;
  speaker: string | null;
  checkWorthiness: number;
  embedding: Float32Array;
  /** Indices of the entities it is about. */
  entities: number[];
}

export interface NewGraph {
  model: string;
  entities: NewEntity[];
  /** Subject and object are indices of entities. */
  relations: (Evidence & { subject: number; predicate: string; object: number })[];
  claims: NewClaim[];
}

export interface EntityRow {
  id: string;
  name: string;
  type: string;
  keys: string[];
}

/** findEntities gives what memory holds under any of these keys, and the persons with one of these last names. */
export async function findEntities(tx: Tx, keys: readonly string[], lastNames: readonly string[]): Promise<EntityRow[]> {
  return tx.$queryRaw<EntityRow[]>`
    SELECT e.id, e.name, e.type, coalesce(array_agg(a.key) FILTER (WHERE a.key IS NOT NULL), '{}') AS keys
    FROM entity e LEFT JOIN entity_alias a ON a.entity_id = e.id
    WHERE e.id IN (SELECT entity_id FROM entity_alias WHERE key = ANY(${keys}))
      OR (e.type = 'person' AND lower(regexp_replace(e.name, '^.*\\s', '')) = ANY(${lastNames}))
    GROUP BY e.id ORDER BY e.created_at, e.id`;
}

/** saveEntity adds or renames an entity, and gives it those keys that no other has. */
export async function saveEntity(tx: Tx, { id, name, type, keys }: EntityRow): Promise<void> {
  const shown = { name: storable(name), type };
  await tx.entity.upsert({ where: { id }, create: { id, ...shown }, update: shown });
  await tx.entityAlias.createMany({ data: keys.map((key) => ({ key: storable(key), entityId: id })), skipDuplicates: true });
}

/** storeStatements stores a run's mentions, relations and claims. `ids`: of its entities, in their order. Returns the ids of the claims. */
export async function storeStatements(tx: Tx, runId: string, graph: NewGraph, ids: readonly string[]): Promise<string[]> {
  const place = ({ quote, segmentIndex, startSeconds }: Evidence) => ({ runId, quote: storable(quote), segmentIndex, startSeconds });
  await tx.entityMention.createMany({
    data: graph.entities.flatMap(({ mentions }, i) =>
      mentions.map((mention) => ({
        id: newId(),
        entityId: ids[i]!,
        form: storable(mention.form),
        speaker: mention.speaker && storable(mention.speaker),
        ...place(mention),
      })),
    ),
  });
  await tx.relation.createMany({
    data: graph.relations
      .filter(({ subject, object }) => ids[subject] !== ids[object])
      .map((relation) => ({
        id: newId(),
        subjectId: ids[relation.subject]!,
        predicate: storable(relation.predicate),
        objectId: ids[relation.object]!,
        ...place(relation),
      })),
  });
  const claimIds = graph.claims.map(() => newId());
  await tx.claim.createMany({
    data: graph.claims.map((claim, seq) => ({
      id: claimIds[seq]!,
      seq,
      text: storable(claim.text),
      speaker: claim.speaker && storable(claim.speaker),
      checkWorthiness: claim.checkWorthiness,
      model: graph.model,
      embedding: [...claim.embedding],
      ...place(claim),
    })),
  });
  await tx.claimEntity.createMany({
    data: graph.claims.flatMap(({ entities }, i) =>
      [...new Set(entities.map((e) => ids[e]!))].map((entityId) => ({ claimId: claimIds[i]!, entityId })),
    ),
  });
  return claimIds;
}

export interface ClaimRow {
  id: string;
  text: string;
  embedding: Float32Array;
}

/** claimsAbout gives the latest claims of other items about an entity that are embedded by `model`. */
export async function claimsAbout(
  tx: Tx,
  entityIds: readonly string[],
  canonicalUrl: string,
  model: string,
  limit: number,
): Promise<ClaimRow[]> {
  const rows = await tx.$queryRaw<{ id: string; text: string; embedding: Uint8Array }[]>`
    SELECT c.id, c.text, array_send(c.embedding) AS embedding FROM claim c JOIN run r ON r.id = c.run_id
    WHERE c.id IN (SELECT claim_id FROM claim_entity WHERE entity_id = ANY(${entityIds}::uuid[])) AND r.canonical_url <> ${canonicalUrl} AND c.model = ${model}
    ORDER BY c.id DESC LIMIT ${limit}`;
  return rows.map(({ embedding, ...row }) => ({ ...row, embedding: vectorFrom(embedding) }));
}

export interface NewClaimLink {
  claimId: string;
  otherId: string;
  kind: ClaimLinkKind;
  reason: string;
  similarity: number;
}

export async function storeClaimLinks(tx: Tx, links: readonly NewClaimLink[]): Promise<void> {
  await tx.claimLink.createMany({ data: [...links], skipDuplicates: true });
}
