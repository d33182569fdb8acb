/** How the network's ways of failing map to the taxonomy: one table for HTTP statuses, one for error codes. */
import { asWinnowError, type ErrorCode, WinnowError } from '@/lib/base/errors';

const STATUS_CODES: Record<number, ErrorCode> = {
  401: 'sign_in_required',
  // In the wild a paywall: shown to subscribers, who sign in.
  402: 'sign_in_required',
  403: 'forbidden_by_source',
  404: 'source_not_found',
  405: 'forbidden_by_source',
  406: 'forbidden_by_source',
  407: 'source_unavailable',
  408: 'source_timeout',
  410: 'removed_by_source',
  425: 'source_unavailable',
  429: 'source_rate_limited',
  // Unavailable for legal reasons: in practice by region.
  451: 'geo_blocked',
};

/** codeForStatus is what an HTTP status means for a run; null when it is not a failure. */
export function codeForStatus(status: number): ErrorCode | null {
  if (status < 400) return null;
  return STATUS_CODES[status] ?? (status >= 500 ? 'source_unavailable' : 'acquisition_failed');
}

/** A host that asks for more than a day is asked again tomorrow. */
const MAX_RETRY_AFTER_SECONDS = 86_400;

/** retryAfterSeconds reads a Retry-After header (seconds or an HTTP date); undefined when absent or unreadable. */
export function retryAfterSeconds(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  // Date.parse would take "-5" for a date.
  const untilMs = /[a-z]/i.test(value) ? Date.parse(value) - nowMs : Number.NaN;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : Math.ceil(untilMs / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MAX_RETRY_AFTER_SECONDS);
}

const TLS_CODE = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|EPROTO$|HOSTNAME_MISMATCH$)/;
const TIMEOUT_CODE = /(^ETIMEDOUT$|_TIMEOUT$)/;
/** The parser's complaints: what came is not HTTP. */
const PROTOCOL_CODE = /^HPE_/;
const DECODER_CODE = /^(Z_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_PADDING)/;

/** codeForNetworkError is what a system, TLS, HTTP or decoder error code means for a run. Unknown ones count as "cannot be reached". */
export function codeForNetworkError(code: string): ErrorCode {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk_full';
  if (TLS_CODE.test(code)) return 'source_tls_invalid';
  if (TIMEOUT_CODE.test(code)) return 'source_timeout';
  if (PROTOCOL_CODE.test(code)) return 'source_unavailable';
  if (DECODER_CODE.test(code)) return 'acquisition_failed';
  return 'source_unreachable';
}

function networkCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/**
 * networkError wraps what the network threw; a WinnowError passes, and what has no code was no failure of the network. `host` is named,
 * addresses are not.
 */
export function networkError(error: unknown, host: string): WinnowError {
  if (error instanceof WinnowError) return error;
  const code = networkCode(error);
  return code === null ? asWinnowError(error) : new WinnowError(codeForNetworkError(code), `${host}: ${code}`, { cause: error });
}
