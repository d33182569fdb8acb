import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** fingerprint is a sha256 over names and contents of files and folders (relative to root), in hex. What does not exist counts as absent. */
export function fingerprint(root: string, paths: string[], skip: (path: string) => boolean = () => false): string {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) addPath(hash, root, path, skip);
  return hash.digest('hex');
}

function addPath(hash: Hash, root: string, path: string, skip: (path: string) => boolean): void {
  if (skip(path)) return;
  const absolute = join(root, path);
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (stat?.isDirectory()) {
    for (const name of readdirSync(absolute).sort()) addPath(hash, root, join(path, name), skip);
  } else if (stat?.isFile()) {
    const content = readFileSync(absolute);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
}

/** A file that says what something was made from. It lies within what was made, so that it goes away with it. */
export class Stamp {
  constructor(private readonly file: string) {}

  matches(value: string): boolean {
    return existsSync(this.file) && readFileSync(this.file, 'utf8') === value;
  }

  write(value: string): void {
    writeFileSync(this.file, value);
  }
}
