import { database } from '@/lib/data/client';
import type { Deployment } from '../../support/deployment';
import type { Fleet, Role } from '../../support/fleet';
import { type Usage, usageOf } from '../../support/processes';

const EVERY_MS = 5_000;
const ROLES: readonly Role[] = ['web', 'worker', 'bot'];

export interface Sample extends Usage {
  at: number;
  byRole: Record<string, number>;
}

/** Takes the memory and handles of all processes of a deployment every five seconds. */
export class Sampler {
  readonly samples: Sample[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly fleet: Fleet,
    private readonly deployment: Deployment,
  ) {}

  start(): void {
    // A connection of our own counts in PostgreSQL's memory: it is there from the start.
    void database().$queryRaw`SELECT 1`.catch(() => {});
    this.timer = setInterval(() => this.samples.push(this.take()), EVERY_MS);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  last(): string {
    const sample = this.samples.at(-1);
    return sample ? `${Math.round(sample.memoryMb)} MB, ${sample.handles} handles` : 'no sample yet';
  }

  /** Of the last sample. */
  byRole(): Record<string, number> {
    return this.samples.at(-1)?.byRole ?? {};
  }

  private take(): Sample {
    const postgres = this.deployment.databasePid();
    const groups: [string, number[]][] = [
      ...ROLES.map((role): [string, number[]] => [role, this.fleet.children(role).flatMap(({ pid }) => pid ?? [])]),
      ['postgres', postgres === null ? [] : [postgres]],
    ];
    const used = groups.map(([role, pids]) => [role, usageOf(pids)] as const);
    const sum = (of: (usage: Usage) => number) => used.reduce((total, [, usage]) => total + of(usage), 0);
    return {
      at: Date.now(),
      memoryMb: sum(({ memoryMb }) => memoryMb),
      handles: sum(({ handles }) => handles),
      cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
      processes: sum(({ processes }) => processes),
      byRole: Object.fromEntries(used.map(([role, { memoryMb }]) => [role, Math.round(memoryMb)])),
    };
  }
}
