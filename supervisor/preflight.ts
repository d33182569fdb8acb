import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';

const MIB = 2 ** 20;
/** Less is refused: a database that cannot write is worse than none. */
const LEAST_FREE_BYTES = 200 * MIB;
/** Less is said. */
export const COMFORTABLE_FREE_BYTES = 2048 * MIB;

/** checkFolder makes the folder, tries to write in it, and returns the bytes that are free there. Throws `disk_full` or `internal` with what to do. */
export function checkFolder(folder: string): number {
  try {
    mkdirSync(folder, { recursive: true });
    const probe = join(folder, `.write-probe-${process.pid}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new WinnowError('disk_full', `The disk of ${folder} is full.`, { cause });
    throw new WinnowError(
      'internal',
      `${folder} cannot be written (${message}). Give this user write access, or set WINNOW_DATA_DIR to another folder.`,
      { cause },
    );
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free < LEAST_FREE_BYTES)
    throw new WinnowError(
      'disk_full',
      `Only ${Math.floor(free / MIB)} MiB are free for ${folder}; Winnow needs ${LEAST_FREE_BYTES / MIB}.`,
    );
  return free;
}

/** checkPort throws `conflict` when nothing can listen there. */
export function checkPort(host: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === 'EADDRINUSE'
          ? 'is used by another program. Stop that program'
          : `cannot be listened on (${cause.code ?? cause.message}). Change it`;
      fail(new WinnowError('conflict', `Port ${port} on ${host} ${reason}, or set another PORT in .env.`, { cause }));
    });
    server.listen(port, host, () => server.close(() => done()));
  });
}
