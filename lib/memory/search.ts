import { WinnowError } from '@/lib/base/errors';
import type { SearchMode } from '@/lib/core/memory/modes';
import type { PassageKey } from '@/lib/data/passages';
import type { Embedder } from '@/lib/engines/embed/types';
import { denseStore } from './dense';
import type { MemoryFeatures } from './features';
import { allowedRuns, type MemoryFilter } from './filter';
import { fuseRanks, lendToNeighbours } from './fusion';
import { passagesOfNamed } from './graph/named';
import { hippoRag } from './hipporag/retrieve';
import { hitOf, keyOf, type LoadedPassage, loadPassages, type MemoryHit, passageKeyOf } from './hits';
import { searchLexical } from './lexical';

export interface MemoryQuery extends MemoryFilter {
  q: string;
  /** At least 1. */
  limit: number;
  mode?: SearchMode;
}

export interface MemoryResult {
  mode: SearchMode;
  /** Best first. */
  hits: MemoryHit[];
}

/** Lists that are fused are so long, or three times what is asked for. */
const LEAST_DEPTH = 100;

/**
 * searchMemory returns passages, best first: by meaning (`vector`), by words (`lexical`), by both (`hybrid`, unless told otherwise), by the entities
 * that the query names (`graph`), or by a walk over the phrase-passage graph (`hipporag`). Throws `conflict` for a mode that is turned off.
 */
export async function searchMemory(query: MemoryQuery, embedder: Embedder, features: MemoryFeatures = ALL): Promise<MemoryResult> {
  const { q, limit, mode = 'hybrid', ...filter } = query;
  requireMode(mode, features);
  const [[vector], allowed] = await Promise.all([embedder.embed([q]), allowedRuns(filter)]);
  if (allowed?.size === 0) return { mode, hits: [] };
  const depth = Math.max(LEAST_DEPTH, 3 * limit);
  const search: Search = { q, vector: vector!, limit, depth, allowed, embedder };
  const { ranked, passages } = await FINDERS[mode](search);
  // What was deleted in between is left out.
  const found = ranked.filter(({ key }) => passages.has(key)).slice(0, limit);
  return { mode, hits: found.map(({ key, score }) => hitOf(passages.get(key)!, score, q)) };
}

const ALL: MemoryFeatures = { graph: true, hippoRag: true };

function requireMode(mode: SearchMode, features: MemoryFeatures): void {
  const needed =
    mode === 'graph' && !features.graph
      ? 'ENABLE_GRAPH_MEMORY'
      : mode === 'hipporag' && !features.hippoRag
        ? 'ENABLE_HIPPORAG_MEMORY'
        : null;
  if (needed)
    throw new WinnowError('conflict', `The mode ${mode} is off: it needs ${needed}=1 when items are processed and when they are searched.`);
}

interface Search {
  q: string;
  vector: Float32Array;
  limit: number;
  depth: number;
  allowed: ReadonlySet<string> | null;
  embedder: Embedder;
}

interface Found {
  ranked: { key: string; score: number }[];
  passages: Map<string, LoadedPassage>;
}

const FINDERS: Record<SearchMode, (search: Search) => Promise<Found>> = {
  async vector(search) {
    const passages = await load(search, await denseHits(search, 3 * search.limit + 20));
    return { ranked: byMeaning(passages), passages };
  },
  async lexical(search) {
    const hits = await searchLexical(search.q, search.limit, search.allowed);
    return { ranked: hits.map((hit) => ({ key: keyOf(hit), score: hit.score })), passages: await load(search, hits) };
  },
  async hybrid(search) {
    const [dense, lexical] = await Promise.all([denseHits(search, search.depth), searchLexical(search.q, search.depth, search.allowed)]);
    const passages = await load(search, unique([...dense, ...lexical]));
    const near = new Set(dense.map(keyOf));
    const meaning = byMeaning(passages).filter(({ key }) => near.has(key));
    const ranked = lendToNeighbours(fuseRanks([meaning.map(({ key }) => key), lexical.map(keyOf)])).slice(0, 2 * search.limit + 20);
    const missing = ranked.filter(({ key }) => !passages.has(key)).map(({ key }) => passageKeyOf(key));
    return { ranked, passages: new Map([...passages, ...(await load(search, missing))]) };
  },
  async graph(search) {
    const [mentions, dense] = await Promise.all([passagesOfNamed(search.q, search.depth, search.allowed), denseHits(search, search.depth)]);
    const passages = await load(search, unique([...mentions, ...dense]));
    const named = new Set(mentions.map(keyOf));
    const about = byMeaning(passages).filter(({ key }) => named.has(key));
    return { ranked: fuseRanks([about.map(({ key }) => key), dense.map(keyOf)]), passages };
  },
  async hipporag(search) {
    const hits = await hippoRag(search.embedder).retrieve(search.q, search.vector, search.limit, search.allowed);
    return { ranked: hits.map((hit) => ({ key: keyOf(hit), score: hit.score })), passages: await load(search, hits) };
  },
};

const denseHits = async ({ vector, allowed, embedder }: Search, count: number) =>
  (await denseStore(embedder)).search(vector, count, allowed);

const load = ({ vector, embedder }: Search, hits: readonly PassageKey[]) => loadPassages(hits, vector, embedder.model);

/** By the exact similarity: what found them may have rounded. */
function byMeaning(passages: ReadonlyMap<string, LoadedPassage>): { key: string; score: number }[] {
  return [...passages]
    .flatMap(([key, { similarity }]) => (similarity === null ? [] : [{ key, score: similarity }]))
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
}

const unique = <T extends PassageKey>(hits: readonly T[]): T[] => [...new Map(hits.map((hit) => [keyOf(hit), hit])).values()];
