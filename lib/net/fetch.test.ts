import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createEgressPolicy } from './policy';
import { codeOf, setUpGuarded } from './testing/guarded';
import { PUBLIC_IPV4, PUBLIC_IPV6 } from './testing/stand-ins';
import type { Dialer } from './types';

const guarded = setUpGuarded();

const redirectTo =
  (location: string, status = 302): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { location }).end();
  };

describe('what a name resolves to', () => {
  it('a public name that leads to loopback is refused', async () => {
    guarded.standIns.name('rebind.example.com', ['127.0.0.1']);
    expect(await codeOf(guarded.get('http://rebind.example.com/'))).toBe('forbidden_address');
  });

  it('a public name that leads to the metadata service is refused', async () => {
    guarded.standIns.name('169.254.169.254.nip.io', ['169.254.169.254']);
    expect(await codeOf(guarded.get('http://169.254.169.254.nip.io/'))).toBe('forbidden_address');
  });

  it('one private address among public ones refuses them all', async () => {
    guarded.standIns.name('mixed.example.com', [PUBLIC_IPV4, '10.0.0.1']);
    await guarded.standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.end('x'));
    expect(await codeOf(guarded.get('http://mixed.example.com/'))).toBe('forbidden_address');
    expect(guarded.standIns.dialled).toEqual([]);
  });

  it('a private address that only IPv6 knows is refused', async () => {
    guarded.standIns.name('six.example.com', ['fd00::1']);
    expect(await codeOf(guarded.get('http://six.example.com/'))).toBe('forbidden_address');
  });

  it('a link-local address with a zone is refused', async () => {
    guarded.standIns.name('zone.example.com', ['fe80::1%eth0']);
    expect(await codeOf(guarded.get('http://zone.example.com/'))).toBe('forbidden_address');
  });

  it('a refusal does not say which address the name has', async () => {
    guarded.standIns.name('inside.example.com', ['10.11.12.13']);
    await expect(guarded.get('http://inside.example.com/')).rejects.toThrow(
      /^inside\.example\.com leads to an address that is not public \(private\)\.$/,
    );
  });

  it('a name without addresses cannot be reached', async () => {
    guarded.standIns.name('empty.example.com', []);
    expect(await codeOf(guarded.get('http://empty.example.com/'))).toBe('source_unreachable');
    expect(await codeOf(guarded.get('http://unknown.example.com/'))).toBe('source_unreachable');
  });

  it('DNS rebinding: a name is asked once, and its connection goes to what was checked', async () => {
    guarded.standIns.name('example.com', [PUBLIC_IPV4], ['127.0.0.1']);
    await guarded.standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.end('public'));
    expect(await (await guarded.get('http://example.com/')).text()).toBe('public');
    expect(guarded.standIns.resolved).toEqual(['example.com']);
    expect(guarded.standIns.dialled).toEqual([`${PUBLIC_IPV4} 80`]);
  });

  it('DNS rebinding between redirects: the second answer is checked like the first', async () => {
    guarded.standIns.name('example.com', [PUBLIC_IPV4], ['127.0.0.1']);
    await guarded.standIns.serve(PUBLIC_IPV4, 80, redirectTo('http://example.com/again'));
    expect(await codeOf(guarded.get('http://example.com/'))).toBe('forbidden_address');
  });

  it('an address that does not answer gives way to the next one', async () => {
    guarded.standIns.name('example.com', [PUBLIC_IPV6, PUBLIC_IPV4]);
    await guarded.standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.end('second'));
    const { resolve } = guarded.standIns.network;
    const dial: Dialer = (address, port) => {
      const socket = guarded.standIns.network.dial(PUBLIC_IPV4, port);
      if (address === PUBLIC_IPV6) socket.destroy(Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' }));
      return socket;
    };
    expect(await (await guarded.get('http://example.com/', { network: { resolve, dial } })).text()).toBe('second');
  });
});

