import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT } from '../prepare.mjs';

async function knownNames() {
  const { ENV_SCHEMA } = await import('../../lib/config/env.ts');
  return Object.keys(ENV_SCHEMA.shape);
}

/** cleanEnvironment takes every variable that Winnow reads out of this process's environment, so that tests do not depend on whose machine runs them. */
export async function cleanEnvironment() {
  for (const name of await knownNames()) delete process.env[name];
}

/**
 * stackEnvironment is what a new installation would have (.env.example), for a stack of its own. Names that are not given are set to nothing, which
 * means absent, so that a .env in the project cannot fill them in.
 * @param {Record<string, string>} own
 */
export async function stackEnvironment(own) {
  const absent = Object.fromEntries((await knownNames()).map((name) => [name, '']));
  const example = parseEnv(readFileSync(join(ROOT, '.env.example'), 'utf8'));
  return { ...process.env, ...absent, ...example, ...own };
}
