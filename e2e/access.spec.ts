/** Where people sign in: the first admin's way in, keys, sessions that end, and every route asked as everybody over HTTP. On a stack of its own. */
import { ASKERS } from '@/app/_server/access-page';
import { isApi, ROUTES, type Route } from '@/app/_server/access-table';
import { isAllowed, ROLES, SCOPES } from '@/lib/core/access/scopes';
import { type OwnStack, startOwnStack } from './own-stack';
import { expect, expectAccessible, open, test } from './test';

const NAME = 'Ada Operator';
const PASSWORD = 'a long and quiet password';
const UNKNOWN_ID = '01930000-0000-7000-8000-000000000000';

let stack: OwnStack;
/** Of the first admin, for what follows the first test. */
let adminCookie = '';

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.use({ expectedStatuses: [401, 403] });

test.beforeAll(async () => {
  stack = await startOwnStack({ ENABLE_SIGN_IN: '1', ENABLE_AUDIT_LOGGING: '1' });
});
test.afterAll(() => stack.stop());

/** Each on a connection of its own: one that is kept may be closed by the server just as the next request leaves. */
const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(stack.url + path, { redirect: 'manual', ...init, headers: { ...init.headers, connection: 'close' } });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', origin: stack.url, ...headers } });
const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';

/** A new account of a role, signed in by its one-time link. */
async function signedIn(role: string, name: string): Promise<string> {
  const link = (await (await post('/api/access/links', { role }, { cookie: adminCookie })).json()) as { url: string };
  const response = await post('/api/access/links/use', { token: new URL(link.url).hash.slice(1), name, password: PASSWORD });
  expect(response.status).toBe(201);
  return cookieOf(response);
}

test('the first admin comes in by the printed link, makes a key, uses it, and ends the session', async ({ page, context }) => {
  await page.goto(stack.url);
  await expect(page).toHaveURL(`${stack.url}/sign-in`);
  await expect.poll(() => stack.output()).toMatch(/\/welcome#[\w-]+/);
  const [, token] = /\/welcome#([\w-]+)/.exec(stack.output()) ?? [];

  await open(page, `${stack.url}/welcome#${token}`);
  await expectAccessible(page);
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByRole('button', { name: 'Analyse' })).toBeVisible();
  // The link has been used.
  expect((await post('/api/access/links/use', { token, name: 'Second', password: PASSWORD })).status).toBe(410);

  await page.getByRole('button', { name: `Account: ${NAME}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${stack.url}/sign-in`);
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password').fill('not that one at all');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Name or password is wrong.')).toBeVisible();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Analyse' })).toBeVisible();
  const [cookie] = await context.cookies(stack.url);
  expect(cookie).toMatchObject({ name: 'winnow_session', httpOnly: true, sameSite: 'Lax', path: '/' });

  await open(page, `${stack.url}/settings/access`);
  const form = page.getByRole('form', { name: 'New API key' });
  await form.getByLabel('Name').fill('reader');
  await form.getByRole('button', { name: 'Make a key' }).click();
  const key = (await page.getByTestId('secret').textContent()) ?? '';
  expect(key).toMatch(/^wnw_[\w-]{43}$/);
  await expectAccessible(page);

  const bearer = { authorization: `Bearer ${key}` };
  expect((await ask('/api/runs', { headers: bearer })).status).toBe(200);
  expect((await post('/api/runs', { url: 'sample:evening-news' }, bearer)).status).toBe(403);
  const remote = stack.winnow('status', '--json', '--url', stack.url, '--key', key);
  expect([remote.status, JSON.parse(remote.stdout)]).toMatchObject([0, { runs: [] }]);
  expect(stack.winnow('status', '--url', stack.url).status).toBe(1);

  await page.getByRole('button', { name: 'Revoke reader' }).click();
  await expect(page.getByRole('row', { name: /^reader/ })).toContainText('revoked');
  expect((await ask('/api/runs', { headers: bearer })).status).toBe(401);

  adminCookie = cookieOf(await post('/api/access/sign-in', { name: NAME.toUpperCase(), password: PASSWORD }));
  await page.reload();
  await page.getByRole('button', { name: `End the session of ${NAME}, this one` }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await ask('/api/runs', { headers: { cookie: `winnow_session=${cookie?.value}` } })).status).toBe(401);
  expect((await ask('/api/runs', { headers: { cookie: adminCookie } })).status).toBe(200);
});

test('every route answers everybody as the table says', async () => {
  const credentials = new Map<string, Record<string, string>>([['nobody', {}]]);
  for (const role of ROLES) credentials.set(role, { cookie: await signedIn(role, `Matrix ${role}`) });
  for (const scope of SCOPES) {
    const made = stack.winnow('keys', 'create', `matrix ${scope}`, '--scopes', scope, '--json');
    const { key } = JSON.parse(made.stdout) as { key: string };
    credentials.set(`key: ${scope}`, { authorization: `Bearer ${key}` });
  }
  const wrong: string[] = [];
  let asked = 0;
  // Signing out ends the session that the others need.
  const routes = [...ROUTES].sort((a, b) => Number(a.path.endsWith('/sign-out')) - Number(b.path.endsWith('/sign-out')));
  for (const route of routes) {
    await Promise.all(
      ASKERS.map(async (asker) => {
        const answer = await request(route, credentials.get(asker.name) ?? {});
        const expected = isAllowed(asker, route.access) ? 'allowed' : 'refused';
        asked += 1;
        if (answer.outcome !== expected) wrong.push(`${route.method} ${route.path} as ${asker.name}: ${answer.said}, not ${expected}`);
        if (answer.isShared) wrong.push(`${route.method} ${route.path} as ${asker.name}: may be kept by a shared cache`);
      }),
    );
  }
  expect(wrong).toEqual([]);
  expect(asked).toBe(ROUTES.length * ASKERS.length);
});

