import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { isSame } from './secrets';

/** OWASP's password storage cheat sheet: N = 2^15, r = 8, p = 3; 32 MiB for each one that is computed. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const MAX_MEMORY = 64 * 2 ** 20;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** So many at a time: they take 32 MiB and a thread each, and others need threads too. */
const AT_ONCE = 2;

/** hashPassword gives `scrypt$N$r$p$salt$hash`, so that the cost can be raised later without making old passwords wrong. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key].join('$');
}

/** isPassword takes as long where there is no hash to compare with: whether a name exists cannot be told by the clock. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt, expected] = (hash ?? (await placeholder())).split('$');
  const key = await derive(password, Buffer.from(salt ?? '', 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return isSame(key, expected ?? '') && hash !== null;
}

let unknown: Promise<string> | undefined;
/** The hash of something nobody knows. */
function placeholder(): Promise<string> {
  unknown ??= hashPassword(randomBytes(KEY_BYTES).toString('base64url'));
  return unknown;
}

let busy = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, cost: typeof COST): Promise<string> {
  if (busy >= AT_ONCE) await new Promise<void>((turn) => waiting.push(turn));
  else busy += 1;
  try {
    const options: ScryptOptions = { ...cost, maxmem: MAX_MEMORY };
    return await new Promise((done, fail) => {
      scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => (error ? fail(error) : done(key.toString('base64url'))));
    });
  } finally {
    // Whoever waits takes the place over.
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
}
