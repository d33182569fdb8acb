import { describe, expect, it } from 'vitest';
import { clientOf, limitGroup, PEER_HEADER } from './client';

const SETTINGS = { trustedProxies: ['10.0.0.0/8', '::1'], publicUrl: null };
const of = (headers: Record<string, string>, settings: Parameters<typeof clientOf>[1] = SETTINGS) =>
  clientOf(new Headers({ host: 'winnow.example:8000', ...headers }), settings);

describe('who is at the other end', () => {
  it.each([
    ['the connection itself, without a proxy', { [PEER_HEADER]: '192.0.2.1', 'x-forwarded-for': '203.0.113.9' }, '192.0.2.1'],
    ['what a named proxy says', { [PEER_HEADER]: '10.1.1.1', 'x-forwarded-for': '203.0.113.9' }, '203.0.113.9'],
    [
      'the last address that is no proxy of ours',
      { [PEER_HEADER]: '10.1.1.1', 'x-forwarded-for': '127.0.0.1, 203.0.113.9, 10.9.9.9' },
      '203.0.113.9',
    ],
    ['the proxy, where it says nonsense', { [PEER_HEADER]: '10.1.1.1', 'x-forwarded-for': 'unknown, <script>' }, '10.1.1.1'],
    ['an IPv4 address, however it is spelt', { [PEER_HEADER]: '::ffff:192.0.2.1' }, '192.0.2.1'],
    ['a proxy by its IPv6 address', { [PEER_HEADER]: '::1', 'x-forwarded-for': '2001:db8::7' }, '2001:db8::7'],
  ])('is %s', (_, headers, address) => expect(of(headers).address).toBe(address));

  it('believes in HTTPS and another name only from a named proxy', () => {
    const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'public.example' };
    expect(of({ [PEER_HEADER]: '10.1.1.1', ...forwarded })).toMatchObject({ https: true, origins: ['https://public.example'] });
    expect(of({ [PEER_HEADER]: '192.0.2.1', ...forwarded })).toMatchObject({ https: false, origins: ['http://winnow.example:8000'] });
  });

  it('takes WINNOW_PUBLIC_URL for one of its own origins', () => {
    const publicUrl = 'https://winnow.example/base';
    expect(of({ host: 'winnow.example' }, { ...SETTINGS, publicUrl })).toMatchObject({ https: true, origins: ['https://winnow.example'] });
    expect(of({}, { ...SETTINGS, publicUrl })).toMatchObject({
      https: false,
      origins: ['http://winnow.example:8000', 'https://winnow.example'],
    });
  });

  it('counts a /64 of IPv6 as one', () => {
    expect(limitGroup('2001:db8:0:1::5')).toBe(limitGroup('2001:db8:0:1:ffff::9'));
    expect(limitGroup('2001:db8:0:1::5')).not.toBe(limitGroup('2001:db8:0:2::5'));
    expect(limitGroup('192.0.2.1')).toBe('192.0.2.1');
  });
});
