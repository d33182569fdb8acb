import type { PassageKey } from '@/lib/data/passages';
import { PREDICATE, type StoredPhrase, type StoredTriple } from '@/lib/data/phrases';
import { buildGraph, type Graph, personalizedPageRank } from '../pagerank';

/** A passage is more about what its title names. */
const TITLE_WEIGHT = 3;
const MENTION_WEIGHT = 1;
/** Longest phrase of a question that is looked up, in words. */
const MOST_PHRASE_WORDS = 8;
/** A name in more passages than this share, and than this number, points nowhere. */
const USUAL_SHARE = 0.01;
const USUAL_COUNT = 20;

interface RunPart {
  /** Place in its run of each passage that anything was read in. */
  seqs: number[];
  /** Pairs: phrase, index into seqs; and whether it is the title. */
  mentions: { phrase: number; passage: number; weight: number }[];
  triples: { subject: number; object: number }[];
}

interface Built {
  graph: Graph;
  passages: PassageKey[];
  nodeOf: Map<string, number>;
  /** In how many passages each phrase is. */
  frequency: Float64Array;
}

export interface Seeds {
  /** Phrase node → weight. */
  phrases: ReadonlyMap<number, number>;
  passages: ReadonlyMap<string, number>;
}

/**
 * PhraseGraph is the graph of HippoRAG (Gutiérrez et al., NeurIPS 2024; HippoRAG 2, ICML 2025): phrases and passages are nodes; a passage is joined
 * to the phrases in it, the ends of a triple to each other, and a name to those that mean nearly the same. An edge of a rare phrase weighs more.
 */
export class PhraseGraph {
  private readonly runs = new Map<string, RunPart>();
  private readonly phraseOf = new Map<string, number>();
  private readonly byText = new Map<string, number>();
  private readonly names: boolean[] = [];
  private synonyms: { a: string; b: string; similarity: number }[] = [];
  private built: Built | null = null;

  /** Ids that `replace` will meet and that are not known yet. */
  unknownPhrases(triples: readonly StoredTriple[]): string[] {
    return [...new Set(triples.flatMap(({ subjectId, objectId }) => [subjectId, objectId]))].filter((id) => !this.phraseOf.has(id));
  }

  addPhrases(phrases: readonly StoredPhrase[]): void {
    for (const { id, text, isName } of phrases) {
      const phrase = this.phraseOf.get(id) ?? this.names.length;
      this.phraseOf.set(id, phrase);
      this.byText.set(text, phrase);
      this.names[phrase] = isName;
    }
  }

  setSynonyms(synonyms: { a: string; b: string; similarity: number }[]): void {
    this.synonyms = synonyms;
    this.built = null;
  }

  /** replace puts what was read in a run in the place of what it had; of phrases that were not added it takes no notice. */
  replace(runId: string, triples: readonly StoredTriple[]): void {
    this.built = null;
    this.runs.delete(runId);
    if (triples.length === 0) return;
    const part: RunPart = { seqs: [], mentions: [], triples: [] };
    const mentioned = new Set<number>();
    for (const { passageSeq, subjectId, predicate, objectId } of triples) {
      if (part.seqs.at(-1) !== passageSeq) {
        part.seqs.push(passageSeq);
        mentioned.clear();
      }
      const [subject, object] = [this.phraseOf.get(subjectId), this.phraseOf.get(objectId)];
      if (subject === undefined || object === undefined) continue;
      for (const phrase of [subject, object]) {
        if (mentioned.has(phrase)) continue;
        mentioned.add(phrase);
        const weight = predicate === PREDICATE.title ? TITLE_WEIGHT : MENTION_WEIGHT;
        part.mentions.push({ phrase, passage: part.seqs.length - 1, weight });
      }
      if (subject !== object) part.triples.push({ subject, object });
    }
    this.runs.set(runId, part);
  }

  get size(): { phrases: number; passages: number; edges: number } {
    const { graph, passages } = this.build();
    return { phrases: graph.size - passages.length, passages: passages.length, edges: graph.targets.length / 2 };
  }

