/** Where people sign in: the decision itself, without a server around it. e2e/access.spec.ts asks every route over HTTP. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newLink, redeemLink } from '@/lib/access/accounts';
import { listAudit } from '@/lib/access/audit-log';
import { PEER_HEADER } from '@/lib/access/client';
import { createKey, revokeKey } from '@/lib/access/keys';
import { startSession } from '@/lib/access/sessions';
import { saveAccessSettings } from '@/lib/access/settings';
import { WinnowError } from '@/lib/base/errors';
import { isAllowed, type Scope } from '@/lib/core/access/scopes';
import { database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import * as keyRoute from '../api/access/keys/route';
import * as meRoute from '../api/access/me/route';
import * as signInRoute from '../api/access/sign-in/route';
import * as signOutRoute from '../api/access/sign-out/route';
import { ASKERS } from './access-page';
import { ROUTES } from './access-table';
import { admit } from './admission';
import { recordOne } from './recording';

const HOST = 'winnow.example:8000';
const ORIGIN = `http://${HOST}`;
const PASSWORD = 'correct horse battery';
const BROWSER = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' };

let test: TestDatabase;
let session: Record<string, string>;

beforeAll(async () => {
  process.env.LOG_LEVEL = 'FATAL';
  process.env.ENABLE_SIGN_IN = '1';
  process.env.ENABLE_AUDIT_LOGGING = '1';
  test = await createTestDatabase();
  const { id } = await redeemLink((await newLink('test', { role: 'admin' })).token, { name: 'Ada', password: PASSWORD });
  session = { cookie: `winnow_session=${await startSession(id, { address: null, agent: null })}` };
});
afterAll(async () => {
  for (const name of ['ENABLE_SIGN_IN', 'ENABLE_AUDIT_LOGGING', 'WINNOW_PUBLIC_URL']) delete process.env[name];
  await test.close();
});
beforeEach(() => delete process.env.WINNOW_PUBLIC_URL);

const asked = (method: string, pathname: string, headers: Record<string, string> = {}) => ({
  method,
  pathname,
  headers: new Headers({ host: HOST, [PEER_HEADER]: '192.0.2.1', ...headers }),
});
const codeOf = (method: string, pathname: string, headers: Record<string, string> = {}) =>
  admit(asked(method, pathname, headers), 'first').then(
    ({ asker }) => asker.kind,
    (error: unknown) => (error instanceof WinnowError ? error.code : String(error)),
  );
const bearer = async (scopes: readonly Scope[], requestsPerMinute = 10_000) => {
  const { id, key } = await createKey('test', { name: 'test', scopes, expiresInDays: 1, requestsPerMinute });
  return { id, headers: { authorization: `Bearer ${key}` } };
};
const none = { params: Promise.resolve({}) };
const request = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
  new Request(`${ORIGIN}${path}`, {
    method,
    headers: { host: HOST, [PEER_HEADER]: '192.0.2.1', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describe('admission where people sign in', () => {
  it('decides of every route for every key as the table says', async () => {
    for (const asker of ASKERS.filter(({ kind }) => kind === 'key' || kind === 'anonymous')) {
      const headers = asker.kind === 'key' ? (await bearer(asker.scopes)).headers : {};
      for (const { method, path, access } of ROUTES) {
        const code = await codeOf(method, path.replaceAll(/\{\w+\}/g, 'x'), headers);
        const refused = asker.kind === 'key' ? 'forbidden' : 'unauthenticated';
        expect([asker.name, method, path, code]).toEqual([asker.name, method, path, isAllowed(asker, access) ? asker.kind : refused]);
      }
    }
  }, 60_000);

  it('knows a session, and refuses what another page would do with it', async () => {
    expect(await codeOf('GET', '/api/runs', session)).toBe('account');
    expect(await codeOf('POST', '/api/runs', { ...session, ...BROWSER })).toBe('account');
    expect(await codeOf('POST', '/api/runs', session)).toBe('forbidden_origin');
    expect(await codeOf('POST', '/api/runs', { ...session, origin: 'null' })).toBe('forbidden_origin');
    expect(await codeOf('GET', '/api/runs', { ...session, 'sec-fetch-site': 'cross-site' })).toBe('forbidden_origin');
    expect(await codeOf('GET', '/api/runs', { cookie: `${session.cookie}; ${session.cookie}` })).toBe('unauthenticated');
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect(await codeOf('GET', '/runs', { ...session, ...link })).toBe('account');
  });

  it('takes over HTTPS the cookie with the prefix only', async () => {
    process.env.WINNOW_PUBLIC_URL = 'https://winnow.example:8000';
    expect(await codeOf('GET', '/api/runs', session)).toBe('unauthenticated');
    expect(await codeOf('GET', '/api/runs', { cookie: `__Host-${session.cookie}` })).toBe('account');
  });

  it('does not fall back to the session where a key is wrong', async () => {
    for (const authorization of ['Bearer wnw_wrong', 'Bearer other', 'Basic YTpi']) {
      expect(await codeOf('GET', '/api/runs', { ...session, authorization })).toBe('unauthenticated');
    }
  });

  it('keeps a key to its limit, and an address to its', async () => {
    const { headers } = await bearer(['read'], 2);
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push(await codeOf('GET', '/api/runs', headers));
    expect(codes).toEqual(['key', 'key', 'rate_limited']);
    await saveAccessSettings({ requests_per_minute: 10 });
    const guesses = [];
    for (let i = 0; i < 11; i++)
      guesses.push(await codeOf('GET', '/api/runs', { authorization: 'Bearer wnw_x', [PEER_HEADER]: '198.51.100.1' }));
    expect([guesses[0], guesses[10]]).toEqual(['unauthenticated', 'rate_limited']);
    await saveAccessSettings({});
  });

  it('guards posted records, which are answered before everything else', async () => {
    const body = async function* () {
      yield Buffer.from('{"processing_type":"full"}');
    };
    const post = (headers: Record<string, string>) =>
      recordOne({
        ...asked('POST', '/api/performance/record', { 'content-type': 'application/json', ...headers }),
        search: '',
        body: body(),
      });
    const [reader, recorder] = [await bearer(['read']), await bearer(['record'])];
    expect(
      await Promise.all([post({}), post(reader.headers), post(recorder.headers)].map(async (answer) => (await answer).status)),
    ).toEqual([401, 403, 200]);
    await revokeKey(recorder.id);
    expect((await post(recorder.headers)).status).toBe(401);
    expect(await database().performanceRecord.count()).toBe(1);
  });
});

describe('routes where people sign in', () => {
  it('check again who asks, whatever let the request through', async () => {
    expect((await keyRoute.GET(request('GET', '/api/access/keys', {}), none)).status).toBe(401);
    expect((await keyRoute.GET(request('GET', '/api/access/keys', (await bearer(['read'])).headers), none)).status).toBe(403);
    const answer = await meRoute.GET(request('GET', '/api/access/me', session), none);
    expect(await answer.json()).toEqual({
      kind: 'account',
      name: 'Ada',
      role: 'admin',
      scopes: ['read', 'submit', 'record', 'admin'],
      sign_in: true,
    });
  });

  it('sign in and out, with the cookie as it should be, and leave entries before they answer', async () => {
    const wrong = await signInRoute.POST(request('POST', '/api/access/sign-in', BROWSER, { name: 'Ada', password: 'wrong one' }), none);
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([401, null]);
    const right = await signInRoute.POST(request('POST', '/api/access/sign-in', BROWSER, { name: 'ada', password: PASSWORD }), none);
    const cookie = right.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^winnow_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
    const own = { cookie: cookie.split(';', 1)[0]!, ...BROWSER };
    expect((await signOutRoute.POST(request('POST', '/api/access/sign-out', own), none)).status).toBe(204);
    expect((await meRoute.GET(request('GET', '/api/access/me', own), none)).status).toBe(401);
    const { entries } = await listAudit({ limit: 3 });
    expect(entries.map(({ action, actor, outcome, status, address }) => [action, actor, outcome, status, address])).toEqual([
      ['access.sign_out', 'Ada', 'done', 204, '192.0.2.1'],
      ['access.sign_in', 'Ada', 'done', 200, '192.0.2.1'],
      ['access.sign_in', 'anonymous', 'refused', 401, '192.0.2.1'],
    ]);
  });

  it('do not say "done" where the log cannot be written', async () => {
    await database().$executeRaw`ALTER TABLE audit_log RENAME TO audit_log_away`;
    try {
      const made = await keyRoute.POST(
        request('POST', '/api/access/keys', { ...session, ...BROWSER }, { name: 'x', scopes: ['read'] }),
        none,
      );
      expect(made.status).toBe(500);
      expect(await made.text()).not.toContain('wnw_');
    } finally {
      await database().$executeRaw`ALTER TABLE audit_log_away RENAME TO audit_log`;
    }
  });
});
