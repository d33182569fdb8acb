import { type NewPhrase, type NewSynonym, namesSince } from '@/lib/data/phrases';
import type { Embedder } from '@/lib/engines/embed/types';
import { QuantizedIndex } from '../dense/quantized';

/** From here on two names are the same or nearly so (HippoRAG's threshold). */
const SAME = 0.8;
const MOST_SYNONYMS = 10;
/** Names are read again so far back: what was being stored then may have become visible since. */
const OVERLAP_MS = 10 * 60_000;

class NameIndex {
  private readonly index: QuantizedIndex;
  private readonly known = new Set<string>();
  private readUpTo = 0;

  constructor(
    private readonly model: string,
    dimension: number,
  ) {
    this.index = new QuantizedIndex(dimension);
  }

  async refresh(): Promise<void> {
    const now = Date.now();
    this.add(await namesSince(this.readUpTo - OVERLAP_MS, this.model));
    this.readUpTo = now;
  }

  add(names: readonly { text: string; embedding: Float32Array }[]): void {
    for (const { text, embedding } of names) {
      if (this.known.has(text)) continue;
      this.known.add(text);
      this.index.replace(text, [{ seq: 0, embedding }]);
    }
  }

  near(text: string, vector: Float32Array): NewSynonym[] {
    const near = this.index.search(vector, MOST_SYNONYMS + 1);
    const figures = figuresIn(text);
    return near.flatMap(({ runId: other, score }) =>
      other !== text && score >= SAME && figuresIn(other) === figures ? [{ a: text, b: other, similarity: score }] : [],
    );
  }
}

/** `Part 1` and `Part 2` are near each other, and two things. */
const figuresIn = (text: string): string => (text.match(/\d+/g) ?? []).join(' ');

const indexes = new Map<string, NameIndex>();

/** synonymsOf finds, for names with vectors, others in memory and among themselves that mean nearly the same. Numbers mean what they say. */
export async function synonymsOf(
  names: readonly NewPhrase[],
  { model, dimension }: Pick<Embedder, 'model' | 'dimension'>,
): Promise<NewSynonym[]> {
  const telling = names.flatMap(({ text, embedding }) => (embedding && !/^[\d ]+$/.test(text) ? [{ text, embedding }] : []));
  const key = [process.env.DATABASE_URL, model, dimension].join('\n');
  const index = indexes.get(key) ?? new NameIndex(model, dimension);
  indexes.set(key, index);
  await index.refresh();
  index.add(telling);
  return telling.flatMap(({ text, embedding }) => index.near(text, embedding));
}
