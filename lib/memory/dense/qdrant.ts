import { QdrantClient } from '@qdrant/js-client-rest';
import { WinnowError } from '@/lib/base/errors';
import { database, json } from '@/lib/data/client';
import {
  allEmbeddedPassages,
  type ChangeCursor,
  changeCursor,
  changesSince,
  type EmbeddedPassage,
  embeddedPassages,
} from '@/lib/data/memory-changes';
import type { DenseHit, DenseStore } from './types';

const TIMEOUT_MS = 10_000;
const POINTS_AT_ONCE = 256;
const RUNS_AT_ONCE = 200;

/**
 * QdrantDense searches in Qdrant, which a worker keeps up with the database: what has just been remembered is found there some seconds later.
 * The collection is derived: it can be deleted at any time and is filled again.
 */
export class QdrantDense implements DenseStore {
  readonly name = 'qdrant';
  private readonly client: QdrantClient;
  private readonly collection: string;

  constructor(
    private readonly url: string,
    private readonly model: string,
    private readonly dimension: number,
  ) {
    // The port is said, or the client would take its own default instead of the scheme's.
    const { port, protocol } = new URL(url);
    this.client = new QdrantClient({
      url,
      port: Number(port) || (protocol === 'https:' ? 443 : 80),
      timeout: TIMEOUT_MS,
      checkCompatibility: false,
    });
    this.collection = `winnow_passages_${model.replaceAll(/[^a-z0-9]+/gi, '_')}`;
  }

  async search(vector: Float32Array, limit: number, allowed: ReadonlySet<string> | null): Promise<DenseHit[]> {
    const filter = allowed ? { must: [{ key: 'run_id', match: { any: [...allowed] } }] } : undefined;
    const { points } = await this.ask(() =>
      this.client.query(this.collection, { query: [...vector], limit, with_payload: true, ...(filter ? { filter } : {}) }),
    );
    return points.map(({ payload, score }) => ({ runId: String(payload?.run_id), seq: Number(payload?.seq), score }));
  }

  /** sync brings the collection up to the database. Where it goes on is stored, so that any worker can do the next step. */
  async sync(): Promise<void> {
    const stored = await this.storedCursor();
    const { exists } = await this.ask(() => this.client.collectionExists(this.collection));
    const changes = exists && stored ? await changesSince(stored) : null;
    if (!changes) return this.fill();
    for (let from = 0; from < changes.runIds.length; from += RUNS_AT_ONCE) {
      const runIds = changes.runIds.slice(from, from + RUNS_AT_ONCE);
      const passages = await embeddedPassages(runIds, this.model);
      await this.ask(() =>
        this.client.delete(this.collection, { wait: true, filter: { must: [{ key: 'run_id', match: { any: runIds } }] } }),
      );
      await this.upload(passages);
    }
    await this.storeCursor(changes.cursor);
  }

  private async fill(): Promise<void> {
    const cursor = await changeCursor();
    await this.ask(() => this.client.deleteCollection(this.collection));
    await this.ask(() => this.client.createCollection(this.collection, { vectors: { size: this.dimension, distance: 'Dot' } }));
    await this.ask(() => this.client.createPayloadIndex(this.collection, { field_name: 'run_id', field_schema: 'keyword', wait: true }));
    for await (const passages of allEmbeddedPassages(this.model)) await this.upload(passages);
    await this.storeCursor(cursor);
  }

  private async upload(passages: readonly EmbeddedPassage[]): Promise<void> {
    for (let from = 0; from < passages.length; from += POINTS_AT_ONCE) {
      const points = passages.slice(from, from + POINTS_AT_ONCE).map(({ id, runId, seq, embedding }) => ({
        id,
        vector: [...embedding],
        payload: { run_id: runId, seq },
      }));
      await this.ask(() => this.client.upsert(this.collection, { wait: true, points }));
    }
  }

  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (cause) {
      throw new WinnowError('engine_failed', `Qdrant at ${new URL(this.url).host} does not answer as it should.`, { cause });
    }
  }

  private get settingKey(): string {
    return `qdrant:${this.collection}`;
  }

  private async storedCursor(): Promise<ChangeCursor | null> {
    const row = await database().setting.findUnique({ where: { key: this.settingKey } });
    if (!row) return null;
    const { xact, seen, at } = row.value as { xact: string; seen: string[]; at: number };
    return { xact: BigInt(xact), seen: new Set(seen.map(BigInt)), at };
  }

  private async storeCursor({ xact, seen, at }: ChangeCursor): Promise<void> {
    const value = json({ xact: String(xact), seen: [...seen].map(String), at });
    await database().setting.upsert({ where: { key: this.settingKey }, create: { key: this.settingKey, value }, update: { value } });
  }
}
