import { describe, expect, it } from 'vitest';
import { createEgressPolicy } from './policy';
import { judgeUrl } from './url';

const CLOSED = createEgressPolicy({ allowHosts: [], ownPorts: [8000, 5432] });

function verdictOf(text: string, policy = CLOSED): string {
  const verdict = judgeUrl(text, policy);
  return verdict.ok ? verdict.url.href : verdict.code;
}

describe('judgeUrl refuses', () => {
  const FORBIDDEN_ADDRESSES: Record<string, string> = {
    'a decimal IPv4': 'http://2130706433/',
    'an octal IPv4': 'http://017700000001/',
    'an octal part': 'http://0177.0.0.1/',
    'a hexadecimal IPv4': 'http://0x7f000001/',
    'a hexadecimal part': 'http://0x7f.1/',
    'a short IPv4': 'http://127.1/',
    'zero for this host': 'http://0/',
    'an IPv4 with a trailing dot': 'http://127.0.0.1./',
    'an IPv4-mapped address, dotted': 'http://[::ffff:127.0.0.1]/',
    'an IPv4-mapped address, hexadecimal': 'http://[::ffff:7f00:1]/',
    'an IPv4-compatible address': 'http://[::7f00:1]/',
    'a NAT64 address': 'http://[64:ff9b::7f00:1]/',
    'a local NAT64 address': 'http://[64:ff9b:1::7f00:1]/',
    'a 6to4 address': 'http://[2002:7f00:1::]/',
    'a Teredo address': 'http://[2001:0:7f00:1::]/',
    'a site-local address': 'http://[fec0::1]/',
    'a unique local address': 'http://[fd00:ec2::254]/',
    'a link-local address': 'http://[fe80::1]/',
    'IPv6 loopback': 'http://[::1]/',
    'IPv6 unspecified': 'http://[::]/',
    'carrier-grade NAT, and Tailscale with it': 'http://100.100.100.100/',
    'the metadata service': 'http://169.254.169.254/latest/meta-data/',
    '192.0.0.0/24': 'http://192.0.0.192/',
    'the benchmark range': 'http://198.18.0.1/',
    'a documentation range': 'http://203.0.113.7/',
    multicast: 'http://224.0.0.1/',
    broadcast: 'http://255.255.255.255/',
    localhost: 'http://localhost/',
    'localhost with a trailing dot': 'http://localhost./',
    'localhost in capitals': 'http://LOCALHOST/',
    'a name under .localhost': 'http://app.localhost/',
    'a name under .internal': 'http://metadata.google.internal/',
    'a name under .local': 'http://printer.local/',
    'a single-label name': 'http://metadata/',
    'full-width digits': 'http://１２７.０.０.１/',
    'circled digits and ideographic stops': 'http://①②⑦。⓪。⓪。①/',
    'percent-encoded digits': 'http://%31%32%37.0.0.1/',
    'a backslash that hides the host': 'http://127.0.0.1:80\\@example.com/',
    'missing slashes': 'http:127.0.0.1/',
    'too many slashes': 'http:////127.0.0.1/',
    'a forbidden host behind a fragment': 'http://127.0.0.1#@example.com/',
  };
  it.each(Object.entries(FORBIDDEN_ADDRESSES))('%s', (_what, text) => expect(verdictOf(text)).toBe('forbidden_address'));

  const INVALID: Record<string, string> = {
    'a user name': 'http://example.com@93.184.215.14/',
    'a user name and password': 'http://user:secret@example.com/',
    'a user name before an encoded at-sign': 'http://a%40b@example.com/',
    'a tab inside': 'http://exam\tple.com/',
    'a newline inside': 'http://example.com/\r\nHost: localhost',
    'a null byte': 'http://example.com/\0',
    'a zone id': 'http://[fe80::1%25eth0]/',
    'an overflowing IPv4': 'http://7147006462/',
    'an overflowing hexadecimal IPv4': 'http://0x41414141A9FEA9FE/',
    'an IPv4 that is none': 'http://o177.0.0.1/',
    'two trailing dots': 'http://example.com../',
    'an empty label': 'http://a..example.com/',
    'a host that no name server knows': 'http://$' + '{HOST}.example.com/',
    'a port that is none': 'http://example.com:65536/',
    'a relative address': '/etc/passwd',
    'a scheme-relative address': '//example.com/',
    nothing: '',
    'an endless address': `http://example.com/${'a'.repeat(9000)}`,
  };
  it.each(Object.entries(INVALID))('%s', (_what, text) => expect(verdictOf(text)).toBe('invalid_url'));

  it.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_x',
    'ftp://example.com/',
    'data:text/html,x',
    'jar:http://127.0.0.1!/',
    'javascript:alert(1)',
    'dict://example.com/',
    'blob:http://example.com/1',
    'sample:one',
  ])('the scheme of %s', (text) => expect(verdictOf(text)).toBe('unsupported_scheme'));

  it.each([0, 22, 25, 6379, 8000, 8080, 65535])('port %i of a public host', (port) => {
    expect(verdictOf(`http://example.com:${port}/`)).toBe('forbidden_port');
  });
});

