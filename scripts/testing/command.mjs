import { spawn } from 'node:child_process';
import { ROOT } from '../prepare.mjs';

/**
 * runNode runs a script of the project's, with its output on ours, and returns its status (1 when a signal ended it).
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [environment]
 * @returns {Promise<number>}
 */
export function runNode(args, environment = process.env) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', fail);
    child.once('close', (status) => done(status ?? 1));
  });
}

/** asOne counts a command without counts of its own. */
export const asOne = (status) => (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
