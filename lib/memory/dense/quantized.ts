/**
 * QuantizedIndex finds the nearest of many unit vectors in two steps: the Hamming distance between their signs picks candidates, 8-bit
 * codes order them. The caller rescores the best few exactly. Against a graph of neighbours it is a little slower to ask and in all else
 * simpler: built as fast as it is read, changed in place, filtered without loss, and about a quarter of the size of what it indexes.
 */
import type { PassageKey } from '@/lib/data/passages';

/** Memory grows by blocks, so that nothing is copied as it grows. */
const BLOCK_ROWS = 8_192;
const FREE = -1;
/** How many of the nearest by signs are ordered by codes, at least and per result asked for. */
const LEAST_CANDIDATES = 1_000;
const CANDIDATES_PER_RESULT = 20;

interface Block {
  /** Sign bits, `words` numbers each. */
  signs: Uint32Array;
  /** `dimension` numbers each; null once the index is too large to keep them. */
  codes: Int8Array | null;
  /** What one step of the code is worth. */
  scales: Float32Array;
  /** Number of the owner, or FREE. */
  owners: Int32Array;
  seqs: Int32Array;
}

export interface Neighbour extends PassageKey {
  /** About the cosine; by signs only where codes are not kept. */
  score: number;
}

export class QuantizedIndex {
  private readonly words: number;
  private readonly blocks: Block[] = [];
  private readonly free: number[] = [];
  private readonly rowsOf = new Map<string, { owner: number; rows: number[] }>();
  private readonly owners: (string | null)[] = [];
  private readonly freeOwners: number[] = [];
  private rows = 0;

  /** `budgetBytes`: past it the codes are let go, and only signs are kept. */
  constructor(
    readonly dimension: number,
    private readonly budgetBytes = Number.POSITIVE_INFINITY,
  ) {
    this.words = Math.ceil(dimension / 32);
  }

  get size(): number {
    return this.rows - this.free.length;
  }

  get keepsCodes(): boolean {
    return this.blocks[0]?.codes !== null;
  }

  /** Bytes of all blocks. */
  get bytes(): number {
    const perRow = this.words * 4 + 12 + (this.keepsCodes ? this.dimension : 0);
    return this.blocks.length * BLOCK_ROWS * perRow;
  }

  /** replace puts these vectors in the place of all that the run had. Vectors of another dimension are left out. */
  replace(runId: string, passages: readonly { seq: number; embedding: Float32Array }[]): void {
    this.remove(runId);
    const fitting = passages.filter(({ embedding }) => embedding.length === this.dimension);
    if (fitting.length === 0) return;
    const owner = this.freeOwners.pop() ?? this.owners.push(null) - 1;
    this.owners[owner] = runId;
    const rows = fitting.map(({ seq, embedding }) => this.add(owner, seq, embedding));
    this.rowsOf.set(runId, { owner, rows });
  }

  remove(runId: string): void {
    const entry = this.rowsOf.get(runId);
    if (!entry) return;
    for (const row of entry.rows) {
      this.block(row).owners[row % BLOCK_ROWS] = FREE;
      this.free.push(row);
    }
    this.owners[entry.owner] = null;
    this.freeOwners.push(entry.owner);
    this.rowsOf.delete(runId);
  }

