import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processCpuMs } from '@/lib/base/cpu-time';
import { createCpuAccount } from './cpu-account';

describe('the processor account', () => {
  it('is exact for work that goes on alone', () => {
    let now = 500;
    const account = createCpuAccount(() => now);
    const first = account.begin();
    now += 30;
    expect(first.end()).toBe(30);
    now += 1_000;
    const second = account.begin();
    now += 7;
    expect(second.end()).toBe(7);
  });

  it('splits what is used while two are at work', () => {
    let now = 0;
    const account = createCpuAccount(() => now);
    const a = account.begin();
    now += 10;
    const b = account.begin();
    now += 20;
    expect(a.end()).toBe(20);
    now += 5;
    expect(b.end()).toBe(15);
  });

  it('gives out all that was used while something was at work, and nothing else', () => {
    const steps = fc.array(fc.record({ used: fc.nat(1_000), begins: fc.boolean(), which: fc.nat() }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (list) => {
        let now = 0;
        let busy = 0;
        let given = 0;
        const account = createCpuAccount(() => now);
        const atWork: ReturnType<typeof account.begin>[] = [];
        for (const { used, begins, which } of list) {
          now += used;
          if (atWork.length > 0) busy += used;
          if (begins) atWork.push(account.begin());
          else if (atWork.length > 0) given += atWork.splice(which % atWork.length, 1)[0]!.end();
        }
        for (const work of atWork) given += work.end();
        expect(given).toBeCloseTo(busy, 6);
      }),
    );
  });
});

describe('processor time', () => {
  const burn = 'const until = process.cpuUsage().user + 300_000; while (process.cpuUsage().user < until);';

  it('is that of this process', () => {
    const before = processCpuMs();
    new Function('process', burn)(process);
    const used = processCpuMs() - before;
    expect(used).toBeGreaterThanOrEqual(300);
  });

  it.runIf(process.platform === 'linux')('and of a child, once it has ended', async () => {
    const before = processCpuMs();
    const child = spawn(process.execPath, ['-e', burn]);
    await once(child, 'exit');
    expect(processCpuMs() - before).toBeGreaterThanOrEqual(290);
  });
});