  /** namesIn finds the names that a question holds (longest first, as HippoRAG's entity linking), weighted by how rare they are. */
  namesIn(key: string): Map<number, number> {
    const { frequency, passages } = this.build();
    const words = key.split(' ');
    const found = new Map<number, number>();
    for (let i = 0; i < words.length; ) {
      let taken = 1;
      for (let length = Math.min(MOST_PHRASE_WORDS, words.length - i); length > 0; length--) {
        const phrase = this.byText.get(words.slice(i, i + length).join(' '));
        if (phrase === undefined || !this.names[phrase] || !frequency[phrase]) continue;
        if (frequency[phrase]! > Math.max(USUAL_COUNT, USUAL_SHARE * passages.length)) continue;
        found.set(phrase, 1 / frequency[phrase]!);
        taken = length;
        break;
      }
      i += taken;
    }
    return found;
  }

  /** Weight of a phrase as a seed: rare ones say more (node specificity). Null where it is not in the graph. */
  specificity(phraseId: string): { phrase: number; weight: number } | null {
    const phrase = this.phraseOf.get(phraseId);
    const frequency = phrase === undefined ? 0 : this.build().frequency[phrase]!;
    return phrase === undefined || frequency === 0 ? null : { phrase, weight: 1 / frequency };
  }

  /** rank gives the passages by how often a walker from the seeds is there, best first; those never reached are left out. */
  rank({ phrases, passages: passageSeeds }: Seeds, keyOf: (key: PassageKey) => string): (PassageKey & { score: number })[] {
    const { graph, passages, nodeOf } = this.build();
    const seeds = new Float64Array(graph.size);
    for (const [phrase, weight] of phrases) seeds[phrase]! += weight;
    for (const [key, weight] of passageSeeds) {
      const node = nodeOf.get(key);
      if (node !== undefined) seeds[node]! += weight;
    }
    const ranks = personalizedPageRank(graph, seeds);
    const first = graph.size - passages.length;
    return passages
      .map((passage, i) => ({ ...passage, score: ranks[first + i]! }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  private build(): Built {
    this.built ??= this.assemble();
    return this.built;
  }

  private assemble(): Built {
    const phraseCount = this.names.length;
    const passages: PassageKey[] = [];
    const nodeOf = new Map<string, number>();
    const frequency = new Float64Array(phraseCount);
    let edges = 0;
    for (const { mentions, triples } of this.runs.values()) {
      for (const { phrase } of mentions) frequency[phrase]!++;
      edges += mentions.length + triples.length;
    }
    const total = [...this.runs.values()].reduce((sum, { seqs }) => sum + seqs.length, 0);
    const rarity = frequency.map((count) => Math.log(1 + total / Math.max(1, count)));
    const pairs = this.synonyms.flatMap(({ a, b, similarity }) => {
      const [from, to] = [this.phraseOf.get(a), this.phraseOf.get(b)];
      return from === undefined || to === undefined ? [] : [{ from, to, similarity }];
    });
    const from = new Int32Array(edges + pairs.length);
    const to = new Int32Array(edges + pairs.length);
    const weight = new Float32Array(edges + pairs.length);
    let at = 0;
    const join = (a: number, b: number, w: number) => {
      from[at] = a;
      to[at] = b;
      weight[at++] = w;
    };
    for (const [runId, part] of this.runs) {
      const first = phraseCount + passages.length;
      for (const seq of part.seqs) {
        nodeOf.set(`${runId}/${seq}`, phraseCount + passages.length);
        passages.push({ runId, seq });
      }
      for (const { phrase, passage, weight: own } of part.mentions) join(phrase, first + passage, own * rarity[phrase]!);
      for (const { subject, object } of part.triples) join(subject, object, Math.sqrt(rarity[subject]! * rarity[object]!));
    }
    for (const pair of pairs) join(pair.from, pair.to, pair.similarity);
    return { graph: buildGraph(phraseCount + passages.length, { from, to, weight }), passages, nodeOf, frequency };
  }
}
