import { linuxStat } from './processes';

/** Fields 16 and 17 of stat(5), counted from 1: the processor time of waited-for children in user and kernel mode. `linuxStat` starts at field 3. */
const CHILDREN_USER = 16 - 3;
const CHILDREN_SYSTEM = 17 - 3;
/** proc(5) counts in clock ticks of USER_HZ, which is 100 on every architecture that Node runs on. */
const MS_PER_TICK = 10;

/**
 * processCpuMs returns the processor time this process has used, in milliseconds: all its threads, and on Linux its children too, theirs
 * included, each from the moment it was waited for. Elsewhere children are not counted.
 */
export function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  const stat = process.platform === 'linux' ? linuxStat(process.pid) : null;
  const childTicks = stat ? Number(stat[CHILDREN_USER]) + Number(stat[CHILDREN_SYSTEM]) : 0;
  return (user + system) / 1000 + childTicks * MS_PER_TICK;
}
