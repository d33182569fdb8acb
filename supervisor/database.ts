import { WinnowError } from '@/lib/base/errors';
import type { Logger } from '@/lib/base/logging';
import type { Env } from '@/lib/config/env';
import { type EmbeddedPostgres, embeddedUrl, startEmbeddedPostgres } from '@/lib/data/embedded';

const WATCH_MS = 1_000;

/** The database of a deployment: the operator's own, or the embedded one, which is kept running. */
export class SupervisedDatabase {
  private watch: NodeJS.Timeout | null = null;

  private constructor(
    private readonly external: string | null,
    private embedded: EmbeddedPostgres | null,
    private readonly directory: string,
  ) {}

  static async start(env: Env): Promise<SupervisedDatabase> {
    const external = env.values.DATABASE_URL;
    const embedded = external ? null : await startEmbeddedPostgres({ directory: env.dataDir });
    return new SupervisedDatabase(external, embedded, env.dataDir);
  }

  /** find is for a process that runs beside others: it uses what is there and keeps nothing running. */
  static async find(env: Env): Promise<SupervisedDatabase> {
    const url = env.values.DATABASE_URL ?? embeddedUrl(env.dataDir);
    if (url) return new SupervisedDatabase(url, null, env.dataDir);
    throw new WinnowError('database_unavailable', 'DATABASE_URL is not set and no embedded database runs here. Set it, or use npm start.');
  }

  get url(): string {
    return this.external ?? this.embedded?.url() ?? '';
  }

  get description(): string {
    if (!this.embedded) return new URL(this.url).host;
    return this.embedded.adopted ? 'embedded, was still running' : 'embedded';
  }

  /** keepRunning starts a killed embedded server again, and says so when its address has changed. Clients reconnect by themselves. */
  keepRunning(log: Logger, onMoved: () => Promise<unknown>): void {
    if (!this.embedded) return;
    const look = async () => {
      if (this.embedded?.isRunning() === false) await this.revive(log, onMoved);
      if (this.watch) this.watch = setTimeout(look, WATCH_MS);
    };
    this.watch = setTimeout(look, WATCH_MS);
  }

  private async revive(log: Logger, onMoved: () => Promise<unknown>): Promise<void> {
    const before = this.url;
    log.error('the embedded PostgreSQL ended unexpectedly and is started again');
    try {
      this.embedded = await startEmbeddedPostgres({ directory: this.directory });
      log.info('the embedded PostgreSQL runs again');
      if (this.url !== before) await onMoved();
    } catch (err) {
      log.error({ err }, 'the embedded PostgreSQL cannot be started; tried again in a second');
    }
  }

  /** Stops the embedded server; an external one is left alone. */
  async stop(): Promise<void> {
    if (this.watch) clearTimeout(this.watch);
    this.watch = null;
    await this.embedded?.stop();
  }
}
