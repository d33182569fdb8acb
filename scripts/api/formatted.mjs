import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../prepare.mjs';

/** formatted lays a text out as everything in the tree is. */
export function formatted(text, file) {
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const { status, stdout, stderr } = spawnSync(process.execPath, [biome, 'format', `--stdin-file-path=${file}`], {
    cwd: ROOT,
    input: text,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (status !== 0) throw new Error(`${file} cannot be formatted: ${stderr}`);
  return stdout;
}
