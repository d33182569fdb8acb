import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import {
  changePassword,
  changeRole,
  hasAccounts,
  linkAddress,
  listAccounts,
  newLink,
  redeemLink,
  redeemLinkWith,
  removeAccount,
} from './accounts';
import { listAudit, writeAudit } from './audit-log';
import { createKey, findKey, listKeys, revokeKey } from './keys';
import { limitRequests, sweepAttempts } from './limits';
import { endOtherSessions, endSession, findSession, listSessions, startSession } from './sessions';
import { accessSettings, saveAccessSettings } from './settings';
import { signIn } from './sign-in';

const PASSWORD = 'correct horse battery';
const FROM = { address: '192.0.2.1', agent: 'test' };
const DAY_MS = 86_400_000;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await database().account.deleteMany();
  await database().rateLimit.deleteMany();
});
afterEach(() => {
  vi.useRealTimers();
  delete process.env.ENABLE_AUDIT_LOGGING;
});

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error: unknown) => (error instanceof WinnowError ? error.code : String(error)),
  );
async function account(name: string, role: 'viewer' | 'member' | 'admin' = 'admin') {
  return redeemLink((await newLink('test', { role })).token, { name, password: PASSWORD });
}

describe('a one-time link', () => {
  it('makes one account, however many use it at once', async () => {
    const { token } = await newLink('test', { role: 'admin' });
    const tries = ['Ada', 'Grace', 'Edsger'].map((name) => codeOf(redeemLink(token, { name, password: PASSWORD })));
    expect((await Promise.all(tries)).sort()).toEqual(['done', 'link_invalid', 'link_invalid']);
    expect(await listAccounts()).toHaveLength(1);
  });

  it('is stored as a hash, and keeps its token behind the #', async () => {
    const { token } = await newLink('test', { role: 'admin' });
    const [row] = await database().oneTimeLink.findMany();
    expect(JSON.stringify(row)).not.toContain(token);
    expect(new URL(linkAddress('https://winnow.example', token)).hash).toBe(`#${token}`);
    await database().oneTimeLink.deleteMany();
  });

  it('still works where the name was taken, and not after a day', async () => {
    await account('Ada');
    const { token } = await newLink('test', { role: 'viewer' });
    expect(await codeOf(redeemLink(token, { name: ' aDA ', password: PASSWORD }))).toBe('invalid_request');
    await database().oneTimeLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await codeOf(redeemLink(token, { name: 'Grace', password: PASSWORD }))).toBe('link_invalid');
  });

  it('for an account sets its password and ends its sessions', async () => {
    const { id } = await account('Ada');
    const session = await startSession(id, FROM);
    const { token } = await newLink('test', { role: 'viewer', accountId: id });
    expect(await redeemLink(token, { password: 'another long password' })).toMatchObject({ id, role: 'admin' });
    expect(await findSession(session)).toBeNull();
    expect(await codeOf(signIn('Ada', PASSWORD, FROM))).toBe('sign_in_failed');
    expect(await codeOf(signIn('Ada', 'another long password', FROM))).toBe('done');
  });

  it('ties a person at the provider to one account', async () => {
    const person = { issuer: 'https://id.example', subject: '42' };
    const made = await redeemLinkWith((await newLink('test', { role: 'member' })).token, person, 'Ada\u0007');
    expect(made).toMatchObject({ name: 'Ada', role: 'member' });
    expect(await codeOf(redeemLinkWith((await newLink('test', { role: 'admin' })).token, person, 'Ada'))).toBe('conflict');
    expect(await codeOf(signIn('Ada', '', FROM))).toBe('sign_in_failed');
  });
});

