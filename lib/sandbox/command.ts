import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** findCommand looks a program up as a shell would: a name in PATH's absolute folders, or a path as it stands. Null when there is none. */
export function findCommand(command: string, searchPath: string = process.env.PATH ?? ''): string | null {
  if (command.includes('/')) return isExecutable(command) ? command : null;
  const folders = searchPath.split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, command)).find(isExecutable) ?? null;
}
