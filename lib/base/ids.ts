import { createHash, randomFillSync } from 'node:crypto';
import { stringify, v7 } from 'uuid';

const BYTES = 16;
/** Asking the system for each id's bytes apart takes longer than all else about it. */
const pool = new Uint8Array(256 * BYTES);
let used = pool.length;
let lastMs = 0;
let sequence = 0;

/** newId returns a UUIDv7: unique, and sortable by creation time; those of one process are in the order they were made. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + BYTES);
  used += BYTES;
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    // Begun in the lower half, so that there is room to count.
    sequence = new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1;
  } else {
    sequence = (sequence + 1) >>> 0;
  }
  return v7({ random, msecs: lastMs, seq: sequence });
}

/** idFrom returns the same id for the same parts: a UUIDv8 (RFC 9562) of their SHA-256. */
export function idFrom(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, BYTES);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return stringify(bytes);
}
