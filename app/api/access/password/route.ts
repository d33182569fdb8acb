import { changePassword } from '@/lib/access/accounts';
import { currentAsker } from '@/lib/access/asking';
import { countAttempt, forgetAttempts } from '@/lib/access/limits';
import { WinnowError } from '@/lib/base/errors';
import { changePasswordSchema } from '@/lib/core/access/requests';
import { endpoint } from '../../../_server/endpoint';
import { readJson } from '../../../_server/read-request';

/** Changes one's own password. The current one is tried as often as at sign-in: a browser left open must not be a way to guess it. */
export const POST = endpoint(async (request) => {
  const { current, password } = await readJson(request, changePasswordSchema);
  const { id, name, sessionId, address } = currentAsker()!;
  if (id === null || name === null || sessionId === null) throw new WinnowError('conflict', 'Only an account has a password.');
  await countAttempt(name, address ?? '');
  await changePassword(id, sessionId, current, password);
  await forgetAttempts(name, address ?? '');
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
});
