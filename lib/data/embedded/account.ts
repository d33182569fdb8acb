/** PostgreSQL refuses to run as root, so a root process lends it another account, and keeps its files where that account can reach them. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { WinnowError } from '../../base/errors';

export interface Account {
  uid: number;
  gid: number;
}

/**
 * serverAccount returns the account to run PostgreSQL under: null = this process's own; as root the system's `postgres`, else `nobody`.
 * No account is created.
 */
export function serverAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (!entry)
    throw new WinnowError(
      'database_unavailable',
      'PostgreSQL cannot run as root, and there is no account "postgres" or "nobody" to run it under. Start Winnow as a normal user, or set DATABASE_URL.',
    );
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** canAccess asks the system itself, as that account: `x` = enter a folder or execute a file, `w` = write. */
export function canAccess(account: Account | null, path: string, mode: 'x' | 'w'): boolean {
  const test = spawnSync('/bin/sh', ['-c', 'test "$1" "$2"', 'sh', `-${mode}`, path], { ...account, cwd: '/' });
  return test.status === 0;
}