describe('redirects', () => {
  const INWARD: [number, string, string][] = [
    [301, 'http://127.0.0.1/', 'forbidden_address'],
    [302, 'http://localhost/', 'forbidden_address'],
    [303, 'http://[::1]/', 'forbidden_address'],
    [307, 'http://169.254.169.254/latest/', 'forbidden_address'],
    [308, '//0x7f.1/', 'forbidden_address'],
    [302, 'http://inside.example.com/', 'forbidden_address'],
    [302, 'http://example.com:6379/', 'forbidden_port'],
    [302, 'file:///etc/passwd', 'unsupported_scheme'],
    [302, 'gopher://127.0.0.1:6379/_x', 'unsupported_scheme'],
    [302, 'http://user@example.com/', 'invalid_url'],
    [302, 'http://', 'invalid_url'],
  ];
  it.each(INWARD)('%i to %s is refused', async (status, location, code) => {
    guarded.standIns.name('inside.example.com', ['192.168.0.1']);
    await guarded.site(redirectTo(location, status));
    expect(await codeOf(guarded.get('http://example.com/'))).toBe(code);
  });

  it('a loop ends', async () => {
    let requests = 0;
    await guarded.site((request, response) => {
      requests += 1;
      redirectTo('/')(request, response);
    });
    expect(await codeOf(guarded.get('http://example.com/', { maxRedirects: 4 }))).toBe('too_many_redirects');
    expect(requests).toBe(5);
  });

  it('a chain of allowed hops is followed, relative ones too', async () => {
    await guarded.site((request, response) => {
      if (request.url === '/a') redirectTo('b?c=d', 301)(request, response);
      else if (request.url === '/b?c=d') redirectTo('http://other.example.com/ende')(request, response);
      else response.end();
    });
    guarded.standIns.name('other.example.com', [PUBLIC_IPV6]);
    await guarded.standIns.serve(PUBLIC_IPV6, 80, (request, response) => response.end(`${request.headers.host}${request.url}`));
    const response = await guarded.get('http://example.com/a');
    expect(response.finalUrl).toBe('http://other.example.com/ende');
    expect(await response.text()).toBe('other.example.com/ende');
  });

  it('neither a Refresh header nor a meta refresh is followed', async () => {
    const page = '<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">';
    await guarded.site((_request, response) => response.writeHead(200, { refresh: '0;url=http://127.0.0.1/' }).end(page));
    expect(await (await guarded.get('http://example.com/')).text()).toBe(page);
  });

  it('credentials go to the host they were given for, and to no other', async () => {
    const seen: unknown[] = [];
    await guarded.site((request, response) => {
      seen.push([request.headers.authorization, request.headers['x-plain']]);
      redirectTo(request.url === '/' ? '/same' : 'http://other.example.com/')(request, response);
    });
    guarded.standIns.name('other.example.com', [PUBLIC_IPV6]);
    await guarded.standIns.serve(PUBLIC_IPV6, 80, (request, response) => {
      seen.push([request.headers.authorization, request.headers['x-plain']]);
      response.end();
    });
    await (await guarded.get('http://example.com/', { headers: { authorization: 'Bearer x', 'x-plain': 'y' } })).bytes();
    expect(seen).toEqual([
      ['Bearer x', 'y'],
      ['Bearer x', 'y'],
      [undefined, 'y'],
    ]);
  });

  it.each([
    [302, 'GET '],
    [303, 'GET '],
    [307, 'POST body'],
    [308, 'POST body'],
  ])('%i turns a POST into: %s', async (status, expected) => {
    await guarded.site(async (request, response) => {
      if (request.url === '/') return redirectTo('/next', status)(request, response);
      let body = '';
      for await (const chunk of request) body += chunk;
      response.end(`${request.method} ${body}`);
    });
    expect(await (await guarded.get('http://example.com/', { method: 'POST', body: 'body' })).text()).toBe(expected);
  });
});

describe('hosts that the operator opened', () => {
  it('an opened name may lead to a private address, on its port only', async () => {
    guarded.standIns.name('nas.example.com', ['192.168.1.20']);
    const policy = createEgressPolicy({ allowHosts: [{ host: 'nas.example.com', port: 8080 }], ownPorts: [] });
    await guarded.standIns.serve('192.168.1.20', 8080, (request, response) => response.end(request.headers.host));
    expect(await (await guarded.get('http://nas.example.com:8080/', { policy })).text()).toBe('nas.example.com:8080');
    expect(await codeOf(guarded.get('http://nas.example.com/', { policy }))).toBe('forbidden_address');
  });

  it('an opened name that leads to the metadata service is refused', async () => {
    guarded.standIns.name('nas.example.com', ['169.254.169.254']);
    const policy = createEgressPolicy({ allowHosts: [{ host: 'nas.example.com', port: 8080 }], ownPorts: [] });
    expect(await codeOf(guarded.get('http://nas.example.com:8080/', { policy }))).toBe('forbidden_address');
  });
});
