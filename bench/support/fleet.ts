/** Web, workers and bot, and a service manager's part: what ends is started again at once, PostgreSQL too. */
import type { ChildProcess } from 'node:child_process';
import { freePort } from '@/lib/data/embedded/port';
import type { Deployment } from './deployment';

export type Role = 'web' | 'worker' | 'bot';

const LOOK_AT_DATABASE_MS = 200;

export class Fleet {
  readonly restarts: Record<Role | 'postgres', number> = { web: 0, worker: 0, bot: 0, postgres: 0 };
  private readonly running: { role: Role; child: ChildProcess }[] = [];
  private stopping = false;
  private readonly watching: Promise<void>;

  private constructor(
    private readonly deployment: Deployment,
    readonly port: number,
  ) {
    this.watching = this.watchDatabase();
  }

  static async start(deployment: Deployment, workers: number): Promise<Fleet> {
    const { port, process: web } = await deployment.startWeb(await freePort());
    const fleet = new Fleet(deployment, port);
    fleet.keep('web', web);
    for (let i = 0; i < workers; i++) fleet.launch('worker');
    fleet.launch('bot');
    return fleet;
  }

  children(role: Role): ChildProcess[] {
    return this.running.filter((one) => one.role === role).map(({ child }) => child);
  }

  readonly workerPids = (): number[] => this.children('worker').flatMap(({ pid }) => pid ?? []);

  /** From now on what ends stays ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.watching;
  }

  private launch(role: Role): void {
    const { deployment } = this;
    this.keep(role, role === 'web' ? deployment.spawnWeb(this.port) : role === 'worker' ? deployment.startWorker() : deployment.startBot());
  }

  private keep(role: Role, child: ChildProcess): void {
    const one = { role, child };
    this.running.push(one);
    child.once('exit', () => {
      this.running.splice(this.running.indexOf(one), 1);
      if (this.stopping) return;
      this.restarts[role] += 1;
      this.launch(role);
    });
  }

  private async watchDatabase(): Promise<void> {
    while (!this.stopping) {
      await new Promise((done) => setTimeout(done, LOOK_AT_DATABASE_MS));
      if (this.stopping || this.deployment.databasePid() !== null) continue;
      this.restarts.postgres += 1;
      // On a full disk it may not come up yet.
      await this.deployment.reviveDatabase().catch(() => {});
    }
  }
}
