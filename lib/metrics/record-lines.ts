/** Records in bulk: one JSON object a line, read as they arrive. */
import { isUtf8 } from 'node:buffer';
import { recordLineSchema } from '@/lib/core/metrics/record-request';
import { storeRecords } from '@/lib/data/performance';
import type { NewRecord } from '@/lib/data/performance-rows';
import { newRecord } from './record';

export const MAX_LINE_BYTES = 16 * 1024;
/** Or as many more as the last chunk of the body holds. */
const BATCH = 5_000;
/** One batch is stored while the next is read; with more than that the reading would only get ahead. */
const STORING_AT_ONCE = 2;
const ERRORS_TOLD = 20;
const NEWLINE = 10;

export interface BulkAnswer {
  recorded: number;
  /** Whose idempotency key was known. */
  duplicates: number;
  refused: number;
  /** Why the first of them were refused. */
  errors: { line: number; message: string }[];
}

/** recordLines stores each good line and refuses each bad one. Resolves when all are durable; rejects where storing failed, with what came before it stored. */
export async function recordLines(body: AsyncIterable<Uint8Array>): Promise<BulkAnswer> {
  const answer: BulkAnswer = { recorded: 0, duplicates: 0, refused: 0, errors: [] };
  const storing = new Set<Promise<void>>();
  let batch: NewRecord[] = [];

  async function storeBatch(): Promise<void> {
    const records = batch;
    batch = [];
    if (storing.size >= STORING_AT_ONCE) await Promise.race(storing);
    const stored = storeRecords(records).then((count) => {
      answer.recorded += count;
      answer.duplicates += records.length - count;
    });
    // Whoever waits for the rest hears of a failure; until then it is not an unhandled one.
    stored.catch(() => {});
    storing.add(stored);
    void stored.finally(() => storing.delete(stored)).catch(() => {});
  }

  let line = 0;
  function read(bytes: Buffer | null): void {
    line++;
    const record = bytes === null ? `is longer than ${MAX_LINE_BYTES} bytes` : recordOf(bytes);
    if (record === null) return;
    if (typeof record !== 'string') {
      batch.push(record);
      return;
    }
    answer.refused++;
    if (answer.errors.length < ERRORS_TOLD) answer.errors.push({ line, message: record });
  }

  const lines = new LineSplitter();
  for await (const bytes of body) {
    // Waiting for each line would take longer than reading it.
    for (const one of lines.push(bytes)) read(one);
    if (batch.length >= BATCH) await storeBatch();
  }
  for (const one of lines.end()) read(one);
  if (batch.length > 0) await storeBatch();
  await Promise.all(storing);
  return answer;
}

/** recordOf reads a line: a record, what is wrong with it, or null of an empty one. */
function recordOf(bytes: Buffer): NewRecord | string | null {
  if (!isUtf8(bytes)) return 'is not valid UTF-8';
  const text = bytes.toString('utf8').trim();
  if (text === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is not valid JSON';
  }
  const parsed = recordLineSchema.safeParse(value);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ');
  const { idempotency_key, ...request } = parsed.data;
  return newRecord(request, idempotency_key ?? null, new Date());
}

/** LineSplitter gives each line's bytes as its last part arrives, null for one that is too long: of that no more is kept than the count. */
class LineSplitter {
  private kept: Buffer[] = [];
  private keptBytes = 0;

  *push(bytes: Uint8Array): Generator<Buffer | null> {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      this.keep(chunk.subarray(from, end));
      yield this.take();
      from = end + 1;
    }
    if (from < chunk.length) this.keep(chunk.subarray(from));
  }

  /** The line that no newline ends. */
  *end(): Generator<Buffer | null> {
    if (this.keptBytes > 0) yield this.take();
  }

  private keep(part: Buffer): void {
    this.keptBytes += part.length;
    if (this.keptBytes <= MAX_LINE_BYTES) this.kept.push(part);
    else this.kept = [];
  }

  private take(): Buffer | null {
    const line = this.keptBytes > MAX_LINE_BYTES ? null : this.kept.length === 1 ? this.kept[0]! : Buffer.concat(this.kept);
    this.kept = [];
    this.keptBytes = 0;
    return line;
  }
}
