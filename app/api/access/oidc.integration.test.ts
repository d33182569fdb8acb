import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAccounts, newLink } from '@/lib/access/accounts';
import { PEER_HEADER } from '@/lib/access/client';
import { findSession } from '@/lib/access/sessions';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import * as callback from './oidc/callback/route';
import * as start from './oidc/start/route';

const BASE = 'http://winnow.example:8000';
const CLIENT_ID = 'winnow';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A provider on loopback: what its authorization page was asked for decides what its token endpoint gives. */
let provider: Server;
let issuer: string;
let asked: URLSearchParams;
let subject: string;
/** What a test breaks in the ID token. */
let broken: Record<string, unknown>;
let test: TestDatabase;

function idToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    sub: subject,
    aud: CLIENT_ID,
    iat: now,
    exp: now + 60,
    nonce: asked.get('nonce'),
    preferred_username: 'ada',
    ...broken,
  };
  const head = `${encode({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${encode(claims)}`;
  return `${head}.${createSign('RSA-SHA256').update(head).sign(privateKey, 'base64url')}`;
}

beforeAll(async () => {
  process.env.LOG_LEVEL = 'FATAL';
  test = await createTestDatabase();
  provider = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const json = (value: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (request.url === '/.well-known/openid-configuration') {
      json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    } else if (request.url === '/jwks') json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }] });
    else if (request.url === '/token') {
      const verifier = new URLSearchParams(body).get('code_verifier') ?? '';
      const isOurs = createHash('sha256').update(verifier).digest('base64url') === asked.get('code_challenge');
      if (isOurs) json({ access_token: 'x', token_type: 'bearer', id_token: idToken() });
      else json({ error: 'invalid_grant' }, 400);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  Object.assign(process.env, { ENABLE_SIGN_IN: '1', OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: 'secret' });
});
afterAll(async () => {
  for (const name of ['ENABLE_SIGN_IN', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']) delete process.env[name];
  provider.closeAllConnections();
  await new Promise((closed) => provider.close(closed));
  await test.close();
});
beforeEach(() => {
  broken = {};
});

const none = { params: Promise.resolve({}) };
const request = (path: string, cookie = '') =>
  new Request(BASE + path, {
    headers: { host: 'winnow.example:8000', [PEER_HEADER]: '192.0.2.1', 'sec-fetch-site': 'cross-site', cookie },
  });

/** There and back again; returns where the browser ends up, and the session's token. */
async function journey(query = '', change: (back: URLSearchParams) => void = () => {}) {
  const left = await start.GET(
    new Request(`${BASE}/api/access/oidc/start${query}`, { headers: { host: 'winnow.example:8000', [PEER_HEADER]: '192.0.2.1' } }),
    none,
  );
  expect(left.status).toBe(303);
  const to = new URL(left.headers.get('location') ?? '');
  asked = to.searchParams;
  const cookie = (left.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  const back = new URLSearchParams({ code: 'abc', state: asked.get('state') ?? '' });
  change(back);
  const came = await callback.GET(request(`/api/access/oidc/callback?${back}`, cookie), none);
  const session = came.headers.getSetCookie().find((set) => set.startsWith('winnow_session='));
  return { location: came.headers.get('location'), token: session?.split(/[=;]/)[1] ?? null };
}

describe('signing in through an OpenID provider', () => {
  it('asks with PKCE, state and nonce, and for our own address to come back to', async () => {
    subject = 'stranger';
    await journey();
    expect(asked.get('redirect_uri')).toBe(`${BASE}/api/access/oidc/callback`);
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(20);
  });

  it('lets in nobody who has no account here', async () => {
    subject = 'stranger';
    expect(await journey()).toEqual({ location: '/sign-in?problem=forbidden', token: null });
    expect(await listAccounts()).toEqual([]);
  });

  it('makes an account with a one-time link, once, and signs it in afterwards, to where it wanted', async () => {
    subject = 'ada-at-the-provider';
    const { token: link } = await newLink('test', { role: 'member' });
    const first = await journey(`?link=${link}`);
    expect(first.location).toBe('/');
    expect(await findSession(first.token ?? '')).toMatchObject({ name: 'ada', role: 'member' });
    expect((await journey('?next=%2Fruns%3Fstate%3Dfailed')).location).toBe('/runs?state=failed');
    expect((await journey('?next=%2F%2Fevil.example')).location).toBe('/');
    expect((await journey(`?link=${link}`)).location).toBe('/sign-in?problem=link_invalid');
  });

  it.each([
    ['another audience', { aud: 'somebody-else' }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['another nonce', { nonce: 'replayed' }],
    ['an end in the past', { iat: 1_000, exp: 2_000 }],
  ])('refuses an ID token with %s', async (_, wrong) => {
    subject = 'ada-at-the-provider';
    broken = wrong;
    expect(await journey()).toEqual({ location: '/sign-in?problem=sign_in_failed', token: null });
  });

  it('refuses another state, a refusal of the provider, and a browser that did not set out', async () => {
    subject = 'ada-at-the-provider';
    const failed = { location: '/sign-in?problem=sign_in_failed', token: null };
    expect(await journey('', (back) => back.set('state', 'forged'))).toEqual(failed);
    expect(await journey('', (back) => back.set('error', 'access_denied'))).toEqual(failed);
    const came = await callback.GET(request('/api/access/oidc/callback?code=abc&state=x'), none);
    expect(came.headers.get('location')).toBe('/sign-in?problem=sign_in_failed');
  });
});
