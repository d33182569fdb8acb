import { hasAccounts, linkAddress, newLink } from '@/lib/access/accounts';
import type { Env } from '@/lib/config/env';
import { pageAddress } from '@/lib/config/page-address';
import { closeDatabase } from '@/lib/data/client';
import { bold, dim, say } from '../scripts/steps.mjs';

/** announceFirstLink prints the link by which the first admin comes in, on the terminal only; nothing where there is an account already. */
export async function announceFirstLink(databaseUrl: string, env: Env): Promise<void> {
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = databaseUrl;
  try {
    if (await hasAccounts()) return;
    const { token } = await newLink('first start', { role: 'admin' });
    say(`  Nobody can sign in yet. Make the first admin at\n  ${bold(linkAddress(pageAddress(env.values), token))}`);
    say(dim('  The link works once, for a day. Another one: npx winnow admin-link'));
    say();
  } finally {
    await closeDatabase();
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  }
}
