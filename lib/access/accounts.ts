/** Accounts, and the one-time links that make them. */
import { WinnowError } from '@/lib/base/errors';
import { newId } from '@/lib/base/ids';
import type { Role } from '@/lib/core/access/scopes';
import type { AccountView } from '@/lib/core/access/views';
import { database, isUniqueViolation, type Tx } from '@/lib/data/client';
import type { OneTimeLink } from '@/lib/data/generated/client';
import { hashPassword, isPassword } from './passwords';
import { hashToken, newToken } from './secrets';
import { endOtherSessions } from './sessions';

const LINK_HOURS = 24;

/** A person at an OpenID provider. */
export interface ProviderIdentity {
  issuer: string;
  subject: string;
}

export interface Named {
  id: string;
  name: string;
  role: Role;
}

/** How names are compared: two that look the same are the same. */
export const nameKeyOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

export const hasAccounts = async (): Promise<boolean> => (await database().account.findFirst({ select: { id: true } })) !== null;

/** newLink makes a link that works once, for a day. Returns its token, which is stored nowhere. Throws `not_found` of an account. */
export async function newLink(
  createdBy: string,
  wanted: { role: Role; accountId?: string | undefined },
): Promise<{ token: string; role: Role; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + LINK_HOURS * 3_600_000);
  const role = wanted.accountId ? (await findAccount(wanted.accountId)).role : wanted.role;
  await database().oneTimeLink.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  await database().oneTimeLink.create({
    data: { tokenHash: hashToken(token), role, accountId: wanted.accountId ?? null, createdBy, expiresAt },
  });
  return { token, role, expiresAt };
}

/** linkAddress is where a link leads. The token stands behind the #, which browsers send to no server and no log. */
export const linkAddress = (base: string, token: string): string => `${base}/welcome#${token}`;

/**
 * redeemLink makes the link's account, or gives its account another password and ends its sessions. Throws `link_invalid` where it was used, has run out
 * or never was; `invalid_request` where the name is missing or taken.
 */
export async function redeemLink(token: string, given: { name?: string | undefined; password: string }): Promise<Named> {
  const passwordHash = await hashPassword(given.password);
  return withLink(token, async (tx, link) => {
    if (link.accountId === null) return createAccount(tx, { name: given.name, role: link.role as Role, passwordHash });
    const { id, name, role } = await tx.account.update({ where: { id: link.accountId }, data: { passwordHash } });
    await tx.session.deleteMany({ where: { accountId: id } });
    return { id, name, role: role as Role };
  });
}

