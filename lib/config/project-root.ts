import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

function rootAbove(start: string): string | null {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const file = resolve(folder, 'package.json');
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name === 'winnow') return folder;
    if (folder === dirname(folder)) return null;
  }
}

let known: string | null = null;

/**
 * projectRoot is the folder of Winnow's package.json. It is looked for above this file, so that the working directory does not matter,
 * then above the working directory: in a bundled server `import.meta.dirname` may be missing or name a folder that is not there.
 */
export function projectRoot(): string {
  const here: string | undefined = import.meta.dirname;
  known ??= (here === undefined ? null : rootAbove(here)) ?? rootAbove(process.cwd());
  if (known === null) throw new Error(`Winnow's package.json was not found from ${process.cwd()} upwards`);
  return known;
}
