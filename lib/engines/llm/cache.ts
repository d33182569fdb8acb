/**
 * Answers that were paid for once. The same question (by the hash of all that was asked, of which model at which endpoint) gets the same answer; a similar
 * one gets it only under the error bound (lib/core/llm/reuse), and what a reused answer quotes is looked up in the new material as always.
 */
import { answered, type BandState, bandOf, decideReuse, EMPTY_ACCOUNT, observed, type ReuseAccount } from '@/lib/core/llm/reuse';
import { comparable, type Features } from './likeness';
import type { TokenUse } from './types';

export interface CachedAnswer {
  id: string;
  answer: unknown;
  features: Features;
  /** What it took. */
  use: TokenUse;
  /** The highest likeness at which it was seen to be wrong; null = never. */
  wrongAt: number | null;
}

export interface Learnt {
  bands: BandState[];
  account: ReuseAccount;
}

/** Where answers are kept. Size and age are the store's business. */
export interface CacheStore {
  findExact(key: string): Promise<CachedAnswer | null>;
  /** The nearest answer of a scope by cosine; null where there is none. */
  findNearest(scope: string, vector: Float32Array): Promise<{ cached: CachedAnswer; similarity: number } | null>;
  save(entry: {
    key: string;
    scope: string;
    vector: Float32Array | null;
    answer: unknown;
    features: Features;
    use: TokenUse;
  }): Promise<void>;
  learnt(scope: string): Promise<Learnt>;
  /** Adds to what is known of a scope: an answer given (with the bound where it was reused), a comparison. */
  note(
    scope: string,
    what: { reusedUnder?: number | null; compared?: { band: number; wrong: boolean; id: string; similarity: number } },
  ): Promise<void>;
}

export interface CacheQuestion {
  key: string;
  /** Answers of one scope may stand for one another: endpoint, model, prompt, embedding. */
  scope: string;
  features: Features;
  /** Null: only the same question counts. */
  vector: (() => Promise<Float32Array>) | null;
}

export type CacheHit<T> = { value: T; kind: 'exact' | 'similar'; saved: TokenUse };

export interface AnswerCacheOptions {
  store: CacheStore;
  /** Share of the answers that may be wrong, (0, 1). */
  errorBound: number;
  random?: () => number;
}

/** AnswerCache gives answers again, and learns from those that it asks for all the same. */
export class AnswerCache {
  private readonly store: CacheStore;
  private readonly errorBound: number;
  private readonly random: () => number;

  constructor({ store, errorBound, random = Math.random }: AnswerCacheOptions) {
    this.store = store;
    this.errorBound = errorBound;
    this.random = random;
  }

  /**
   * answer returns a stored answer, or asks. `read` checks a stored answer's form (null = unusable); `agree` says whether two answers say the same,
   * and is asked only where both are there.
   */
  async answer<T>(
    question: CacheQuestion,
    read: (stored: unknown) => T | null,
    ask: () => Promise<{ value: T; use: TokenUse }>,
    agree: (stored: T, fresh: T) => Promise<boolean>,
  ): Promise<CacheHit<T> | { value: T; kind: 'fresh' }> {
    const same = await this.store.findExact(question.key);
    const sameValue = same && read(same.answer);
    if (same && sameValue !== null) return { value: sameValue as T, kind: 'exact', saved: same.use };

    const vector = question.vector === null ? null : await question.vector();
    const candidate = vector === null ? null : await this.candidate(question, vector, read);
    if (candidate) {
      const { bands, account } = await this.store.learnt(question.scope);
      const band = bands.find((one) => one.band === candidate.band) ?? { band: candidate.band, observed: 0, wrong: 0 };
      const decision = decideReuse({ errorBound: this.errorBound, band, account, draw: this.random() });
      if (decision.step === 'reuse') {
        await this.store.note(question.scope, { reusedUnder: decision.upper });
        return { value: candidate.value, kind: 'similar', saved: candidate.use };
      }
    }
    const { value, use } = await ask();
    await this.store.save({ key: question.key, scope: question.scope, vector, answer: value, features: question.features, use });
    if (vector !== null) {
      const compared = candidate && {
        band: candidate.band,
        wrong: !(await agree(candidate.value, value)),
        id: candidate.id,
        similarity: candidate.similarity,
      };
      await this.store.note(question.scope, { reusedUnder: null, ...(compared ? { compared } : {}) });
    }
    return { value, kind: 'fresh' };
  }

  private async candidate<T>({ scope, features }: CacheQuestion, vector: Float32Array, read: (stored: unknown) => T | null) {
    const near = await this.store.findNearest(scope, vector);
    const band = near && bandOf(near.similarity);
    if (!near || band === null) return null;
    const { cached, similarity } = near;
    // An answer that was wrong at this likeness is not tried at it again.
    if (!comparable(cached.features, features) || (cached.wrongAt !== null && similarity <= cached.wrongAt)) return null;
    const value = read(cached.answer);
    return value === null ? null : { id: cached.id, value, use: cached.use, band, similarity };
  }
}

/** createMemoryStore keeps answers in this process: for measurements and tests. */
export function createMemoryStore(): CacheStore {
  const entries: (CachedAnswer & { key: string; scope: string; vector: Float32Array | null })[] = [];
  const scopes = new Map<string, { bands: Map<number, BandState>; account: ReuseAccount }>();
  const scopeOf = (scope: string) => {
    const known = scopes.get(scope) ?? { bands: new Map(), account: EMPTY_ACCOUNT };
    scopes.set(scope, known);
    return known;
  };
  return {
    findExact: async (key) => entries.find((entry) => entry.key === key) ?? null,
    async findNearest(scope, vector) {
      let best: { cached: CachedAnswer; similarity: number } | null = null;
      for (const cached of entries) {
        if (cached.scope !== scope || cached.vector === null) continue;
        const similarity = cached.vector.reduce((sum, value, i) => sum + value * vector[i]!, 0);
        if (best === null || similarity > best.similarity) best = { cached, similarity };
      }
      return best;
    },
    async save(entry) {
      entries.push({ ...entry, id: String(entries.length), wrongAt: null });
    },
    async learnt(scope) {
      const { bands, account } = scopeOf(scope);
      return { bands: [...bands.values()], account };
    },
    async note(scope, { reusedUnder, compared }) {
      const known = scopeOf(scope);
      if (reusedUnder !== undefined) known.account = answered(known.account, reusedUnder);
      if (!compared) return;
      const { band, wrong, id, similarity } = compared;
      known.bands.set(band, observed(known.bands.get(band) ?? { band, observed: 0, wrong: 0 }, wrong));
      const entry = entries.find((one) => one.id === id);
      if (entry && wrong) entry.wrongAt = Math.max(entry.wrongAt ?? 0, similarity);
    },
  };
}
