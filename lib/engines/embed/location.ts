/**
 * Where this room finds files at run time. Inside a bundled server `import.meta.dirname` may be missing or name a folder of the machine that
 * built it, so a folder counts only if Winnow's package.json is found above it; the working directory is the second guess.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

function rootAbove(start: string): string | null {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name === 'winnow') return folder;
    if (folder === dirname(folder)) return null;
  }
}

/** projectRoot is the folder of Winnow's package.json, or the working directory when there is none above it. */
export function projectRoot(): string {
  const here: string | undefined = import.meta.dirname;
  return (here === undefined ? null : rootAbove(here)) ?? rootAbove(process.cwd()) ?? process.cwd();
}

/** The folder for derived models: `models` under WINNOW_DATA_DIR (default `.winnow`, relative to the project root). */
export function defaultModelDirectory(): string {
  return resolve(projectRoot(), process.env.WINNOW_DATA_DIR ?? '.winnow', 'models');
}
