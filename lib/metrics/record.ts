import { newId } from '@/lib/base/ids';
import { entryOfRequest, type RecordRequest } from '@/lib/core/metrics/record-request';
import { storeRecords } from '@/lib/data/performance';
import type { NewRecord } from '@/lib/data/performance-rows';
import { createBatcher } from './batcher';

const MOST_AT_ONCE = 1_000;

export function newRecord(request: RecordRequest, idempotencyKey: string | null, now: Date): NewRecord {
  // Spreading a record of so many fields takes longer than checking it.
  return Object.assign(entryOfRequest(request, now), { id: newId(), runId: null, cpuMs: null, idempotencyKey });
}

const store = createBatcher(storeRecords, MOST_AT_ONCE);

/** recordPosted resolves when the record is durable, or was already under this key. Requests that come at once share a transaction. */
export function recordPosted(request: RecordRequest, idempotencyKey: string | null): Promise<void> {
  return store(newRecord(request, idempotencyKey, new Date()));
}
