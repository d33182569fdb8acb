import { readFile } from 'node:fs/promises';
import { WinnowError } from '@/lib/base/errors';

/** readJsonFile reads what a command was given as a file. Throws `invalid_request`, which names the file. */
export async function readJsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WinnowError('invalid_request', `${file} cannot be read as JSON: ${reason}`, { cause });
  }
}
