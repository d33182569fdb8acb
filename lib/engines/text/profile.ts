import type { Transcript } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import { clusterPassages } from './clusters';
import { type KeyPhrase, keyPhrases } from './keyphrases';
import { type Name, namesOf } from './names';
import type { Pace } from './pace';
import { type Passage, passagesOf } from './passages';
import { uniqueTerms } from './salience';
import { type SentenceDocument, splitSentences } from './sentences';
import { meanDirection } from './vectors';

export interface WeightedTerm {
  stem: string;
  weight: number;
}

/** A topic of an item: passages that are about the same thing. */
export interface Topic {
  /** Indexes of its passages, ascending. */
  passages: number[];
  centre: Float32Array;
  /** Share of the item that it is, by the square root of what its passages tell; all topics sum to 1. */
  salience: number;
  /** What tells it from the rest of the item, weightiest first. */
  terms: WeightedTerm[];
}

/** What an item is about, as the assessor and the analyser see it. */
export interface ItemProfile {
  document: SentenceDocument;
  passages: Passage[];
  /** One unit vector per passage. */
  vectors: Float32Array[];
  /** Mean of the vectors, not scaled: what all passages share. */
  shared: Float32Array;
  topics: Topic[];
  phrases: KeyPhrase[];
  names: Name[];
}

const PHRASES = 30;
const TERMS_PER_TOPIC = 12;

/** profileItem reads a whole transcript: passages, topics, key phrases, names. Embeds at most 64 texts of about 70 words. */
export async function profileItem(transcript: Transcript, embedder: Embedder, pace: Pace, signal?: AbortSignal): Promise<ItemProfile> {
  const document = await splitSentences(transcript, pace);
  const passages = await passagesOf(document, pace);
  const vectors =
    passages.length === 0
      ? []
      : await embedder.embed(
          passages.map(({ core }) => core),
          signal,
        );
  const texts = passages.map(({ first, last }) => textOf(document, first, last));
  const phrases = await keyPhrases(texts, passages, PHRASES, pace);
  const names = await namesOf(document.sentences, pace);
  return { document, passages, vectors, shared: meanOf(vectors, embedder.dimension), topics: topicsOf(passages, vectors), phrases, names };
}

const textOf = (document: SentenceDocument, first: number, last: number): string =>
  document.sentences
    .slice(first, last + 1)
    .map(({ text }) => text)
    .join('\n');

function meanOf(vectors: readonly Float32Array[], dimension: number): Float32Array {
  const mean = new Float32Array(dimension);
  for (const vector of vectors) for (let i = 0; i < dimension; i++) mean[i]! += vector[i]! / vectors.length;
  return mean;
}

function topicsOf(passages: readonly Passage[], vectors: readonly Float32Array[]): Topic[] {
  const overall = countStems(passages);
  const topics = clusterPassages(vectors).map((members) => {
    const own = members.map((i) => passages[i]!);
    return {
      passages: members,
      centre: meanDirection(
        members.map((i) => vectors[i]!),
        members.map(() => 1),
        vectors[0]!.length,
      ),
      salience: Math.sqrt(own.reduce((sum, { mass }) => sum + mass, 0)),
      terms: distinctiveTerms(own, overall),
    };
  });
  const total = topics.reduce((sum, { salience }) => sum + salience, 0);
  return topics.map((topic) => ({ ...topic, salience: total === 0 ? 1 / topics.length : topic.salience / total }));
}

function countStems(passages: readonly Passage[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { terms } of passages) for (const { stem } of terms) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

/** Frequent here, rare in English, and used here more than elsewhere in the item. */
function distinctiveTerms(passages: readonly Passage[], overall: Map<string, number>): WeightedTerm[] {
  const counts = countStems(passages);
  const weights = uniqueTerms(passages.flatMap(({ terms }) => terms));
  return [...counts]
    .filter(([, count]) => count > 1 || passages.length < 2)
    .map(([stem, count]) => ({ stem, weight: count ** 0.7 * (weights.get(stem) ?? 0) ** 2 * (0.5 + count / overall.get(stem)!) }))
    .sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1))
    .slice(0, TERMS_PER_TOPIC);
}
