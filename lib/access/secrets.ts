import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 32;
/** Recognisable to whoever finds it in a log or a repository. */
export const KEY_PREFIX = 'wnw_';
/** A prefix and enough to tell keys apart, far too little to guess the rest. */
export const KEY_START_LENGTH = KEY_PREFIX.length + 6;

/** newToken is 256 random bits, base64url. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** hashToken is the SHA-256 of a token, hexadecimal. A fast hash is right here: there is nothing to guess in 256 random bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** isSame compares in constant time. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
