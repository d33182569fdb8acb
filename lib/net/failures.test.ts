import { describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { codeForNetworkError, codeForStatus, networkError, retryAfterSeconds } from './failures';

describe('codeForStatus', () => {
  it.each([100, 200, 206, 304, 399])('%i is no failure', (status) => expect(codeForStatus(status)).toBeNull());

  it.each([
    [400, 'acquisition_failed'],
    [401, 'sign_in_required'],
    [402, 'sign_in_required'],
    [403, 'forbidden_by_source'],
    [404, 'source_not_found'],
    [408, 'source_timeout'],
    [410, 'removed_by_source'],
    [418, 'acquisition_failed'],
    [429, 'source_rate_limited'],
    [451, 'geo_blocked'],
    [500, 'source_unavailable'],
    [503, 'source_unavailable'],
    [599, 'source_unavailable'],
  ])('%i is %s', (status, code) => expect(codeForStatus(status)).toBe(code));
});

describe('retryAfterSeconds', () => {
  const NOW = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    [null, undefined],
    ['120', 120],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['99999999999', 86_400],
    ['soon', undefined],
    ['-5', undefined],
  ])('reads %j as %j', (value, seconds) => expect(retryAfterSeconds(value, NOW)).toBe(seconds));
});

describe('codeForNetworkError', () => {
  it.each([
    ['ENOTFOUND', 'source_unreachable'],
    ['ECONNREFUSED', 'source_unreachable'],
    ['ETIMEDOUT', 'source_timeout'],
    ['CERT_HAS_EXPIRED', 'source_tls_invalid'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'source_tls_invalid'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'source_tls_invalid'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'source_tls_invalid'],
    ['EPROTO', 'source_tls_invalid'],
    ['HPE_INVALID_CONSTANT', 'source_unavailable'],
    ['HPE_HEADER_OVERFLOW', 'source_unavailable'],
    ['Z_DATA_ERROR', 'acquisition_failed'],
    ['ENOSPC', 'disk_full'],
  ])('%s is %s', (code, expected) => expect(codeForNetworkError(code)).toBe(expected));
});

describe('networkError', () => {
  it('passes a WinnowError on', () => {
    const error = new WinnowError('too_large', 'x');
    expect(networkError(error, 'example.com')).toBe(error);
  });

  it('names the host and not the address it has', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:80'), { code: 'ECONNREFUSED' });
    expect(networkError(cause, 'example.com')).toMatchObject({ code: 'source_unreachable', message: 'example.com: ECONNREFUSED', cause });
  });

  it('takes an error without a code for a fault of ours', () => {
    expect(networkError(new TypeError('x is not a function'), 'example.com').code).toBe('internal');
  });
});
