import { WinnowError } from '@/lib/base/errors';
import { accountByPassword, type Named } from './accounts';
import { countAttempt, forgetAttempts } from './limits';
import { startSession } from './sessions';

/** signIn returns the account and the token for its cookie. Throws `sign_in_failed`, the same whether name or password is wrong, and `rate_limited`. */
export async function signIn(
  name: string,
  password: string,
  from: { address: string; agent: string | null },
): Promise<{ account: Named; token: string }> {
  await countAttempt(name, from.address);
  const account = await accountByPassword(name, password);
  if (!account) throw new WinnowError('sign_in_failed', 'Name or password is wrong.');
  await forgetAttempts(name, from.address);
  return { account, token: await startSession(account.id, from) };
}