describe('judgeUrl passes', () => {
  const NORMALISED: Record<string, string> = {
    'https://example.com/a?b=c#d': 'https://example.com/a?b=c#d',
    ' http://example.com/ \n': 'http://example.com/',
    'HTTP://EXAMPLE.COM:80/': 'http://example.com/',
    'http://example.com:443/': 'http://example.com:443/',
    'https://example.com:80/': 'https://example.com:80/',
    'https://example.com./x': 'https://example.com/x',
    'http://bücher.example/ü': 'http://xn--bcher-kva.example/%C3%BC',
    'http://example.com\\a': 'http://example.com/a',
    'http://@example.com/': 'http://example.com/',
    'http://8.8.8.8/': 'http://8.8.8.8/',
    'http://134744072/': 'http://8.8.8.8/',
    'http://[2606:4700:4700::1111]/': 'http://[2606:4700:4700::1111]/',
    'http://a_b.example.com/': 'http://a_b.example.com/',
    'http://localhost.example.com/': 'http://localhost.example.com/',
    'http://example.com/http://127.0.0.1/': 'http://example.com/http://127.0.0.1/',
  };
  it.each(Object.entries(NORMALISED))('%j as %s', (text, href) => expect(verdictOf(text)).toBe(href));
});

describe('WINNOW_ALLOW_HOSTS', () => {
  const policy = createEgressPolicy({
    allowHosts: [
      { host: '192.168.1.20', port: 8080 },
      { host: 'fd00::20', port: 80 },
      { host: 'nas', port: 9000 },
      { host: 'localhost', port: 9000 },
      { host: 'files.example.com', port: 8443 },
      { host: '127.0.0.1', port: 8000 },
      { host: 'db.example.com', port: 5432 },
      { host: '169.254.169.254', port: 80 },
    ],
    ownPorts: [8000, 5432],
  });

  it('opens a host with its port, in any spelling of it', () => {
    expect(verdictOf('http://192.168.1.20:8080/a', policy)).toBe('http://192.168.1.20:8080/a');
    expect(verdictOf('http://0xc0a80114:8080/', policy)).toBe('http://192.168.1.20:8080/');
    expect(verdictOf('http://[fd00:0:0::20]/', policy)).toBe('http://[fd00::20]/');
    expect(verdictOf('http://NAS:9000/', policy)).toBe('http://nas:9000/');
    expect(verdictOf('http://localhost.:9000/', policy)).toBe('http://localhost:9000/');
    expect(verdictOf('https://files.example.com:8443/', policy)).toBe('https://files.example.com:8443/');
  });

  it('opens no other port of that host', () => {
    expect(verdictOf('http://192.168.1.20/', policy)).toBe('forbidden_address');
    expect(verdictOf('http://192.168.1.20:8081/', policy)).toBe('forbidden_address');
    expect(verdictOf('http://files.example.com:9443/', policy)).toBe('forbidden_port');
  });

  it('opens no other spelling that means another host', () => {
    expect(verdictOf('http://192.168.1.21:8080/', policy)).toBe('forbidden_address');
    expect(verdictOf('http://nas.example.com:9000/', policy)).toBe('forbidden_port');
    expect(verdictOf('http://127.0.0.1:9000/', policy)).toBe('forbidden_address');
  });

  it("never opens Winnow's own ports", () => {
    expect(verdictOf('http://127.0.0.1:8000/', policy)).toBe('forbidden_address');
    expect(verdictOf('http://db.example.com:5432/', policy)).toBe('forbidden_port');
  });

  it('never opens the metadata service', () => {
    expect(verdictOf('http://169.254.169.254/', policy)).toBe('forbidden_address');
  });

  it('still refuses user names and other schemes on an opened host', () => {
    expect(verdictOf('http://a@nas:9000/', policy)).toBe('invalid_url');
    expect(verdictOf('ftp://nas:9000/', policy)).toBe('unsupported_scheme');
  });
});
