/** What processes and all that they have started take of the machine, from /proc. */
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

export interface Usage {
  /** Each page shared among so many processes counts for its part (PSS); resident memory where that may not be read. */
  memoryMb: number;
  /** Open files, sockets and the like. */
  handles: number;
  /** Since they began, ended children included. */
  cpuSeconds: number;
  processes: number;
}

/** usageOf sums over processes and their descendants; those that have ended meanwhile count nothing. */
export function usageOf(pids: readonly number[]): Usage {
  const family = withDescendants(pids);
  const sum = (of: (pid: number) => number) => family.reduce((total, pid) => total + (attempt(() => of(pid)) ?? 0), 0);
  return { memoryMb: sum(memoryMb), handles: sum(handles), cpuSeconds: sum(cpuSeconds), processes: family.length };
}

function withDescendants(pids: readonly number[]): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = attempt(() => Number(statOf(Number(name))[1]));
    if (parent !== null) parents.set(Number(name), parent);
  }
  const family = new Set(pids);
  for (let before = -1; before !== family.size; ) {
    before = family.size;
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid);
  }
  return [...family];
}

/** The fields of /proc/PID/stat after the name, which may hold anything: state, parent, … */
const statOf = (pid: number): string[] => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

function memoryMb(pid: number): number {
  const rollup = attempt(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  const kib = rollup ? /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] : /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib ?? 0) / 1024;
}

const handles = (pid: number) => readdirSync(`/proc/${pid}/fd`).length;

/** utime, stime, cutime and cstime are fields 14 to 17 of the whole line. */
function cpuSeconds(pid: number): number {
  return (
    statOf(pid)
      .slice(11, 15)
      .reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND
  );
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
