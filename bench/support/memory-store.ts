import { countLexemes } from '@/lib/data/lexemes';
import { createTestDatabase, startTemplateServer } from '@/lib/data/testing';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { prepareRuns } from '@/lib/memory/testing/items';

/** openMemory starts a throw-away PostgreSQL with an empty memory, and the embedding model. */
export async function openMemory() {
  const server = await startTemplateServer();
  const store = await createTestDatabase();
  await prepareRuns();
  const embedder = createEmbedder();
  return {
    embedder,
    /** Call it once everything is remembered, as a worker does in the background. */
    settle: countLexemes,
    async close() {
      await embedder.close();
      await store.close();
      await server.discard();
    },
  };
}

/** recallAt is the share of the wanted that is among the first k found. */
export function recallAt(found: readonly string[], wanted: readonly string[], k: number): number {
  const first = new Set(found.slice(0, k));
  return wanted.filter((id) => first.has(id)).length / Math.max(1, wanted.length);
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** remaining tells how far a long loop is, about every `step` rounds. */
export function counter(total: number, what: string, progress: (message: string) => void, step = 500) {
  let done = 0;
  return () => {
    done++;
    if (done % step === 0 || done === total) progress(`${done} of ${total} ${what}`);
  };
}
