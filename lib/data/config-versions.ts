/** Which configuration new runs are decided under. */
import { WinnowError } from '@/lib/base/errors';
import { importChangedFiles } from './config-files';
import { type ConfigVersionRecord, findActive, loadVersion } from './config-store';

export type { ConfigVersionRecord };

/** activeConfigVersion takes in changed files first. Throws `config_invalid` when there is no version yet and the files have faults. */
export async function activeConfigVersion(): Promise<ConfigVersionRecord> {
  await importChangedFiles();
  const active = await findActive();
  if (!active) throw new WinnowError('config_invalid', 'there is no valid configuration yet: run `npx winnow config validate`');
  return active;
}

/** findConfigVersion reads CONFIG_VERSION: a version's number. Throws `config_invalid` naming it when there is no such version. */
export async function findConfigVersion(name: string): Promise<ConfigVersionRecord> {
  const missing = () => new WinnowError('config_invalid', `CONFIG_VERSION is "${name}", but there is no config version of that number`);
  if (!/^\d{1,9}$/.test(name)) throw missing();
  return loadVersion(Number(name)).catch((error) => {
    throw error instanceof WinnowError && error.code === 'not_found' ? missing() : error;
  });
}
