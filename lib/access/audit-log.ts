/** The audit log: who did what, when, from where. Rows are only ever added (a trigger sees to it); old ones leave by prune_audit_log() alone. */
import { printable } from '@/lib/base/log-pretty';
import { redact } from '@/lib/base/redaction';
import { readEnv } from '@/lib/config/env';
import type { ActorKind, AuditAction, Outcome } from '@/lib/core/access/audit';
import type { AuditPageRequest } from '@/lib/core/access/requests';
import type { AuditEntryView, AuditPageView } from '@/lib/core/access/views';
import { database, json, storable } from '@/lib/data/client';

const MOST_TEXT = 500;
const MOST_DETAILS = 30;
const MOST_DEPTH = 4;

export interface AuditFact {
  actorKind: ActorKind;
  actorId?: string | null;
  actor: string;
  action: AuditAction;
  target?: string | null;
  outcome: Outcome;
  status?: number | null;
  address?: string | null;
  agent?: string | null;
  door?: string | null;
  details?: Record<string, unknown>;
}

export const isAuditing = (): boolean => readEnv().values.ENABLE_AUDIT_LOGGING;

/**
 * writeAudit adds an entry where ENABLE_AUDIT_LOGGING is on. Texts come from anybody: control and direction characters are stored as escapes, long ones cut,
 * secrets by their form redacted, so that none can look like another entry, wherever the log is read.
 */
export async function writeAudit(fact: AuditFact): Promise<void> {
  if (!isAuditing()) return;
  const { actorKind, action, outcome, status = null, details = {} } = fact;
  await database().auditEntry.create({
    data: {
      actorKind,
      action,
      outcome,
      status,
      actor: plain(fact.actor),
      actorId: orNull(fact.actorId),
      target: orNull(fact.target),
      address: orNull(fact.address),
      agent: orNull(fact.agent),
      door: orNull(fact.door),
      details: json(plainDeep(details, 0)),
    },
  });
}

const orNull = (text: string | null | undefined): string | null => (text === null || text === undefined ? null : plain(text));

/** plain makes one visible line of any text. */
export function plain(text: string): string {
  const line = printable(storable(redact(text.slice(0, MOST_TEXT))));
  return line.length > MOST_TEXT ? `${line.slice(0, MOST_TEXT - 1)}…` : line;
}

function plainDeep(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return plain(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MOST_DEPTH) return '…';
  if (Array.isArray(value)) return value.slice(0, MOST_DETAILS).map((item) => plainDeep(item, depth + 1));
  const entries = Object.entries(value).slice(0, MOST_DETAILS);
  return Object.fromEntries(entries.map(([name, item]) => [plain(name), plainDeep(item, depth + 1)]));
}

/** listAudit gives a page of entries, newest first. */
export async function listAudit({ cursor, limit, action, outcome, actor }: AuditPageRequest): Promise<AuditPageView> {
  const rows = await database().auditEntry.findMany({
    where: {
      ...(cursor === undefined ? {} : { id: { lt: cursor } }),
      ...(action ? { action } : {}),
      ...(outcome ? { outcome } : {}),
      ...(actor ? { actor: { contains: actor, mode: 'insensitive' as const } } : {}),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const entries = rows.slice(0, limit).map(
    ({ id, at, actorKind, action: of, outcome: came, details, ...rest }): AuditEntryView => ({
      ...rest,
      id: Number(id),
      at: at.toISOString(),
      actorKind: actorKind as ActorKind,
      action: of as AuditAction,
      outcome: came as Outcome,
      details: details as Record<string, unknown>,
    }),
  );
  return { enabled: isAuditing(), entries, nextCursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
