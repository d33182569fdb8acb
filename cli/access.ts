/** Access from the shell: on the database itself, since this is how a deployment nobody can sign in to gets its first admin and key. */
import type { z } from 'zod';
import { hasAccounts, linkAddress, listAccounts, nameKeyOf, newLink } from '@/lib/access/accounts';
import { listAudit, writeAudit } from '@/lib/access/audit-log';
import { createKey, listKeys, revokeKey } from '@/lib/access/keys';
import { endSession, listSessions } from '@/lib/access/sessions';
import { WinnowError } from '@/lib/base/errors';
import { readEnv } from '@/lib/config/env';
import { pageAddress } from '@/lib/config/page-address';
import type { AuditAction } from '@/lib/core/access/audit';
import { auditPageSchema, newKeySchema } from '@/lib/core/access/requests';
import { formatTime } from '@/lib/core/alerts/words';
import { toWire } from '@/lib/core/wire';
import { closeDatabase } from '@/lib/data/client';
import { embeddedUrl } from '@/lib/data/embedded';
import { EXIT } from './exit-codes';
import { bold, dim, say, sayJson, table, text } from './output';

interface Options {
  json?: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const time = (at: string | null) => (at === null ? 'never' : formatTime(Date.parse(at), Date.now()));
const operator = () => `${process.env.SUDO_USER ?? process.env.USER ?? 'operator'} at the shell`;

/** Throws `database_unavailable` where there is none to speak to. */
async function withDatabase(act: () => Promise<number>): Promise<number> {
  const { values, dataDir } = readEnv();
  const url = values.DATABASE_URL ?? embeddedUrl(dataDir);
  if (url === null) {
    throw new WinnowError(
      'database_unavailable',
      'DATABASE_URL is not set and no embedded database runs here. Start Winnow with npm start.',
    );
  }
  process.env.DATABASE_URL = url;
  try {
    return await act();
  } finally {
    await closeDatabase();
  }
}

const note = (action: AuditAction, target: string | null, details: Record<string, unknown>) =>
  writeAudit({ actorKind: 'operator', actor: operator(), action, target, outcome: 'done', door: 'cli', details });

/** adminLink prints a link by which an admin comes in, or a person sets another password. Returns the exit code. */
export function adminLink({ json = false, for: name }: Options & { for?: string }): Promise<number> {
  return withDatabase(async () => {
    const env = readEnv();
    const account = name === undefined ? undefined : await accountNamed(name);
    const { token, role, expiresAt } = await newLink(operator(), { role: 'admin', accountId: account?.id });
    await note('link.create', account?.id ?? null, { role });
    const url = linkAddress(pageAddress(env.values), token);
    if (json) sayJson({ url, role, expires_at: expiresAt.toISOString() });
    else {
      say(bold(url));
      say(dim(account ? `Sets the password of ${text(account.name)} anew.` : 'Makes an account of the role admin.'));
      say(dim('It works once, for a day.'));
      if (!env.signIn) say('Nobody signs in here yet: this Winnow listens on loopback only. HOST or ENABLE_SIGN_IN changes that.');
      else if (!account && (await hasAccounts())) say(dim('There are accounts already; this makes one more.'));
    }
    return EXIT.ok;
  });
}

async function accountNamed(name: string): Promise<{ id: string; name: string }> {
  const account = (await listAccounts()).find((one) => nameKeyOf(one.name) === nameKeyOf(name));
  if (!account) throw new WinnowError('not_found', `There is no account named ${name}.`);
  return account;
}

export function createKeyCommand(
  name: string,
  { json = false, scopes, days, perMinute }: Options & { scopes: string[]; days: number; perMinute: number },
): Promise<number> {
  const wanted = checked(newKeySchema, { name, scopes, expires_in_days: days === 0 ? null : days, requests_per_minute: perMinute });
  return withDatabase(async () => {
    const key = await createKey(operator(), {
      name: wanted.name,
      scopes: wanted.scopes,
      expiresInDays: wanted.expires_in_days,
      requestsPerMinute: wanted.requests_per_minute,
    });
    await note('key.create', key.id, { name: key.name, start: key.start, scopes: key.scopes, expiresAt: key.expiresAt });
    if (json) sayJson(toWire(key));
    else {
      say(bold(key.key));
      say(dim(`${key.scopes.join(', ')}; ${key.expiresAt ? `until ${key.expiresAt}` : 'for ever'}. It is shown this once.`));
    }
    return EXIT.ok;
  });
}

export function listKeysCommand({ json = false }: Options): Promise<number> {
  return withDatabase(async () => {
    const keys = await listKeys();
    if (json) sayJson(toWire({ keys }));
    else if (keys.length === 0) say('There are no API keys. winnow keys create NAME makes one.');
    else {
      table(
        ['ID', 'KEY', 'STATE', 'SCOPES', 'LAST USED', 'NAME'],
        keys.map((key) => [key.id, `${key.start}…`, key.state, key.scopes.join(' '), time(key.lastUsedAt), text(key.name)]),
      );
    }
    return EXIT.ok;
  });
}

export function revokeKeyCommand(id: string, { json = false }: Options): Promise<number> {
  return withDatabase(async () => {
    const key = await revokeKey(idOf(id, 'API key'));
    await note('key.revoke', key.id, { name: key.name, start: key.start });
    if (json) sayJson(toWire(key));
    else say(`${key.start}… (${text(key.name)}) is revoked.`);
    return EXIT.ok;
  });
}

export function listSessionsCommand({ json = false }: Options): Promise<number> {
  return withDatabase(async () => {
    const sessions = await listSessions(null, null);
    if (json) sayJson(toWire({ sessions }));
    else if (sessions.length === 0) say('Nobody is signed in.');
    else {
      table(
        ['ID', 'ACCOUNT', 'SINCE', 'LAST SEEN', 'ADDRESS', 'BROWSER'],
        sessions.map((one) => [
          one.id,
          text(one.account),
          time(one.createdAt),
          time(one.lastSeenAt),
          one.address ?? '–',
          text(one.agent ?? '–', 60),
        ]),
      );
    }
    return EXIT.ok;
  });
}

export function endSessionCommand(id: string, { json = false }: Options): Promise<number> {
  return withDatabase(async () => {
    const of = await endSession(idOf(id, 'session'), null);
    if (of === null) throw new WinnowError('not_found', `There is no session ${id}.`);
    await note('session.end', id, { of });
    if (json) sayJson({ status: 'ended' });
    else say(`A session of ${text(of)} has ended.`);
    return EXIT.ok;
  });
}

export function auditLogCommand(options: Options & { limit: number; before?: number; action?: string; actor?: string }): Promise<number> {
  const { json = false, limit, before, action, actor } = options;
  const page = checked(auditPageSchema, { limit, cursor: before, action, actor });
  return withDatabase(async () => {
    const { enabled, entries, nextCursor } = await listAudit(page);
    if (json) {
      sayJson(toWire({ enabled, entries, nextCursor }));
      return EXIT.ok;
    }
    if (entries.length === 0) say('There are no entries.');
    else {
      table(
        ['ID', 'WHEN', 'WHO', 'WHAT', 'OUTCOME', 'FROM', 'DETAILS'],
        entries.map((entry) => [
          String(entry.id),
          entry.at,
          `${entry.actorKind}:${text(entry.actor, 40)}`,
          entry.action,
          entry.outcome,
          entry.address ?? entry.door ?? '–',
          text([entry.target ?? '', JSON.stringify(entry.details)].filter((part) => part !== '' && part !== '{}').join(' '), 160),
        ]),
      );
    }
    if (nextCursor !== null) say(dim(`Older ones: --before ${nextCursor}`));
    if (!enabled) say('ENABLE_AUDIT_LOGGING is off: nothing is added.');
    return EXIT.ok;
  });
}

function idOf(id: string, what: string): string {
  if (!UUID.test(id)) throw new WinnowError('not_found', `There is no ${what} ${id}.`);
  return id.toLowerCase();
}

function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new WinnowError('invalid_request', parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}
