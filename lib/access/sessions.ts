/** Browsers that are signed in. The cookie holds a token, the table its hash; ending a session deletes its row, and the next request finds nothing. */
import { newId } from '@/lib/base/ids';
import type { Role } from '@/lib/core/access/scopes';
import type { SessionView } from '@/lib/core/access/views';
import { database, storable } from '@/lib/data/client';
import { hashToken, newToken } from './secrets';

const DAY_MS = 86_400_000;
export const LONGEST_SESSION_DAYS = 30;
const LONGEST_IDLE_DAYS = 7;
/** How often it is noted that a session is in use. */
const SEEN_EVERY_MS = 60_000;
const AGENT_LENGTH = 300;

export interface SignedIn {
  sessionId: string;
  accountId: string;
  name: string;
  role: Role;
}

const alive = (now: number) => ({
  createdAt: { gt: new Date(now - LONGEST_SESSION_DAYS * DAY_MS) },
  lastSeenAt: { gt: new Date(now - LONGEST_IDLE_DAYS * DAY_MS) },
});

/** startSession returns the token for the cookie; it is stored nowhere. Sessions of that account that have run out are removed. */
export async function startSession(accountId: string, from: { address: string | null; agent: string | null }): Promise<string> {
  const token = newToken();
  await database().session.deleteMany({ where: { accountId, NOT: alive(Date.now()) } });
  await database().session.create({
    data: {
      id: newId(),
      tokenHash: hashToken(token),
      accountId,
      address: from.address,
      agent: from.agent === null ? null : storable(from.agent).slice(0, AGENT_LENGTH),
    },
  });
  return token;
}

/** findSession is whose session a token is; null where it has ended, or never was. */
export async function findSession(token: string): Promise<SignedIn | null> {
  const now = Date.now();
  const session = await database().session.findFirst({
    where: { tokenHash: hashToken(token), ...alive(now) },
    select: { id: true, lastSeenAt: true, account: { select: { id: true, name: true, role: true } } },
  });
  if (!session) return null;
  if (now - session.lastSeenAt.getTime() > SEEN_EVERY_MS) {
    // It may have been ended meanwhile: then nothing is updated.
    await database().session.updateMany({ where: { id: session.id }, data: { lastSeenAt: new Date(now) } });
  }
  const { id, name, role } = session.account;
  return { sessionId: session.id, accountId: id, name, role: role as Role };
}

/** listSessions gives those that are alive, of one account or of all, latest first. */
export async function listSessions(accountId: string | null, currentId: string | null): Promise<SessionView[]> {
  const sessions = await database().session.findMany({
    where: { ...alive(Date.now()), ...(accountId ? { accountId } : {}) },
    include: { account: { select: { name: true } } },
    orderBy: { lastSeenAt: 'desc' },
    take: 500,
  });
  return sessions.map(({ id, accountId: of, account, createdAt, lastSeenAt, address, agent }) => ({
    id,
    accountId: of,
    account: account.name,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    address,
    agent,
    isCurrent: id === currentId,
  }));
}

/** endSession ends one, of that account only where one is named. Returns whose it was; null where there is none. */
export async function endSession(id: string, accountId: string | null): Promise<string | null> {
  const session = await database().session.findFirst({
    where: { id, ...(accountId ? { accountId } : {}) },
    include: { account: { select: { name: true } } },
  });
  if (!session) return null;
  await database().session.deleteMany({ where: { id } });
  return session.account.name;
}

/** endOtherSessions ends all of an account but one. */
export async function endOtherSessions(accountId: string, keptId: string | null): Promise<void> {
  await database().session.deleteMany({ where: { accountId, ...(keptId ? { id: { not: keptId } } : {}) } });
}
