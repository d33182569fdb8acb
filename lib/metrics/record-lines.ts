/** Records in bulk: one JSON object a line, read as they arrive. */
import { isUtf8 } from 'node:buffer';
import { recordLineSchema } from '@/lib/core/metrics/record-request';
import { storeRecords } from '@/lib/data/performance';
import type { NewRecord } from '@/lib/data/performance-rows';
import { newRecord } from './record';

export const MAX_LINE_BYTES = 16 * 1024;
const BATCH = 2_000;
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
  for await (const bytes of linesOf(body)) {
    line++;
    const read = bytes === null ? `is longer than ${MAX_LINE_BYTES} bytes` : recordOf(bytes);
    if (read === null) continue;
    if (typeof read === 'string') {
      answer.refused++;
      if (answer.errors.length < ERRORS_TOLD) answer.errors.push({ line, message: read });
      continue;
    }
    batch.push(read);
    if (batch.length >= BATCH) await storeBatch();
  }
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

/** linesOf gives each line's bytes, null for one that is too long: of that no more is kept than the count. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer | null> {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  const keep = (part: Buffer) => {
    keptBytes += part.length;
    if (keptBytes <= MAX_LINE_BYTES) kept.push(part);
    else kept = [];
  };
  const take = (): Buffer | null => {
    const line = keptBytes > MAX_LINE_BYTES ? null : kept.length === 1 ? kept[0]! : Buffer.concat(kept);
    kept = [];
    keptBytes = 0;
    return line;
  };
  for await (const bytes of body) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    if (from < chunk.length) keep(chunk.subarray(from));
  }
  if (keptBytes > 0) yield take();
}
