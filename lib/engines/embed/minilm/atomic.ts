import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { WinnowError } from '../../../base/errors';

const isErrno = (error: unknown, code: string) => (error as NodeJS.ErrnoException).code === code;

/**
 * writeAtomically lets no reader ever see half a file, also when two processes write it at once or one dies on the way: it writes a file of
 * its own beside `file`, syncs it and renames it. Throws `disk_full` or `engine_failed`; nothing is left behind then.
 */
export async function writeAtomically(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined); // the first failure is the one to tell
    throw new WinnowError(isErrno(cause, 'ENOSPC') ? 'disk_full' : 'engine_failed', `cannot write ${file}`, { cause });
  }
}