async function request(route: Route, credentials: Record<string, string>) {
  const path = route.path.replace('{id}', UNKNOWN_ID).replace('{rule}', 'error_rate').replace('{n}', '999999');
  const isChange = route.method !== 'GET';
  const headers = { ...credentials, ...(isChange ? { 'content-type': 'application/json', origin: stack.url } : {}) };
  const response = await ask(path, { method: route.method, headers, ...(isChange && route.method !== 'DELETE' ? { body: '{}' } : {}) });
  await response.body?.cancel();
  const { status } = response;
  const location = new URL(response.headers.get('location') ?? '/', stack.url);
  const isSentAway = status === 303 && location.pathname === (Object.keys(credentials).length > 0 ? '/forbidden' : '/sign-in');
  const isKnown = Object.keys(credentials).length > 0;
  const isRefused = isApi(path) ? status === (isKnown ? 403 : 401) : isSentAway;
  const isOdd = status >= 500 || (!isRefused && (status === 401 || status === 403));
  const cache = response.headers.get('cache-control') ?? '';
  return {
    outcome: isOdd ? 'odd' : isRefused ? 'refused' : 'allowed',
    said: `${status}`,
    isShared: isKnown && status === 200 && route.access !== 'open' && !/no-store|private/.test(cache),
  };
}

test('what another site, a forged header or a guess can do: nothing', async () => {
  const cookie = adminCookie;
  const reset = (headers: Record<string, string>) =>
    ask('/api/performance/reset', { method: 'DELETE', headers: { cookie, ...headers } }).then(({ status }) => status);
  expect(await reset({})).toBe(403);
  expect(await reset({ origin: 'https://evil.example' })).toBe(403);
  expect(await reset({ origin: 'null' })).toBe(403);
  expect(await reset({ origin: stack.url, 'sec-fetch-site': 'same-site' })).toBe(403);
  expect(await reset({ origin: stack.url })).toBe(200);
  // A built-in path of the server must not fetch for whoever may not.
  expect((await ask(`/_next/image?url=${encodeURIComponent('/api/runs')}&w=64&q=75`)).status).toBeGreaterThanOrEqual(400);
  for (const headers of [
    { 'x-winnow-peer': '127.0.0.1', 'x-forwarded-for': '127.0.0.1' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { authorization: 'Bearer wnw_guess' },
    { authorization: 'Basic YWRtaW46YWRtaW4=' },
    { cookie: 'winnow_session=guess' },
  ] as Record<string, string>[]) {
    expect((await ask('/api/runs', { headers })).status).toBe(401);
    expect((await post('/api/performance/record', { processing_type: 'full' }, headers)).status).toBe(401);
  }
});

test('guessing a password is slowed down, whether the name exists or not', async () => {
  for (const name of [NAME, 'nobody of that name']) {
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++) statuses.push((await post('/api/access/sign-in', { name, password: `guess ${i}` })).status);
    expect([statuses.slice(0, 5), statuses.at(-1)]).toEqual([[401, 401, 401, 401, 401], 429]);
  }
});

test('the audit log says who did what, in entries that no text can forge', async ({ page }) => {
  const forged = 'x\n2026-01-01 admin run.cancel done\u202e';
  await post('/api/access/sign-in', { name: forged, password: 'whatever it is' });
  const log = stack.winnow('audit-log', '--json', '--limit', '500');
  const { entries } = JSON.parse(log.stdout) as {
    entries: { actor: string; action: string; outcome: string; details: { name?: string } }[];
  };
  const of = (action: string) => entries.filter((entry) => entry.action === action);
  expect(of('link.use').some(({ actor }) => actor === NAME)).toBe(true);
  expect(of('access.sign_in').map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['done', 'refused']));
  expect(of('key.create').map(({ actor }) => actor)).toContain(NAME);
  expect(
    of('key.revoke')
      .filter(({ outcome }) => outcome === 'done')
      .map(({ actor }) => actor),
  ).toEqual([NAME]);
  expect(of('session.end')).not.toHaveLength(0);
  expect(of('metrics.reset').map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['done', 'refused']));
  expect(of('access.sign_in')[0]?.details.name).toBe('x\\u000a2026-01-01 admin run.cancel done\\u202e');
  await expect(stack.query('DELETE FROM audit_log')).rejects.toThrow(/append-only/);
  await expect(stack.query("UPDATE audit_log SET actor = 'somebody else'")).rejects.toThrow(/append-only/);
  await expect(stack.query('TRUNCATE audit_log')).rejects.toThrow(/append-only/);

  await page.context().addCookies([{ name: 'winnow_session', value: adminCookie.split('=')[1] ?? '', url: stack.url }]);
  await open(page, `${stack.url}/settings/access`);
  await page.getByLabel('What').selectOption('metrics.reset');
  await expect(page.getByRole('region', { name: 'Table: Audit log' })).toContainText('metrics.reset');
});
