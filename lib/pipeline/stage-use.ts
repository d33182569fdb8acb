import { cpuAccount } from './cpu-account';

/** What work took, in whole milliseconds. */
export interface StageUse {
  /** By the clock; waiting in the queue and between attempts is not in it. */
  spentMs: number;
  /** Of the processor, see cpu-account. */
  cpuMs: number;
}

/** measureUse starts measuring; the function it returns ends it and, asked again, says the same. */
export function measureUse(): () => StageUse {
  const startedAt = performance.now();
  const share = cpuAccount.begin();
  let use: StageUse | null = null;
  return () => {
    use ??= { spentMs: Math.round(performance.now() - startedAt), cpuMs: Math.round(share.end()) };
    return use;
  };
}

/** added are the columns that a use raises. */
export function added({ spentMs, cpuMs }: StageUse) {
  return { spentMs: { increment: spentMs }, cpuMs: { increment: cpuMs } };
}
