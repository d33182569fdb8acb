import { changeRole, removeAccount } from '@/lib/access/accounts';
import { noteForAudit } from '@/lib/access/asking';
import { changeAccountSchema } from '@/lib/core/access/requests';
import { accountIdOf, endpoint, json } from '../../../../_server/endpoint';
import { readJson } from '../../../../_server/read-request';

/** Gives an account another role, from its next request on. */
export const PUT = endpoint<{ id: string }>(async (request, params) => {
  const { role } = await readJson(request, changeAccountSchema);
  const account = await changeRole(accountIdOf(params), role);
  noteForAudit({ details: { name: account.name, role } });
  return json(account);
});

export const DELETE = endpoint<{ id: string }>(async (_request, params) => {
  const account = await removeAccount(accountIdOf(params));
  noteForAudit({ details: { name: account.name } });
  return json(account);
});
