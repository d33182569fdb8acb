import { listAccounts } from '@/lib/access/accounts';
import { endpoint, json } from '../../../_server/endpoint';

/** Accounts, oldest first. */
export const GET = endpoint(async () => json({ accounts: await listAccounts() }));
