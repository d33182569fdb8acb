import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WinnowError } from '../../base/errors';
import { type Account, canAccess } from './account';

/**
 * chooseDataDirectory puts the data under `directory`, unless PostgreSQL has to run under another account (this process is root) and that
 * account cannot get there, e.g. because the project lies under /root: then under /var/lib/winnow/HASH-OF-DIRECTORY.
 */
export function chooseDataDirectory(directory: string, account: Account | null): string {
  if (account === null || canAccess(account, directory, 'x')) return join(directory, 'postgres');
  const folder = systemFolder(directory);
  for (const path of [dirname(folder), folder]) makeOwnFolder(path);
  return join(folder, 'postgres');
}

/** systemFolder is where things go that another account must reach. */
export function systemFolder(directory: string): string {
  return join('/var/lib/winnow', createHash('sha256').update(directory).digest('hex').slice(0, 12));
}

/** Refuses a folder that somebody else has put there. */
function makeOwnFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  const stat = lstatSync(path);
  if (!stat.isDirectory() || stat.uid !== 0)
    throw new WinnowError('database_unavailable', `${path} is not a folder owned by root. Remove it, or set DATABASE_URL.`);
  chmodSync(path, 0o755);
}
