import { readdirSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { DEFAULT_ROTATION } from '@/lib/base/rotating-file';
import type { Env } from '@/lib/config/env';
import { projectRoot } from '@/lib/config/project-root';
import { runningInstance } from '@/supervisor/instance-lock';
import { COMFORTABLE_FREE_BYTES, checkFolder, checkPort } from '@/supervisor/preflight';
import { webUrl } from '@/supervisor/readiness';
import { isInstalled } from '../../scripts/prepare.mjs';
import { attempt, type Check, missing, ok, warning } from './check';

const GIB = 2 ** 30;
const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const gib = (bytes: number) => `${(bytes / GIB).toFixed(1)} GiB`;
/** SPEC: all of it runs in 4 GB; a machine sold with that much has a little less to give. */
const LEAST_MEMORY_BYTES = 3.5 * GIB;

export function checkMachine(env: Env): Promise<Check>[] {
  return [
    // An older one does not get here: bin/winnow.mjs has said so.
    attempt('Node', () => ok('Node', process.version)),
    attempt('Packages', () =>
      isInstalled() ? ok('Packages', 'as package-lock.json says') : missing('Packages', 'not as package-lock.json says', 'npm ci'),
    ),
    attempt('Memory', () => {
      const detail = `${gib(totalmem())} in all`;
      return totalmem() >= LEAST_MEMORY_BYTES
        ? ok('Memory', detail)
        : warning('Memory', detail, 'Winnow is made for 4 GB or more; long items may fail.');
    }),
    attempt('Data folder', () => checkSpace(env.dataDir)),
    attempt('Log folder', () => {
      const folder = resolve(projectRoot(), env.values.WINNOW_LOG_DIR);
      checkFolder(folder);
      const logs = readdirSync(folder).filter((name) => name.endsWith('.log'));
      const bytes = logs.reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
      const { maxBytes, keep } = DEFAULT_ROTATION;
      const held = `${mib(bytes)} in ${logs.length} file${logs.length === 1 ? '' : 's'}`;
      return ok('Log folder', `${folder} can be written; ${held}, rotated at ${mib(maxBytes)}, ${keep} older ones kept of each`);
    }),
    attempt('Web port', () => checkWebPort(env)),
  ];
}

/** checkFolder throws where the folder cannot be written or its disk is full. */
function checkSpace(folder: string): Check {
  const free = checkFolder(folder);
  const detail = `${folder} can be written, ${gib(free)} free`;
  return free >= COMFORTABLE_FREE_BYTES
    ? ok('Data folder', detail)
    : warning('Data folder', detail, 'Free some space: large items may fail.');
}

async function checkWebPort({ dataDir, values }: Env): Promise<Check> {
  const instance = runningInstance(dataDir);
  if (instance) return ok('Web port', `Winnow runs at ${instance.url} (process ${instance.pid})`);
  await checkPort(values.HOST, values.PORT);
  return ok('Web port', `${webUrl(values.HOST, values.PORT)} is free; Winnow does not run`);
}