describe('accounts', () => {
  it('always leave an admin, even when two remove each other', async () => {
    const [ada, grace] = [await account('Ada'), await account('Grace')];
    const codes = await Promise.all([codeOf(removeAccount(ada.id)), codeOf(removeAccount(grace.id))]);
    expect(codes.sort()).toEqual(['conflict', 'done']);
    const [left] = await listAccounts();
    expect(await codeOf(changeRole(left!.id, 'viewer'))).toBe('conflict');
    expect(await hasAccounts()).toBe(true);
  });

  it('change their password only with the one they have', async () => {
    const { id } = await account('Ada');
    const tokens = [await startSession(id, FROM), await startSession(id, FROM)];
    const kept = (await findSession(tokens[0]!))!.sessionId;
    expect(await codeOf(changePassword(id, kept, 'not it', 'another long password'))).toBe('invalid_request');
    await changePassword(id, kept, PASSWORD, 'another long password');
    expect(await Promise.all(tokens.map(async (token) => (await findSession(token)) !== null))).toEqual([true, false]);
  });

  it('store no password, and spend a new salt on each', async () => {
    await account('Ada');
    await account('Grace');
    const hashes = (await database().account.findMany()).map(({ passwordHash }) => passwordHash);
    expect(new Set(hashes).size).toBe(2);
    for (const hash of hashes) expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  });
});

describe('signing in', () => {
  it('says the same of a wrong name and a wrong password', async () => {
    await account('Ada');
    const said = async (name: string) => {
      const error = await signIn(name, 'wrong password', FROM).catch((thrown: WinnowError) => thrown);
      return error instanceof WinnowError ? [error.code, error.message] : null;
    };
    expect(await said('Ada')).toEqual(await said('Nobody'));
  });

  it('is refused after six wrong tries from one address, at once as well, and not to others elsewhere', async () => {
    await account('Ada');
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(signIn('Ada', 'wrong password', FROM))));
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(6);
    expect(await codeOf(signIn('ada', PASSWORD, FROM))).toBe('rate_limited');
    expect(await codeOf(signIn('Ada', PASSWORD, { ...FROM, address: '198.51.100.9' }))).toBe('done');
  });

  it('counts names of a whole IPv6 network of one customer together, and is swept', async () => {
    const from = (n: number) => ({ ...FROM, address: `2001:db8:1:2::${n}` });
    for (let i = 0; i < 20; i++) await codeOf(signIn(`name ${i}`, 'x', from(i + 1)));
    expect(await codeOf(signIn('fresh name', 'x', from(99)))).toBe('rate_limited');
    await database().rateLimit.updateMany({ data: { expire: new Date(0) } });
    await sweepAttempts();
    expect(await database().rateLimit.count()).toBe(0);
  }, 60_000);
});

describe('sessions', () => {
  it('end when they are ended, when unused for a week, after thirty days', async () => {
    const { id } = await account('Ada');
    const token = await startSession(id, FROM);
    expect(await findSession(token)).toMatchObject({ name: 'Ada', role: 'admin' });
    const sessionId = (await listSessions(id, null))[0]!.id;
    for (const data of [
      { lastSeenAt: new Date(Date.now() - 7 * DAY_MS) },
      { createdAt: new Date(Date.now() - 30 * DAY_MS), lastSeenAt: new Date() },
    ]) {
      await database().session.update({ where: { id: sessionId }, data });
      expect(await findSession(token)).toBeNull();
    }
    const other = await startSession(id, FROM);
    expect(await listSessions(null, null)).toHaveLength(1);
    await endOtherSessions(id, null);
    expect(await findSession(other)).toBeNull();
  });

  it('are ended by nobody else but an admin', async () => {
    const [ada, grace] = [await account('Ada'), await account('Grace', 'viewer')];
    const token = await startSession(ada.id, FROM);
    const { sessionId } = (await findSession(token))!;
    expect(await endSession(sessionId, grace.id)).toBeNull();
    expect(await endSession(sessionId, null)).toBe('Ada');
  });

  it('are stored as a hash', async () => {
    const { id } = await account('Ada');
    const token = await startSession(id, FROM);
    expect(JSON.stringify(await database().session.findMany())).not.toContain(token);
  });
});

