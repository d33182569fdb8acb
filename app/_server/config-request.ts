import { WinnowError } from '@/lib/base/errors';
import type { Expected } from '@/lib/learning/config/actions';

/** Four files of 256 KiB, and what JSON adds to them. */
export const MAX_CONFIG_BYTES = 2 * 1024 * 1024;

/** configTag names the active version in an ETag. */
export const configTag = (version: number) => `"config-${version}"`;

/** expectedVersion reads If-Match: the version that the caller saw, or any for `*`. Throws `precondition_required` without one, `invalid_request` for another's. */
export function expectedVersion(request: Request): Expected {
  const header = request.headers.get('if-match')?.trim();
  if (!header) throw new WinnowError('precondition_required', 'If-Match is missing.');
  if (header === '*') return 'any';
  const number = /^"config-(\d{1,9})"$/.exec(header)?.[1];
  if (number === undefined) {
    const message = 'must be the ETag of GET /api/config, or *';
    throw new WinnowError('invalid_request', `If-Match ${message}`, { fields: [{ field: 'If-Match', message }] });
  }
  return Number(number);
}

/** versionOf reads the number of a version from the path. Throws `not_found`. */
export function versionOf({ n }: { n: string }): number {
  if (!/^[1-9]\d{0,8}$/.test(n)) throw new WinnowError('not_found', `There is no config version ${n}.`);
  return Number(n);
}
