/** Personalised PageRank on an undirected weighted graph in compressed rows. */

export interface Edges {
  /** Both ends of each edge, and its weight, > 0. Each edge once; the same edge twice counts twice. */
  from: Int32Array;
  to: Int32Array;
  weight: Float32Array;
}

export interface Graph {
  size: number;
  /** Neighbours of node i: targets[starts[i]] … targets[starts[i + 1] - 1]. */
  starts: Int32Array;
  targets: Int32Array;
  /** The share of the neighbour's weight that goes to node i. */
  shares: Float32Array;
}

/** buildGraph sorts edges by node, both ways. */
export function buildGraph(size: number, { from, to, weight }: Edges): Graph {
  const starts = new Int32Array(size + 1);
  const strength = new Float64Array(size);
  for (let e = 0; e < from.length; e++) {
    starts[from[e]! + 1]!++;
    starts[to[e]! + 1]!++;
    strength[from[e]!]! += weight[e]!;
    strength[to[e]!]! += weight[e]!;
  }
  for (let i = 0; i < size; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice(0, size);
  const targets = new Int32Array(2 * from.length);
  const shares = new Float32Array(2 * from.length);
  const put = (node: number, neighbour: number, w: number) => {
    const at = next[node]!++;
    targets[at] = neighbour;
    shares[at] = w / strength[neighbour]!;
  };
  for (let e = 0; e < from.length; e++) {
    put(from[e]!, to[e]!, weight[e]!);
    put(to[e]!, from[e]!, weight[e]!);
  }
  return { size, starts, targets, shares };
}

export interface PageRankOptions {
  /** Chance to go on along an edge instead of back to a seed, (0, 1). HippoRAG uses 0.5. */
  damping?: number;
  /** The sum over the nodes of how far each may be from its exact value; single precision adds about 1e-7. */
  tolerance?: number;
}

/**
 * personalizedPageRank gives how often a walker who returns to the seeds is at each node; sums to 1 (Page et al. 1999; Haveliwala 2002). `seeds`:
 * weight of each node, >= 0; all zero gives all zero. What reaches a node without edges goes back to the seeds.
 *
 * The walk is added up step by step: what is k edges from the seeds is d P times what is k - 1 from them. All that is still to come weighs at most
 * d / (1 - d) times the last step, which bounds the error; scaling the sum to 1 accounts for what went back to the seeds from nodes without edges.
 * The step alone is read at random, so it is kept in single precision: for 100,000 nodes it fits a core's own cache.
 */
export function personalizedPageRank(
  { size, starts, targets, shares }: Graph,
  seeds: Float64Array,
  { damping = 0.5, tolerance = 1e-5 }: PageRankOptions = {},
): Float64Array {
  const total = seeds.reduce((sum, seed) => sum + seed, 0);
  if (total === 0) return new Float64Array(size);
  const rank = seeds.map((seed) => seed / total);
  let step = Float32Array.from(rank);
  let next = new Float32Array(size);
  // Half of it, for the sum that it is scaled by is short of the same mass.
  const enough = (tolerance / 2) * ((1 - damping) / damping);
  for (let mass = 1; mass > enough; ) {
    mass = 0;
    for (let i = 0; i < size; i++) {
      let arriving = 0;
      for (let e = starts[i]!, end = starts[i + 1]!; e < end; e++) arriving += step[targets[e]!]! * shares[e]!;
      arriving *= damping;
      next[i] = arriving;
      rank[i]! += arriving;
      mass += arriving;
    }
    [step, next] = [next, step];
  }
  const sum = rank.reduce((all, value) => all + value, 0);
  return rank.map((value) => value / sum);
}
