import { newId } from '@/lib/base/ids';
import type { Tx } from '@/lib/data/client';
import {
  claimsAbout,
  type EntityRow,
  findEntities,
  type NewClaimLink,
  type NewGraph,
  saveEntity,
  storeClaimLinks,
  storeStatements,
} from '@/lib/data/entities';
import { dot } from '@/lib/data/vectors';
import { compareClaims, LEAST_SIMILARITY } from './compare';
import { aliasKeys, entityKey, fullerName, resolveEntity } from './resolve';

/** A claim is held against so many of the latest on the same entities. */
const MOST_COMPARED = 200;

/** storeGraph adds what a run says: its names are resolved, and its claims held against those of other items. Under lockMemory. */
export async function storeGraph(tx: Tx, run: { id: string; canonicalUrl: string }, graph: NewGraph): Promise<void> {
  const ids = await resolveAll(tx, graph);
  const claimIds = await storeStatements(tx, run.id, graph, ids);
  const links: NewClaimLink[] = [];
  for (const [i, claim] of graph.claims.entries()) {
    const about = claim.entities.map((entity) => ids[entity]!);
    if (about.length === 0) continue;
    for (const other of await claimsAbout(tx, about, run.canonicalUrl, graph.model, MOST_COMPARED)) {
      const similarity = dot(claim.embedding, other.embedding);
      if (similarity < LEAST_SIMILARITY) continue;
      const verdict = compareClaims(claim.text, other.text, similarity);
      if (verdict) links.push({ claimId: claimIds[i]!, otherId: other.id, ...verdict, similarity });
    }
  }
  await storeClaimLinks(tx, links);
}

/** The ids of the run's entities, in their order; what memory does not know is added. */
async function resolveAll(tx: Tx, { entities }: NewGraph): Promise<string[]> {
  const keys = entities.flatMap(aliasKeys);
  const lastNames = entities.map(({ name }) => entityKey(name).split(' ').at(-1)!);
  const known: EntityRow[] = await findEntities(tx, keys, lastNames);
  const ids: string[] = [];
  for (const local of entities) {
    const found = resolveEntity(local, known);
    const taken = new Set(known.flatMap((entity) => (entity === found ? [] : entity.keys)));
    const own = aliasKeys(local).filter((key) => !taken.has(key));
    const entity: EntityRow = found
      ? {
          ...found,
          name: fullerName(found.name, local.name),
          type: found.type === 'other' ? local.type : found.type,
          keys: [...new Set([...found.keys, ...own])],
        }
      : { id: newId(), name: local.name, type: local.type, keys: own };
    await saveEntity(tx, entity);
    if (found) known.splice(known.indexOf(found), 1, entity);
    else known.push(entity);
    ids.push(entity.id);
  }
  return ids;
}