/** redeemLinkWith makes the link's account, or ties its account, to a person at the provider. Throws as redeemLink does, and `conflict` where that person has an account. */
export async function redeemLinkWith(token: string, { issuer, subject }: ProviderIdentity, proposedName: string): Promise<Named> {
  const identity = { oidcIssuer: issuer, oidcSubject: subject };
  try {
    return await withLink(token, async (tx, link) => {
      if (link.accountId === null)
        return createAccount(tx, { name: await freeName(tx, proposedName), role: link.role as Role, ...identity });
      const { id, name, role } = await tx.account.update({ where: { id: link.accountId }, data: identity });
      return { id, name, role: role as Role };
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new WinnowError('conflict', 'You have an account here already: sign in with it.', { cause: error });
  }
}

/** Whoever deletes the row has used the link; what fails after that gives it back. */
async function withLink<T>(token: string, act: (tx: Tx, link: OneTimeLink) => Promise<T>): Promise<T> {
  return database().$transaction(async (tx) => {
    const where = { tokenHash: hashToken(token), expiresAt: { gt: new Date() } };
    const link = await tx.oneTimeLink.findFirst({ where });
    const { count } = await tx.oneTimeLink.deleteMany({ where });
    if (!link || count !== 1) throw new WinnowError('link_invalid', 'This link was used already, has run out, or is not whole.');
    return act(tx, link);
  });
}

async function createAccount(
  tx: Tx,
  { name, role, ...rest }: { name: string | undefined; role: Role; passwordHash?: string; oidcIssuer?: string; oidcSubject?: string },
): Promise<Named> {
  if (!name) throw fieldFault('name', 'is missing');
  const nameKey = nameKeyOf(name);
  if (await tx.account.findUnique({ where: { nameKey } })) throw fieldFault('name', 'is taken');
  const id = newId();
  await tx.account.create({ data: { id, name, nameKey, role, ...rest } });
  return { id, name, role };
}

/** What the provider calls somebody, with a number behind it where that is taken. */
async function freeName(tx: Tx, proposed: string): Promise<string> {
  const base =
    proposed
      .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
      .trim()
      .slice(0, 70) || 'person';
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base} ${n}`;
    if (!(await tx.account.findUnique({ where: { nameKey: nameKeyOf(name) } }))) return name;
  }
}

const fieldFault = (field: string, message: string) =>
  new WinnowError('invalid_request', `${field} ${message}`, { fields: [{ field, message }] });

async function findAccount(id: string): Promise<Named> {
  const account = await database().account.findUnique({ where: { id } });
  if (!account) throw new WinnowError('not_found', `There is no account ${id}.`);
  return { id, name: account.name, role: account.role as Role };
}

export async function accountOf({ issuer, subject }: ProviderIdentity): Promise<Named | null> {
  const account = await database().account.findUnique({
    where: { oidcIssuer_oidcSubject: { oidcIssuer: issuer, oidcSubject: subject } },
  });
  return account && { id: account.id, name: account.name, role: account.role as Role };
}

/** accountByPassword is the account of that name and password; null takes as long, whichever of the two is wrong. */
export async function accountByPassword(name: string, password: string): Promise<Named | null> {
  const account = await database().account.findUnique({ where: { nameKey: nameKeyOf(name) } });
  const isRight = await isPassword(password, account?.passwordHash ?? null);
  return account && isRight ? { id: account.id, name: account.name, role: account.role as Role } : null;
}

/** changePassword ends the account's other sessions. Throws `invalid_request` where the current password is another. */
export async function changePassword(accountId: string, sessionId: string, current: string, password: string): Promise<void> {
  const account = await database().account.findUnique({ where: { id: accountId } });
  if (!(await isPassword(current, account?.passwordHash ?? null))) throw fieldFault('current', 'is not your password');
  await database().account.update({ where: { id: accountId }, data: { passwordHash: await hashPassword(password) } });
  await endOtherSessions(accountId, sessionId);
}

export async function listAccounts(): Promise<AccountView[]> {
  const accounts = await database().account.findMany({
    include: { _count: { select: { sessions: true } } },
    orderBy: { createdAt: 'asc' },
  });
  return accounts.map(({ id, name, role, passwordHash, oidcSubject, createdAt, _count }) => ({
    id,
    name,
    role: role as Role,
    hasPassword: passwordHash !== null,
    hasProvider: oidcSubject !== null,
    createdAt: createdAt.toISOString(),
    sessions: _count.sessions,
  }));
}

/** changeRole takes effect with the next request of the account. Throws `not_found`, and `conflict` of the last admin. */
export async function changeRole(id: string, role: Role): Promise<Named> {
  return keepingAnAdmin(id, async (tx, account) => {
    await tx.account.update({ where: { id }, data: { role } });
    return { ...account, role };
  });
}

/** removeAccount ends its sessions too. Throws `not_found`, and `conflict` of the last admin. */
export async function removeAccount(id: string): Promise<Named> {
  return keepingAnAdmin(id, async (tx, account) => {
    await tx.account.delete({ where: { id } });
    return account;
  });
}

async function keepingAnAdmin(id: string, act: (tx: Tx, account: Named) => Promise<Named>): Promise<Named> {
  return database().$transaction(async (tx) => {
    // Two admins who remove each other at once must not both succeed.
    await tx.$queryRaw`SELECT id FROM account WHERE role = 'admin' ORDER BY id FOR UPDATE`;
    const account = await tx.account.findUnique({ where: { id } });
    if (!account) throw new WinnowError('not_found', `There is no account ${id}.`);
    const changed = await act(tx, { id, name: account.name, role: account.role as Role });
    const admins = await tx.account.count({ where: { role: 'admin' } });
    if (admins === 0) throw new WinnowError('conflict', `${account.name} is the last admin.`);
    return changed;
  });
}
