import {
  allEmbeddedPassages,
  type ChangeCursor,
  changeCursor,
  changesSince,
  type EmbeddedPassage,
  embeddedPassages,
} from '@/lib/data/memory-changes';
import { QuantizedIndex } from './quantized';
import type { DenseStore } from './types';

/** About 1.2 million passages with codes, eight million without. */
const BUDGET_BYTES = 512 * 2 ** 20;
const RUNS_AT_ONCE = 200;

/**
 * LocalDense is the index in this process, derived from the database. Before each search it reads what changed since the last one, whichever
 * process changed it: one small query where nothing did.
 */
export class LocalDense implements DenseStore {
  readonly name = 'local';
  private index: QuantizedIndex;
  private cursor: ChangeCursor | null = null;
  private refreshing: Promise<void> = Promise.resolve();

  constructor(
    private readonly model: string,
    private readonly dimension: number,
    private readonly budgetBytes = BUDGET_BYTES,
  ) {
    this.index = new QuantizedIndex(dimension, budgetBytes);
  }

  async search(vector: Float32Array, limit: number, allowed: ReadonlySet<string> | null) {
    await this.refresh();
    return this.index.search(vector, limit, allowed ? (runId) => allowed.has(runId) : undefined);
  }

  /** What is held, for doctor and benches. */
  async size(): Promise<{ passages: number; bytes: number }> {
    await this.refresh();
    return { passages: this.index.size, bytes: this.index.bytes };
  }

  /** One after the other: each sees at least what was committed when it was asked for. */
  private refresh(): Promise<void> {
    const next = this.refreshing.catch(() => {}).then(() => this.read());
    this.refreshing = next;
    return next;
  }

  private async read(): Promise<void> {
    const changes = this.cursor && (await changesSince(this.cursor));
    if (!changes) return this.readAll();
    for (let from = 0; from < changes.runIds.length; from += RUNS_AT_ONCE) {
      const runIds = changes.runIds.slice(from, from + RUNS_AT_ONCE);
      const byRun = groupByRun(await embeddedPassages(runIds, this.model));
      for (const runId of runIds) this.index.replace(runId, byRun.get(runId) ?? []);
    }
    this.cursor = changes.cursor;
  }

  private async readAll(): Promise<void> {
    const cursor = await changeCursor();
    const index = new QuantizedIndex(this.dimension, this.budgetBytes);
    for await (const passages of allEmbeddedPassages(this.model)) {
      for (const [runId, own] of groupByRun(passages)) index.replace(runId, own);
    }
    this.index = index;
    this.cursor = cursor;
  }
}

function groupByRun(passages: readonly EmbeddedPassage[]): Map<string, EmbeddedPassage[]> {
  const groups = new Map<string, EmbeddedPassage[]>();
  for (const passage of passages) {
    const group = groups.get(passage.runId);
    if (group) group.push(passage);
    else groups.set(passage.runId, [passage]);
  }
  return groups;
}
