import type { ActorKind, AuditAction, Outcome } from './audit';
import type { AskerKind, Role, Scope } from './scopes';

/** Whoever asks. `name` is null of anonymous and local. */
export interface AskerView {
  kind: AskerKind;
  name: string | null;
  role: Role | null;
  scopes: readonly Scope[];
  /** Whether people sign in at this deployment at all. */
  signIn: boolean;
}

export interface AccountView {
  id: string;
  name: string;
  role: Role;
  hasPassword: boolean;
  hasProvider: boolean;
  createdAt: string;
  sessions: number;
}

export interface SessionView {
  id: string;
  accountId: string;
  account: string;
  createdAt: string;
  lastSeenAt: string;
  address: string | null;
  agent: string | null;
  /** The one that asks. */
  isCurrent: boolean;
}

export type KeyState = 'active' | 'expired' | 'revoked';

export interface KeyView {
  id: string;
  name: string;
  /** Its first characters. */
  start: string;
  scopes: readonly Scope[];
  requestsPerMinute: number;
  state: KeyState;
  createdBy: string;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
}

/** With the key itself, which is shown this once. */
export interface NewKeyView extends KeyView {
  key: string;
}

export interface LinkView {
  /** Shown this once. */
  url: string;
  role: Role;
  expiresAt: string;
}

export interface AuditEntryView {
  id: number;
  at: string;
  actorKind: ActorKind;
  actorId: string | null;
  actor: string;
  action: AuditAction;
  target: string | null;
  outcome: Outcome;
  /** Of the answer; null where it was no request. */
  status: number | null;
  address: string | null;
  agent: string | null;
  door: string | null;
  details: Record<string, unknown>;
}

export interface AuditPageView {
  /** Whether ENABLE_AUDIT_LOGGING is on. */
  enabled: boolean;
  entries: AuditEntryView[];
  nextCursor: number | null;
}
