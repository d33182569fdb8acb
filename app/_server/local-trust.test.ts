import { describe, expect, it } from 'vitest';
import { distrust } from './local-trust';

const PORT = 8000;

function ask(headers: Record<string, string>, { method = 'GET', pathname = '/api/runs' } = {}): string | null {
  return distrust({ method, pathname, headers: new Headers({ host: `127.0.0.1:${PORT}`, ...headers }) }, PORT);
}

const NAVIGATION = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

describe('who may use Winnow without a password', () => {
  it.each(['127.0.0.1:8000', 'localhost:8000', 'LOCALHOST:8000', '[::1]:8000'])('lets %s in', (host) => {
    expect(ask({ host })).toBeNull();
  });

  it.each([
    '127.0.0.1',
    '127.0.0.1:8001',
    'localhost',
    'localhost.:8000',
    'rebound.example:8000',
    '127.0.0.1.nip.io:8000',
    '10.0.0.5:8000',
    '',
  ])('refuses the host "%s", as a name rebound to loopback would have it', (host) => {
    expect(ask({ host })).toMatch(/not a name of this Winnow/);
  });

  it('lets port 80 go unnamed', () => {
    expect(distrust({ method: 'GET', pathname: '/', headers: new Headers({ host: 'localhost' }) }, 80)).toBeNull();
  });

  it('refuses a missing host', () => {
    expect(distrust({ method: 'GET', pathname: '/', headers: new Headers() }, PORT)).not.toBeNull();
  });

  it.each([
    [{ forwarded: 'for=192.0.2.1' }],
    [{ 'x-real-ip': '192.0.2.1' }],
    [{ 'x-forwarded-for': '192.0.2.1' }],
    [{ 'x-forwarded-for': '127.0.0.1, 127.0.0.1' }],
    [{ 'x-forwarded-host': 'winnow.example' }],
    [{ 'x-forwarded-proto': 'https' }],
    [{ 'x-forwarded-port': '443' }],
  ])('refuses what a forwarding proxy sends: %o', (headers) => {
    expect(ask(headers)).toMatch(/forwarder/);
  });

  it('lets pass the forwarding headers that Next.js itself fills in', () => {
    const own = {
      'x-forwarded-host': '127.0.0.1:8000',
      'x-forwarded-port': '8000',
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '::ffff:127.0.0.1',
    };
    expect(ask(own)).toBeNull();
  });

  it.each(['null', 'http://evil.example', 'http://localhost:8000', 'https://127.0.0.1:8000', 'http://127.0.0.1:3000'])(
    'refuses the origin %s, whatever the method',
    (origin) => {
      for (const method of ['GET', 'POST']) expect(ask({ origin }, { method })).toMatch(/another page/);
    },
  );

  it('lets its own pages in', () => {
    expect(ask({ origin: 'http://127.0.0.1:8000', 'sec-fetch-site': 'same-origin' }, { method: 'POST' })).toBeNull();
  });

  it.each(['cross-site', 'same-site'])('refuses a %s request to the API, even a followed link', (site) => {
    expect(ask({ 'sec-fetch-site': site })).toMatch(/another site/);
    expect(ask({ ...NAVIGATION, 'sec-fetch-site': site })).toMatch(/another site/);
  });

  it('lets a link on another site open a page', () => {
    expect(ask(NAVIGATION, { pathname: '/runs' })).toBeNull();
  });

  it('refuses to be framed, fetched or posted to by another site', () => {
    expect(ask({ ...NAVIGATION, 'sec-fetch-dest': 'iframe' }, { pathname: '/' })).not.toBeNull();
    expect(ask({ ...NAVIGATION, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, { pathname: '/' })).not.toBeNull();
    expect(ask(NAVIGATION, { pathname: '/', method: 'POST' })).not.toBeNull();
  });

  it('lets in what was typed into the address bar, and programs that send none of this', () => {
    expect(ask({ 'sec-fetch-site': 'none' })).toBeNull();
    expect(ask({}, { method: 'POST' })).toBeNull();
  });
});