  /** search returns about the `limit` nearest of the allowed runs, best first. */
  search(query: Float32Array, limit: number, allowed?: (runId: string) => boolean): Neighbour[] {
    if (query.length !== this.dimension || limit <= 0) return [];
    const mask = this.maskOf(allowed);
    const candidates = this.nearestBySigns(query, Math.max(LEAST_CANDIDATES, limit * CANDIDATES_PER_RESULT), mask);
    const scoreOf = this.scorer(query);
    return candidates
      .map(({ row, distance }) => ({ row, score: scoreOf(row, distance) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(({ row, score }) => {
        const block = this.block(row);
        return { runId: this.owners[block.owners[row % BLOCK_ROWS]!]!, seq: block.seqs[row % BLOCK_ROWS]!, score };
      });
  }

  private block(row: number): Block {
    return this.blocks[Math.floor(row / BLOCK_ROWS)]!;
  }

  private add(owner: number, seq: number, vector: Float32Array): number {
    const row = this.free.pop() ?? this.grow();
    const block = this.block(row);
    const at = row % BLOCK_ROWS;
    block.owners[at] = owner;
    block.seqs[at] = seq;
    block.signs.set(this.signsOf(vector), at * this.words);
    if (block.codes) {
      const { codes, scale } = encode(vector);
      block.codes.set(codes, at * this.dimension);
      block.scales[at] = scale;
    }
    return row;
  }

  private grow(): number {
    if (this.rows === this.blocks.length * BLOCK_ROWS) {
      const codes = this.keepsCodes && this.bytes + BLOCK_ROWS * (this.words * 4 + 12 + this.dimension) <= this.budgetBytes;
      if (!codes) for (const block of this.blocks) block.codes = null;
      this.blocks.push({
        signs: new Uint32Array(BLOCK_ROWS * this.words),
        codes: codes ? new Int8Array(BLOCK_ROWS * this.dimension) : null,
        scales: new Float32Array(BLOCK_ROWS),
        owners: new Int32Array(BLOCK_ROWS).fill(FREE),
        seqs: new Int32Array(BLOCK_ROWS),
      });
    }
    return this.rows++;
  }

  private signsOf(vector: Float32Array): Uint32Array {
    const signs = new Uint32Array(this.words);
    for (let i = 0; i < vector.length; i++) if (vector[i]! > 0) signs[i >>> 5]! |= 1 << (i & 31);
    return signs;
  }

  /** By owner: 1 = may be found. */
  private maskOf(allowed?: (runId: string) => boolean): Uint8Array {
    return Uint8Array.from(this.owners, (runId) => (runId !== null && (allowed?.(runId) ?? true) ? 1 : 0));
  }

  /** The distances of all rows are counted first, which says how far to go for enough of them. */
  private nearestBySigns(query: Float32Array, count: number, mask: Uint8Array): { row: number; distance: number }[] {
    const signs = this.signsOf(query);
    const far = this.dimension + 1;
    const histogram = new Uint32Array(far + 1);
    const distances = this.blocks.map((block, b) => {
      const rows = Math.min(BLOCK_ROWS, this.rows - b * BLOCK_ROWS);
      const result = new Uint16Array(rows);
      for (let row = 0; row < rows; row++) {
        const owner = block.owners[row]!;
        const distance = owner !== FREE && mask[owner] === 1 ? hamming(block.signs, row * this.words, signs) : far;
        result[row] = distance;
        histogram[distance]!++;
      }
      return result;
    });
    let within = 0;
    let limit = 0;
    while (limit < far && within + histogram[limit]! <= count) within += histogram[limit++]!;
    const found: { row: number; distance: number }[] = [];
    for (const [b, list] of distances.entries()) {
      for (let row = 0; row < list.length; row++) {
        if (list[row]! < limit || (list[row] === limit && limit < far && within++ < count)) {
          found.push({ row: b * BLOCK_ROWS + row, distance: list[row]! });
        }
      }
    }
    return found;
  }

  /** About the cosine of a row and the query, whose codes are whole numbers too: products of those are several times as fast. */
  private scorer(query: Float32Array): (row: number, distance: number) => number {
    // The angle between two vectors is about the share of signs in which they differ.
    if (!this.keepsCodes) return (_, distance) => Math.cos((Math.PI * distance) / this.dimension);
    const { codes: wanted, scale } = encode(query);
    return (row) => {
      const { codes, scales } = this.block(row);
      const at = row % BLOCK_ROWS;
      return dotOf(codes!, at * this.dimension, wanted) * scale * scales[at]!;
    };
  }
}

/** encode writes a vector as 8-bit numbers, and what one step of them is worth. */
function encode(vector: Float32Array): { codes: Int8Array; scale: number } {
  let largest = 1e-9;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  return { codes: Int8Array.from(vector, (value) => Math.round((value / largest) * 127)), scale: largest / 127 };
}

function dotOf(codes: Int8Array, from: number, wanted: Int8Array): number {
  let sum = 0;
  for (let i = 0; i < wanted.length; i++) sum = (sum + Math.imul(codes[from + i]!, wanted[i]!)) | 0;
  return sum;
}

/** How many bits of each four differ: 0 to 4 in each of eight places (Warren, Hacker's Delight, 5-1). */
function countNibbles(a: number, b: number): number {
  let bits = a ^ b;
  bits -= (bits >>> 1) & 0x55555555;
  return (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
}

/** Adds up the eight places. */
const addNibbles = (nibbles: number): number => Math.imul((nibbles & 0x0f0f0f0f) + ((nibbles >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;

/** How many bits differ, 96 at a time: the counts of three numbers fit the four bits of a place. */
function hamming(signs: Uint32Array, from: number, query: Uint32Array): number {
  let distance = 0;
  let i = 0;
  for (const end = query.length - 2; i < end; i += 3) {
    const nibbles =
      countNibbles(signs[from + i]!, query[i]!) +
      countNibbles(signs[from + i + 1]!, query[i + 1]!) +
      countNibbles(signs[from + i + 2]!, query[i + 2]!);
    distance += addNibbles(nibbles);
  }
  for (; i < query.length; i++) distance += addNibbles(countNibbles(signs[from + i]!, query[i]!));
  return distance;
}
