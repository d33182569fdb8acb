/** The faults: each strikes, and says from when on the deployment could have recovered. */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { requireDatabaseUrl } from '@/lib/data/client';
import { submitRun } from '@/lib/intake';
import type { ArticleSite } from '../../support/article-site';
import type { Deployment } from '../../support/deployment';
import type { Fleet, Role } from '../../support/fleet';
import type { SmallDisk } from './disk';

export interface Stage {
  deployment: Deployment;
  fleet: Fleet;
  site: ArticleSite;
  /** null where this user may not mount. */
  disk: SmallDisk | null;
  /** How many milliseconds the processes' clocks are ahead. */
  clockFile: string;
  random: () => number;
  /** Runs that are made to kill every worker that takes them. */
  poisoned: string[];
}

export interface Struck {
  /** Milliseconds since the epoch. */
  from: number;
  /** Undoes what still holds, once the others have recovered from it. */
  end?: () => void;
}

const HELD_MS = 5_000;
const CLOCK_JUMP_MS = 3_600_000;
const MOST_CONNECTIONS = 400;

const kill =
  (role: Role) =>
  async ({ fleet, random }: Stage): Promise<Struck> => {
    const children = fleet.children(role);
    children[Math.floor(random() * children.length)]?.kill('SIGKILL');
    return { from: Date.now() };
  };

/** Faults that are kills of a process, and those that are not. */
export const KILLS = {
  kill_worker: kill('worker'),
  kill_web: kill('web'),
  kill_bot: kill('bot'),
  kill_postgres: async ({ deployment }: Stage): Promise<Struck> => {
    const from = Date.now();
    await deployment.killDatabase();
    return { from };
  },
} as const;

export const OTHERS = {
  dropped_connections: async (): Promise<Struck> => {
    await onServer((client) =>
      client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = $1', [
        'client backend',
      ]),
    );
    return { from: Date.now() };
  },
  /** Every connection that the server gives is taken for a while. */
  pool_exhaustion: async (): Promise<Struck> => {
    const taken: pg.Client[] = [];
    try {
      while (taken.length < MOST_CONNECTIONS) taken.push(await connected());
    } catch {
      // There is no more.
    }
    await sleep(HELD_MS);
    await Promise.all(taken.map((client) => client.end().catch(() => {})));
    return { from: Date.now() };
  },
  full_disk: async ({ disk }: Stage): Promise<Struck> => {
    disk?.fill();
    await sleep(HELD_MS);
    disk?.free();
    return { from: Date.now() };
  },
  /** Stopped, not ended: it keeps its connections and locks, and must not write when it goes on. */
  frozen_worker: async ({ fleet, random }: Stage): Promise<Struck> => {
    const children = fleet.children('worker');
    const child = children[Math.floor(random() * children.length)];
    child?.kill('SIGSTOP');
    return { from: Date.now(), end: () => void child?.kill('SIGCONT') };
  },
  /** An hour ahead, and back again. */
  clock_jump: async ({ clockFile }: Stage): Promise<Struck> => {
    const from = Date.now();
    writeFileSync(clockFile, String(CLOCK_JUMP_MS));
    return { from, end: () => writeFileSync(clockFile, '0') };
  },
  poison_job: async ({ site, poisoned }: Stage): Promise<Struck> => {
    const { run } = await submitRun({ url: `http://127.0.0.1:${site.port}/poison/${poisoned.length}` }, 'api');
    poisoned.push(run.id);
    return { from: Date.now() };
  },
} as const;

export type FaultName = keyof typeof KILLS | keyof typeof OTHERS;
export const FAULTS: Record<FaultName, (stage: Stage) => Promise<Struck>> = { ...KILLS, ...OTHERS };

/** schedule gives so many kills, worker, web and the others in turn, and each other fault once among every fifty (once at least). */
export function schedule(kills: number, only: readonly string[] | null): FaultName[] {
  const wanted = (name: FaultName) => only === null || only.includes(name);
  const turn = (['kill_worker', 'kill_web', 'kill_worker', 'kill_postgres', 'kill_worker', 'kill_bot'] as const).filter(wanted);
  const others = (Object.keys(OTHERS) as (keyof typeof OTHERS)[]).filter(wanted);
  const times = Math.max(1, Math.floor(kills / 50));
  const faults: FaultName[] = turn.length === 0 ? [] : Array.from({ length: kills }, (_, i) => turn[i % turn.length]!);
  const rest = others.flatMap((name) => Array.from({ length: times }, () => name));
  for (const [i, name] of rest.entries()) faults.splice(Math.floor(((i + 1) / (rest.length + 1)) * faults.length) + i, 0, name);
  return faults;
}

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: requireDatabaseUrl(), application_name: 'chaos' });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function onServer(act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = await connected();
  await act(client);
  await client.end();
}
