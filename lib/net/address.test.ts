import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { judgeAddress, rangeLabel } from './address';

/** One address of every range that IANA's special-purpose registries name, and of the two spaces that are ours to fetch from. */
const SAMPLES: Record<string, 'public' | 'openable' | 'never'> = {
  '8.8.8.8': 'public',
  '93.184.215.14': 'public',
  '100.63.255.255': 'public',
  '100.128.0.0': 'public',
  '172.32.0.1': 'public',
  '2606:4700:4700::1111': 'public',
  '2001:4860:4860::8888': 'public',
  '::ffff:8.8.8.8': 'public',
  '64:ff9b::8.8.8.8': 'public',
  '127.0.0.1': 'openable',
  '127.255.255.254': 'openable',
  '10.1.2.3': 'openable',
  '172.16.0.1': 'openable',
  '192.168.1.1': 'openable',
  '100.64.0.1': 'openable',
  '100.100.100.200': 'openable',
  '::1': 'openable',
  'fc00::1': 'openable',
  'fd00:ec2::254': 'openable',
  '::ffff:127.0.0.1': 'openable',
  '::ffff:7f00:1': 'openable',
  '64:ff9b::10.0.0.1': 'openable',
  '0.0.0.0': 'never',
  '0.1.2.3': 'never',
  '169.254.169.254': 'never',
  '192.0.0.192': 'never',
  '192.0.2.1': 'never',
  '192.31.196.1': 'never',
  '192.52.193.1': 'never',
  '192.88.99.1': 'never',
  '192.175.48.1': 'never',
  '198.18.0.1': 'never',
  '198.51.100.1': 'never',
  '203.0.113.1': 'never',
  '224.0.0.1': 'never',
  '240.0.0.1': 'never',
  '255.255.255.255': 'never',
  '::': 'never',
  '::127.0.0.1': 'never',
  '::7f00:1': 'never',
  '::8.8.8.8': 'never',
  '::ffff:169.254.169.254': 'never',
  '::ffff:0:8.8.8.8': 'never',
  '64:ff9b::169.254.169.254': 'never',
  '64:ff9b:1::8.8.8.8': 'never',
  '100::1': 'never',
  '2001::1': 'never',
  '2001:2::1': 'never',
  '2001:3::1': 'never',
  '2001:4:112::1': 'never',
  '2001:10::1': 'never',
  '2001:20::1': 'never',
  '2001:30::1': 'never',
  '2001:db8::1': 'never',
  '2002:7f00:1::1': 'never',
  '2002:808:808::1': 'never',
  '2620:4f:8000::1': 'never',
  '3fff::1': 'never',
  '4000::1': 'never',
  '5f00::1': 'never',
  'fe80::1': 'never',
  'fe80::1%eth0': 'never',
  '2606:4700:4700::1111%eth0': 'never',
  'fec0::1': 'never',
  'ff02::1': 'never',
};

describe('judgeAddress', () => {
  it.each(Object.entries(SAMPLES))('judges %s as %s', (address, expected) => {
    const verdict = judgeAddress(address);
    expect(verdict.ok ? 'public' : verdict.openable ? 'openable' : 'never').toBe(expected);
  });

  it.each(['', 'localhost', '127.1', '0x7f.0.0.1', '2130706433', '010.0.0.1', '1.2.3.4.5', '[::1]', ':::', '8.8.8.8 '])(
    'refuses %j, which no resolver writes',
    (text) => expect(judgeAddress(text)).toEqual({ ok: false, kind: 'malformed', openable: false }),
  );

  it('judges IPv4 inside mapped and NAT64 addresses as that IPv4', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom('::ffff:', '64:ff9b::'), (address, prefix) => {
        expect(judgeAddress(prefix + address)).toEqual(judgeAddress(address));
      }),
    );
  });

  it('refuses every other way of writing IPv4 inside IPv6, whatever the address', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const [high, low] = [(a << 8) | b, (c << 8) | d];
        const hex = `${high.toString(16)}:${low.toString(16)}`;
        const inverted = `${(high ^ 0xffff).toString(16)}:${(low ^ 0xffff).toString(16)}`;
        for (const form of [`::${address}`, `::ffff:0:${hex}`, `2002:${hex}::1`, `2001:0:808:808::${inverted}`, `64:ff9b:1::${hex}`]) {
          expect(judgeAddress(form).ok, form).toBe(false);
        }
      }),
    );
  });

  it('lets nothing through outside 2000::/3 but mapped and NAT64 addresses', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const { parts } = ipaddr.IPv6.parse(address);
        const isEmbedded = /^(0:0:0:0:0:ffff|64:ff9b:0:0:0:0):/.test(`${parts.map((part) => part.toString(16)).join(':')}:`);
        if (judgeAddress(address).ok && !isEmbedded) expect((parts[0] ?? 0) >> 13).toBe(1);
      }),
    );
  });

  it('knows every range that ipaddr.js names: a new or renamed one is to be looked at', () => {
    // The types leave SpecialRanges out.
    const names = (prototype: object): string[] => Object.keys((prototype as { SpecialRanges: object }).SpecialRanges).sort();
    expect(names(ipaddr.IPv4.prototype)).toMatchInlineSnapshot(`
      [
        "amt",
        "as112",
        "broadcast",
        "carrierGradeNat",
        "linkLocal",
        "loopback",
        "multicast",
        "private",
        "reserved",
        "unspecified",
      ]
    `);
    expect(names(ipaddr.IPv6.prototype)).toMatchInlineSnapshot(`
      [
        "6to4",
        "amt",
        "as112v6",
        "benchmarking",
        "deprecatedOrchid",
        "deprecatedSiteLocal",
        "discard",
        "droneRemoteIdProtocolEntityTags",
        "ipv4Mapped",
        "linkLocal",
        "loopback",
        "multicast",
        "orchid2",
        "reserved",
        "rfc6052",
        "rfc6145",
        "segmentRouting",
        "teredo",
        "uniqueLocal",
        "unspecified",
      ]
    `);
  });

  it('names ranges for people', () => {
    expect(rangeLabel('carrierGradeNat')).toBe('carrier grade nat');
  });
});
