import { AsyncLocalStorage } from 'node:async_hooks';
import type { ActorKind } from '@/lib/core/access/audit';
import type { Rights, Role } from '@/lib/core/access/scopes';

/** Whoever asks, as the decision and the audit log see them. */
export interface Asker extends Rights {
  /** Of an account or a key. */
  id: string | null;
  name: string | null;
  role: Role | null;
  sessionId: string | null;
  address: string | null;
  agent: string | null;
}

/** What a route adds to its entry in the audit log. */
export interface Note {
  target?: string;
  details?: Record<string, unknown>;
  /** Who it turned out to be: at the beginning of a sign-in that is not known. */
  actor?: { kind: ActorKind; id: string | null; name: string };
}

interface Asking {
  asker: Asker;
  note: Note;
}

/** Each route's bundle may load this module anew. */
const holder = globalThis as { winnowAsking?: AsyncLocalStorage<Asking> };
function storage(): AsyncLocalStorage<Asking> {
  holder.winnowAsking ??= new AsyncLocalStorage();
  return holder.winnowAsking;
}

/** whileAsking runs what answers a request; within it `currentAsker` says who asked. */
export function whileAsking<T>(asker: Asker, note: Note, answer: () => Promise<T>): Promise<T> {
  return storage().run({ asker, note }, answer);
}

/** currentAsker is whoever asked for what is being done; null outside of a request. */
export const currentAsker = (): Asker | null => storage().getStore()?.asker ?? null;

/** noteForAudit adds to the entry that this request will leave. Never a secret: entries are read by others. */
export function noteForAudit({ target, details, actor }: Note): void {
  const note = storage().getStore()?.note;
  if (!note) return;
  if (target !== undefined) note.target = target;
  if (actor) note.actor = actor;
  note.details = { ...note.details, ...details };
}