describe('API keys', () => {
  const WANTED = { name: 'ci', scopes: ['submit', 'read'] as const, expiresInDays: 1, requestsPerMinute: 5 };

  it('are shown once, stored as a hash, listed with their last use', async () => {
    const { key, id } = await createKey('Ada', WANTED);
    expect(JSON.stringify(await database().apiKey.findMany())).not.toContain(key);
    expect(await findKey(key, '192.0.2.7')).toEqual({ id, name: 'ci', scopes: ['read', 'submit'], requestsPerMinute: 5 });
    expect((await listKeys())[0]).toMatchObject({ id, state: 'active', lastUsedAddress: '192.0.2.7', start: key.slice(0, 10) });
  });

  it('do not work once revoked, expired or mistyped', async () => {
    const { key, id } = await createKey('Ada', WANTED);
    await findKey(key, null);
    await revokeKey(id);
    expect(await codeOf(findKey(key, null))).toBe('unauthenticated');
    const expired = await createKey('Ada', WANTED);
    await database().apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(findKey(expired.key, null)).rejects.toThrow(/is expired/);
    expect(await codeOf(findKey(`${key}x`, null))).toBe('unauthenticated');
    expect(await codeOf(revokeKey('01930000-0000-7000-8000-000000000000'))).toBe('not_found');
  });

  it('are held to their requests a minute', async () => {
    const codes = await Promise.all(Array.from({ length: 7 }, () => codeOf(limitRequests('key test', 5))));
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(2);
    const error = (await limitRequests('key test', 5).catch((thrown: WinnowError) => thrown)) as WinnowError;
    expect(error.retryAfterSeconds).toBeGreaterThan(0);
    expect(error.retryAfterSeconds).toBeLessThanOrEqual(60);
  });
});

describe('the audit log', () => {
  const FACT = { actorKind: 'account', actor: 'Ada', action: 'run.cancel', outcome: 'done' } as const;

  it('is empty where it is off', async () => {
    await writeAudit(FACT);
    expect(await listAudit({ limit: 10 })).toEqual({ enabled: false, entries: [], nextCursor: null });
  });

  it('stores any text as one line of its own, without secrets, and no more of it than fits', async () => {
    process.env.ENABLE_AUDIT_LOGGING = '1';
    const hostile = `a\r\n{"actor":"root"}\u2028\u202e\u0000\u001b[2J Bearer ${'s'.repeat(30)} wnw_${'k'.repeat(43)}`;
    await writeAudit({
      ...FACT,
      actor: hostile,
      target: hostile,
      agent: hostile,
      details: { [hostile]: [hostile, { deep: 'x'.repeat(9_000) }] },
    });
    const { entries } = await listAudit({ limit: 1 });
    const text = JSON.stringify(entries[0]);
    expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]|\\n|\\r/u);
    expect(text).not.toMatch(/s{30}|k{43}/);
    expect(text.length).toBeLessThan(5_000);
    expect(entries[0]).toMatchObject({ action: 'run.cancel', actor: expect.stringContaining('\\u000d\\u000a') });
  });

  it('pages backwards without missing or repeating an entry', async () => {
    process.env.ENABLE_AUDIT_LOGGING = '1';
    for (let i = 0; i < 5; i++) await writeAudit({ ...FACT, action: 'feed.check', target: String(i) });
    const seen: (string | null)[] = [];
    for (let cursor: number | undefined; ; ) {
      const page = await listAudit({ limit: 2, action: 'feed.check', ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.entries.map(({ target }) => target));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['4', '3', '2', '1', '0']);
  });

  it('refuses to be changed, and loses its old end only by the one door', async () => {
    process.env.ENABLE_AUDIT_LOGGING = '1';
    await database()
      .$executeRaw`INSERT INTO audit_log (at, actor_kind, actor, action, outcome) VALUES (now() - interval '40 days', 'local', 'old', 'run.submit', 'done')`;
    await writeAudit(FACT);
    const before = await database().auditEntry.count();
    for (const attempt of [
      () => database().auditEntry.deleteMany(),
      () => database().auditEntry.updateMany({ data: { actor: 'x' } }),
      () => database().$executeRaw`TRUNCATE audit_log`,
      () => database().$queryRaw`SELECT prune_audit_log(29)`,
    ]) {
      await expect(attempt()).rejects.toThrow();
    }
    await database().$queryRaw`SELECT prune_audit_log(30)::text`;
    await expect(database().auditEntry.deleteMany()).rejects.toThrow();
    expect(await database().auditEntry.count()).toBe(before - 1);
  });
});

describe('settings of access', () => {
  it('hold defaults, are replaced whole, and refuse what is out of range', async () => {
    await saveAccessSettings({ max_waiting_runs: 5 });
    expect(await accessSettings()).toEqual({ requests_per_minute: 1200, max_waiting_runs: 5 });
    expect(await codeOf(saveAccessSettings({ max_waiting_runs: 0 }))).toBe('invalid_request');
  });
});
