/** API keys: shown once, stored as a hash, expiring, limited, with their last use. */
import { WinnowError } from '@/lib/base/errors';
import { newId } from '@/lib/base/ids';
import type { Scope } from '@/lib/core/access/scopes';
import { SCOPES } from '@/lib/core/access/scopes';
import type { KeyState, KeyView, NewKeyView } from '@/lib/core/access/views';
import { database } from '@/lib/data/client';
import type { ApiKey } from '@/lib/data/generated/client';
import { hashToken, isSame, KEY_PREFIX, KEY_START_LENGTH, newToken } from './secrets';

const DAY_MS = 86_400_000;
/** Records are posted by the thousand a second: a key is looked up once in this time, and one revoked by another process works that much longer. */
const REMEMBERED_MS = 1_000;
const MOST_REMEMBERED = 1_000;
/** How often a use is noted. */
const USED_EVERY_MS = 60_000;

export interface KeyHolder {
  id: string;
  name: string;
  scopes: readonly Scope[];
  requestsPerMinute: number;
}

interface Remembered {
  key: ApiKey;
  until: number;
}

/** Each route's bundle may load this module anew. */
const holder = globalThis as { winnowKeys?: Map<string, Remembered> };
function remembered(): Map<string, Remembered> {
  holder.winnowKeys ??= new Map();
  return holder.winnowKeys;
}

export interface NewKey {
  name: string;
  scopes: readonly Scope[];
  /** null: never. */
  expiresInDays: number | null;
  requestsPerMinute: number;
}

/** createKey makes a key; the answer is the only place where it is ever seen whole. */
export async function createKey(createdBy: string, wanted: NewKey): Promise<NewKeyView> {
  const key = `${KEY_PREFIX}${newToken()}`;
  const row = await database().apiKey.create({
    data: {
      id: newId(),
      name: wanted.name,
      start: key.slice(0, KEY_START_LENGTH),
      hash: hashToken(key),
      scopes: SCOPES.filter((scope) => wanted.scopes.includes(scope)),
      requestsPerMinute: wanted.requestsPerMinute,
      createdBy,
      expiresAt: wanted.expiresInDays === null ? null : new Date(Date.now() + wanted.expiresInDays * DAY_MS),
    },
  });
  return { ...viewOf(row), key };
}

/** findKey is who sends a key. Throws `unauthenticated`, to the holder of a real one with the reason. Notes its use. */
export async function findKey(key: string, address: string | null): Promise<KeyHolder> {
  const row = await lookUp(hashToken(key));
  if (!row) throw new WinnowError('unauthenticated', 'There is no such API key.');
  const state = stateOf(row);
  if (state !== 'active') throw new WinnowError('unauthenticated', `The API key ${row.start}… is ${state}.`);
  const now = Date.now();
  if (now - (row.lastUsedAt?.getTime() ?? 0) > USED_EVERY_MS) {
    row.lastUsedAt = new Date(now);
    await database().apiKey.update({ where: { id: row.id }, data: { lastUsedAt: row.lastUsedAt, lastUsedAddress: address } });
  }
  return { id: row.id, name: row.name, scopes: row.scopes as Scope[], requestsPerMinute: row.requestsPerMinute };
}

async function lookUp(hash: string): Promise<ApiKey | null> {
  const now = Date.now();
  const known = remembered().get(hash);
  if (known && known.until > now) return known.key;
  const row = await database().apiKey.findUnique({ where: { hash } });
  if (!row || !isSame(row.hash, hash)) return null;
  if (remembered().size >= MOST_REMEMBERED) remembered().clear();
  remembered().set(hash, { key: row, until: now + REMEMBERED_MS });
  return row;
}

/** listKeys gives all, latest first. */
export async function listKeys(): Promise<KeyView[]> {
  return (await database().apiKey.findMany({ orderBy: { createdAt: 'desc' }, take: 1_000 })).map(viewOf);
}

/** revokeKey ends a key for good, in this process at once. Throws `not_found`. */
export async function revokeKey(id: string): Promise<KeyView> {
  const row = await database().apiKey.findUnique({ where: { id } });
  if (!row) throw new WinnowError('not_found', `There is no API key ${id}.`);
  remembered().delete(row.hash);
  if (row.revokedAt) return viewOf(row);
  return viewOf(await database().apiKey.update({ where: { id }, data: { revokedAt: new Date() } }));
}

function stateOf({ revokedAt, expiresAt }: ApiKey): KeyState {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt.getTime() <= Date.now() ? 'expired' : 'active';
}

function viewOf(row: ApiKey): KeyView {
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    scopes: row.scopes as Scope[],
    requestsPerMinute: row.requestsPerMinute,
    state: stateOf(row),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedAddress: row.lastUsedAddress,
  };
}
