import { hasAccounts } from '@/lib/access/accounts';
import type { Env } from '@/lib/config/env';
import { isLoopback } from '@/lib/config/env-fields';
import { embeddedUrl } from '@/lib/data/embedded';
import { attempt, type Check, ok, warning } from './check';

/** Who can reach this Winnow, and whether what stands in the way of strangers is complete. */
export function checkAccess(env: Env): Promise<Check>[] {
  return [attempt('Access', () => access(env))];
}

async function access({ signIn, values, dataDir }: Env): Promise<Check> {
  const name = 'Access';
  if (!signIn) return ok(name, 'loopback only, without sign-in');
  process.env.DATABASE_URL = values.DATABASE_URL ?? embeddedUrl(dataDir) ?? '';
  if (process.env.DATABASE_URL !== '' && !(await hasAccounts())) {
    return warning(name, 'sign-in is on, and nobody has an account yet', 'npx winnow admin-link');
  }
  const isPlain = !isLoopback(values.HOST) && !values.WINNOW_PUBLIC_URL?.startsWith('https:') && values.WINNOW_TRUSTED_PROXIES.length === 0;
  if (isPlain) {
    return warning(
      name,
      `${values.HOST} is reached over plain HTTP: passwords and keys can be read on the way`,
      'Put a reverse proxy with TLS before it, and set WINNOW_PUBLIC_URL and WINNOW_TRUSTED_PROXIES (docs/access.md).',
    );
  }
  return values.ENABLE_AUDIT_LOGGING
    ? ok(name, 'sign-in is on, and the audit log too')
    : warning(name, 'sign-in is on; nothing is written down of who did what', 'ENABLE_AUDIT_LOGGING=1');
}
