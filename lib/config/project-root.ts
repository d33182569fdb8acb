import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

function isRoot(folder: string): boolean {
  const file = resolve(folder, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'winnow';
}

/**
 * projectRoot finds the folder that holds Winnow's package.json, from the working directory upwards and, when started from elsewhere,
 * from this file upwards. (This file comes second because a bundler moves it.)
 */
export function projectRoot(): string {
  for (const start of [process.cwd(), import.meta.dirname]) {
    for (let folder = start; folder; folder = dirname(folder)) {
      if (isRoot(folder)) return folder;
      if (folder === dirname(folder)) break;
    }
  }
  throw new Error(`Winnow's package.json was not found from ${process.cwd()} upwards`);
}
