import { type ChangeCursor, changeCursor, changesSince } from '@/lib/data/memory-changes';
import { placeOf, readPhrases, readSynonyms, runsWithTriples, type StoredTriple, triplesOfRuns, tripleVectors } from '@/lib/data/phrases';
import { dot } from '@/lib/data/vectors';
import type { Embedder } from '@/lib/engines/embed/types';
import { denseStore } from '../dense';
import { QuantizedIndex } from '../dense/quantized';
import { keyOf } from '../hits';
import { phraseKey } from './facts';
import { PhraseGraph } from './phrase-graph';

/** Passages near the question are seeds too, weakly (HippoRAG 2): they keep in play what no phrase leads to. */
const PASSAGE_SEED_WEIGHT = 0.03;
const SEED_PASSAGES = 500;
/** Triples that the question is linked to, of so many that are scored exactly. */
const LINKED_TRIPLES = 5;
const TRIPLE_CANDIDATES = 60;
/** A triple less like the question than this has nothing to do with it. */
const LEAST_LIKE = 0.5;
/** Signs only: the few best are scored by what the database holds. */
const TRIPLE_INDEX_BYTES = 2 ** 20;

/** HippoRag keeps the phrase-passage graph of this process up to the database, and retrieves by personalised PageRank from what a question names. */
export class HippoRag {
  private graph = new PhraseGraph();
  private linking: QuantizedIndex;
  private cursor: ChangeCursor | null = null;
  private refreshing: Promise<void> = Promise.resolve();

  constructor(private readonly embedder: Pick<Embedder, 'model' | 'dimension'>) {
    this.linking = new QuantizedIndex(embedder.dimension, TRIPLE_INDEX_BYTES);
  }

  /** retrieve returns passages by the chance that a walk from the question's names, triples and nearest passages is there, best first. */
  async retrieve(q: string, vector: Float32Array, limit: number, allowed: ReadonlySet<string> | null) {
    await this.refresh();
    const phrases = this.graph.namesIn(phraseKey(q));
    for (const { subjectId, objectId, similarity } of await this.linkedTriples(vector)) {
      for (const id of [subjectId, objectId]) {
        const seed = this.graph.specificity(id);
        if (seed) phrases.set(seed.phrase, Math.max(phrases.get(seed.phrase) ?? 0, seed.weight * similarity));
      }
    }
    const near = await (await denseStore(this.embedder)).search(vector, SEED_PASSAGES, allowed);
    const lowest = near.at(-1)?.score ?? 0;
    const span = Math.max(1e-9, (near[0]?.score ?? 0) - lowest);
    const passages = new Map(near.map((hit) => [keyOf(hit), ((hit.score - lowest) / span) * PASSAGE_SEED_WEIGHT]));
    const ranked = this.graph.rank({ phrases, passages }, keyOf);
    return (allowed ? ranked.filter(({ runId }) => allowed.has(runId)) : ranked).slice(0, limit);
  }

  async size() {
    await this.refresh();
    return this.graph.size;
  }

  /** linkedTriples are what memory says that is most like the question (query to triple, HippoRAG 2). */
  private async linkedTriples(vector: Float32Array) {
    const near = this.linking.search(vector, TRIPLE_CANDIDATES);
    const triples = await tripleVectors(
      near.map(({ runId, seq }) => ({ runId, place: seq })),
      this.embedder.model,
    );
    return triples
      .map((triple) => ({ ...triple, similarity: dot(triple.embedding, vector) }))
      .filter(({ similarity }) => similarity >= LEAST_LIKE)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, LINKED_TRIPLES);
  }

  /** One after the other, as in the index of passages. */
  private refresh(): Promise<void> {
    const next = this.refreshing.catch(() => {}).then(() => this.read());
    this.refreshing = next;
    return next;
  }

  private async read(): Promise<void> {
    const changes = this.cursor && (await changesSince(this.cursor));
    if (changes && changes.runIds.length === 0) {
      this.cursor = changes.cursor;
      return;
    }
    if (changes) {
      await this.readRuns(changes.runIds, this.graph, this.linking);
      this.graph.setSynonyms(await readSynonyms());
      this.cursor = changes.cursor;
      return;
    }
    const cursor = await changeCursor();
    const graph = new PhraseGraph();
    const linking = new QuantizedIndex(this.embedder.dimension, TRIPLE_INDEX_BYTES);
    for await (const runIds of runsWithTriples()) await this.readRuns(runIds, graph, linking);
    graph.setSynonyms(await readSynonyms());
    Object.assign(this, { graph, linking, cursor });
  }

  private async readRuns(runIds: readonly string[], graph: PhraseGraph, linking: QuantizedIndex): Promise<void> {
    const triples = await triplesOfRuns(runIds, this.embedder.model);
    const unknown = graph.unknownPhrases(triples);
    if (unknown.length > 0) graph.addPhrases(await readPhrases(unknown));
    const byRun = new Map<string, StoredTriple[]>(runIds.map((runId) => [runId, []]));
    for (const triple of triples) byRun.get(triple.runId)?.push(triple);
    for (const [runId, own] of byRun) {
      graph.replace(runId, own);
      const said = own.filter(({ embedding }) => embedding.length > 0);
      linking.replace(
        runId,
        said.map(({ passageSeq, seq, embedding }) => ({ seq: placeOf(passageSeq, seq), embedding })),
      );
    }
  }
}

/** Next.js may load this module more than once in one process. */
const holder = globalThis as { winnowHippoRag?: Map<string, HippoRag> };

/** hippoRag is this process's graph for the embedder's model and the current database. */
export function hippoRag({ model, dimension }: Pick<Embedder, 'model' | 'dimension'>): HippoRag {
  holder.winnowHippoRag ??= new Map();
  const key = [process.env.DATABASE_URL, model, dimension].join('\n');
  const known = holder.winnowHippoRag.get(key) ?? new HippoRag({ model, dimension });
  holder.winnowHippoRag.set(key, known);
  return known;
}
