/** A disk of its own that can be filled: everything the deployment writes lies on it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from '@/lib/base/processes';

const SIZE = '1500m';
const PREFIX = 'winnow-bench-disk-';
const BLOCK = Buffer.alloc(1024 * 1024);

export interface SmallDisk {
  fill(): void;
  free(): void;
  remove(): void;
}

/** mountSmallDisk mounts a file system in memory and makes it the folder for temporary files; null where this user may not mount. */
export function mountSmallDisk(): SmallDisk | null {
  const before = process.env.TMPDIR;
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=1777`, 'winnow-bench', folder]).status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  const ballast = join(folder, 'ballast');
  return {
    fill() {
      const file = openSync(ballast, 'w');
      try {
        for (;;) writeSync(file, BLOCK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove() {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      unmount(folder);
    },
  };
}

/** Lazily: a process that was just killed may hold it open for a moment. */
function unmount(folder: string): void {
  spawnSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
}

/** Disks of a bench that was killed: its pid is in the folder's name. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid && processIdentity(Number(pid)) === null) unmount(join(tmpdir(), name));
  }
}
