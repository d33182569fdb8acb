import { dot, meanDirection } from './vectors';

/**
 * Topics of an item: its passages, clustered by meaning (spherical k-means, started from passages far apart, so no randomness). What all
 * passages share is taken out first; else everything said about one subject would fall into one cluster.
 */

const SHARED_SHARE = 0.9;
/** Neighbours in time are more often about the same thing. */
const NEIGHBOUR_BONUS = 0.03;
const ITERATIONS = 12;
const TOPICS_PER_ROOT = 1.2;
const MOST_TOPICS = 12;

/** topicCount: the square root of the passages, times 1.2, between 1 and 12. */
export function topicCount(passages: number): number {
  return Math.max(1, Math.min(MOST_TOPICS, passages, Math.round(TOPICS_PER_ROOT * Math.sqrt(passages))));
}

/** clusterPassages returns the members (indexes, ascending) of each topic; every passage is in exactly one, no topic is empty. */
export function clusterPassages(vectors: readonly Float32Array[]): number[][] {
  if (vectors.length === 0) return [];
  const dimension = vectors[0]!.length;
  const centred = vectors.length > 2 ? withoutShared(vectors, dimension) : [...vectors];
  let centres = farApart(vectors, centred, topicCount(vectors.length)).map((i) => centred[i]!);
  let assigned: number[] = [];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const next = centred.map((vector, i) => nearest(vector, centres, assigned[i - 1], assigned[i + 1]));
    if (next.every((topic, i) => topic === assigned[i])) break;
    assigned = next;
    centres = centres.map((centre, topic) => {
      const members = centred.filter((_, i) => assigned[i] === topic);
      return members.length === 0
        ? centre
        : meanDirection(
            members,
            members.map(() => 1),
            dimension,
          );
    });
  }
  return centres.map((_, topic) => assigned.flatMap((a, i) => (a === topic ? [i] : []))).filter((members) => members.length > 0);
}

function withoutShared(vectors: readonly Float32Array[], dimension: number): Float32Array[] {
  const mean = new Float32Array(dimension);
  for (const vector of vectors) for (let i = 0; i < dimension; i++) mean[i]! += (SHARED_SHARE * vector[i]!) / vectors.length;
  return vectors.map((vector) => awayFrom(vector, mean));
}

/** awayFrom is the direction from `origin` to `vector`. */
export function awayFrom(vector: Float32Array, origin: Float32Array): Float32Array {
  const difference = vector.map((value, i) => value - origin[i]!);
  return meanDirection([difference], [1], vector.length);
}

/** The passage nearest to the middle, then always the one farthest from those chosen. */
function farApart(vectors: readonly Float32Array[], centred: readonly Float32Array[], count: number): number[] {
  const middle = meanDirection(
    vectors,
    vectors.map(() => 1),
    vectors[0]!.length,
  );
  let first = 0;
  for (const [i, vector] of vectors.entries()) if (dot(vector, middle) > dot(vectors[first]!, middle)) first = i;
  const chosen = [first];
  const closest = centred.map((vector) => dot(vector, centred[first]!));
  while (chosen.length < count) {
    let farthest = -1;
    for (const i of centred.keys()) if (!chosen.includes(i) && (farthest < 0 || closest[i]! < closest[farthest]!)) farthest = i;
    chosen.push(farthest);
    for (const [i, vector] of centred.entries()) closest[i] = Math.max(closest[i]!, dot(vector, centred[farthest]!));
  }
  return chosen;
}

function nearest(vector: Float32Array, centres: readonly Float32Array[], before: number | undefined, after: number | undefined): number {
  let best = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const [topic, centre] of centres.entries()) {
    const score = dot(vector, centre) + (before === topic ? NEIGHBOUR_BONUS : 0) + (after === topic ? NEIGHBOUR_BONUS : 0);
    if (score > bestScore) [best, bestScore] = [topic, score];
  }
  return best;
}
