/** What can be known about another process of this machine by its id. Ids are recycled, so an id alone names nobody. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

function ps(field: string, pid: number): string | null {
  const result = spawnSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' });
  const text = result.status === 0 ? result.stdout.trim() : '';
  return text === '' ? null : text;
}

/** The fields of /proc/PID/stat after the command name, which may itself hold spaces and parentheses; null when there is no such process. */
export function linuxStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

const STATE = 0;
const PARENT = 1;
/** `starttime` is field 22 of stat(5), counted from 1; the first one here is field 3. */
const START_TIME = 22 - 3;

/**
 * processIdentity names the process that has this id now, so that a later one with the same id is told apart (by its start time).
 * Null when there is none, or only a zombie.
 */
export function processIdentity(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform !== 'linux') {
    const started = ps('lstart', pid);
    return started && `${pid}@${started}`;
  }
  const stat = linuxStat(pid);
  return stat && stat[STATE] !== 'Z' ? `${pid}@${stat[START_TIME]}` : null;
}

/** commandLine returns the arguments of a living process joined by spaces, or null. */
export function commandLine(pid: number): string | null {
  if (processIdentity(pid) === null) return null;
  if (process.platform !== 'linux') return ps('command', pid);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return null;
  }
}

/** parentPid returns the id of a living process's parent, or null. */
export function parentPid(pid: number): number | null {
  const field = process.platform === 'linux' ? linuxStat(pid)?.[PARENT] : ps('ppid', pid);
  return field ? Number(field) : null;
}
