import type { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guardedFetch } from './fetch';
import { createEgressPolicy } from './policy';
import { createTestCertificate } from './testing/certificate';
import { PUBLIC_IPV4, PUBLIC_IPV6, StandIns } from './testing/stand-ins';

const CLOSED = createEgressPolicy({ allowHosts: [], ownPorts: [] });
const certificate = createTestCertificate(['secure.example.com']);
let standIns: StandIns;

beforeEach(async () => {
  standIns = await StandIns.start(certificate);
  standIns.name('secure.example.com', [PUBLIC_IPV4]);
  await standIns.serve(
    PUBLIC_IPV4,
    443,
    (request, response) => response.end(`${(request.socket as TLSSocket & { servername: string }).servername} ${request.headers.host}`),
    certificate,
  );
});
afterEach(() => standIns.close());

const get = (url: string, network = standIns.network) => guardedFetch(url, { policy: CLOSED, maxBytes: 1000, timeoutMs: 5000, network });

describe('https', () => {
  it('a pinned connection still speaks to the name: SNI, certificate and Host', async () => {
    expect(await (await get('https://secure.example.com/')).text()).toBe('secure.example.com secure.example.com');
    expect(standIns.dialled).toEqual([`${PUBLIC_IPV4} 443`]);
  });

  it('a certificate for another name is refused', async () => {
    standIns.name('other.example.com', [PUBLIC_IPV4]);
    await expect(get('https://other.example.com/')).rejects.toMatchObject({ code: 'source_tls_invalid' });
  });

  it('a certificate for a name does not do for its bare address', async () => {
    await expect(get(`https://${PUBLIC_IPV4}/`)).rejects.toMatchObject({ code: 'source_tls_invalid' });
  });

  it('a certificate that nobody vouches for is refused, even where the environment would look away', async () => {
    const { resolve, dial } = standIns.network;
    // Node warns of this variable; the warning is not this test's news.
    vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    try {
      await expect(get('https://secure.example.com/', { resolve, dial })).rejects.toMatchObject({ code: 'source_tls_invalid' });
    } finally {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    }
  });

  it('a server that does not speak TLS is refused', async () => {
    standIns.name('plain.example.com', [PUBLIC_IPV6]);
    await standIns.serve(PUBLIC_IPV6, 443, (_request, response) => response.end());
    await expect(get('https://plain.example.com/')).rejects.toMatchObject({ code: 'source_tls_invalid' });
  });

  it('a redirect from https inward is refused like any other', async () => {
    standIns.name('secure.example.com', [PUBLIC_IPV6]);
    await standIns.serve(
      PUBLIC_IPV6,
      443,
      (_request, response) => response.writeHead(302, { location: 'https://127.0.0.1/' }).end(),
      certificate,
    );
    await expect(get('https://secure.example.com/')).rejects.toMatchObject({ code: 'forbidden_address' });
    expect(standIns.canaryHits).toBe(0);
  });
});
