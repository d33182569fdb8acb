/** How fast a place in a list loses weight. Smaller than the 60 of the paper, for lists of a hundred and answers of ten. */
const RANK_CONSTANT = 10;

/**
 * fuseRanks joins ranked lists by reciprocal ranks (Cormack, Clarke & Büttcher, SIGIR 2009): scores of different kinds need no common scale.
 * Keys, best first, with the share of the best possible score, (0, 1]; equals in order of the key.
 */
export function fuseRanks(lists: readonly (readonly string[])[]): { key: string; score: number }[] {
  const scores = new Map<string, number>();
  for (const list of lists) {
    for (const [rank, key] of list.entries()) scores.set(key, (scores.get(key) ?? 0) + (RANK_CONSTANT + 1) / (RANK_CONSTANT + 1 + rank));
  }
  return [...scores]
    .map(([key, score]) => ({ key, score: score / lists.length }))
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
}

/** What is said just before and after what was found has this share of its score: an answer often shares no word with its question. */
const NEIGHBOUR_SHARE = 0.3;

/** lendToNeighbours adds to each passage a share of what those next to it in its run have, best first. Keys are `run/seq`. */
export function lendToNeighbours(ranked: readonly { key: string; score: number }[]): { key: string; score: number }[] {
  const scores = new Map<string, number>();
  const add = (key: string, score: number) => scores.set(key, (scores.get(key) ?? 0) + score);
  for (const { key, score } of ranked) {
    add(key, score);
    const slash = key.lastIndexOf('/');
    const seq = Number(key.slice(slash + 1));
    for (const next of [seq - 1, seq + 1]) if (next >= 0) add(`${key.slice(0, slash)}/${next}`, NEIGHBOUR_SHARE * score);
  }
  return [...scores].map(([key, score]) => ({ key, score })).sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
}
