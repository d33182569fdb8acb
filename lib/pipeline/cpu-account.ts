import { processCpuMs } from '@/lib/base/cpu-time';

export interface CpuShare {
  /** Ends the work and returns its share of the processor time, in milliseconds. Call it once. */
  end(): number;
}

export interface CpuAccount {
  begin(): CpuShare;
}

/**
 * createCpuAccount shares the process's processor time among the work that is going on in it. The operating system knows what the process
 * used, threads and children included, but not for which stage: so whenever work begins or ends, the time used since the last such moment
 * is split equally among what was at work. Exact when one stage is at work at a time; the sum over all work is exact always. What the
 * process uses while nothing is at work is nobody's.
 */
export function createCpuAccount(readMs: () => number = processCpuMs): CpuAccount {
  const atWork = new Map<symbol, number>();
  let lastMs = 0;
  const settle = () => {
    const nowMs = readMs();
    for (const [work, ms] of atWork) atWork.set(work, ms + (nowMs - lastMs) / atWork.size);
    lastMs = nowMs;
  };
  return {
    begin() {
      settle();
      const work = Symbol('work');
      atWork.set(work, 0);
      return {
        end() {
          settle();
          const ms = atWork.get(work) ?? 0;
          atWork.delete(work);
          return ms;
        },
      };
    },
  };
}

/** The account of this process. */
export const cpuAccount = createCpuAccount();
