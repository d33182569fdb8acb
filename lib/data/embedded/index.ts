/**
 * The embedded PostgreSQL: started where no DATABASE_URL is given, and kept in a directory of the project. Its processes outlive a killed
 * starter; the next start adopts them. Every start repairs what a kill has left (stale or recycled pid file, busy port).
 *
 * Imports in this folder are relative throughout: prisma.config.ts reads from here, and Prisma loads that without the `@/` alias.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../base/errors';
import { serverAccount } from './account';
import { reachableBinaries } from './binaries';
import { checkVersion, initialiseCluster } from './initialise';
import { chooseDataDirectory, systemFolder } from './location';
import { freePort } from './port';
import { connectionUrl, DATABASE, readRecord, runningPostmaster } from './record';
import { type Settings, startServer, stopServer } from './server';

export { embeddedVersion } from './binaries';
export { embeddedUrl } from './record';

export interface EmbeddedPostgres {
  /** The port can change when the server is started anew. */
  readonly port: number;
  /** It ran already. */
  readonly adopted: boolean;
  readonly dataDirectory: string;
  /** Connection URL of a database, by default Winnow's own (which the migrations create). */
  url(database?: string): string;
  isRunning(): boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Where data and record are kept; made when missing. */
  directory: string;
  /** Server settings over the built-in ones. */
  settings?: Settings;
}

/**
 * startEmbeddedPostgres makes the cluster if there is none, starts the server if none runs, and returns when it accepts connections.
 * Throws `database_unavailable` or `disk_full` with what to do.
 */
export async function startEmbeddedPostgres({ directory, settings = {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  makeFolder(directory);
  const account = serverAccount();
  const kept = readRecord(directory);
  const dataDirectory = kept?.dataDirectory ?? chooseDataDirectory(directory, account);
  const native = reachableBinaries(account, systemFolder(directory));

  const usable = kept !== null && existsSync(join(dataDirectory, 'PG_VERSION'));
  if (!usable) await stopServer(dataDirectory);
  const record = usable ? kept : await initialiseCluster(directory, dataDirectory, native, account);
  const adopted = runningPostmaster(dataDirectory);
  if (!adopted) checkVersion(dataDirectory, native);
  const { port } =
    adopted ??
    (await startServer({
      native,
      dataDirectory,
      account,
      settings,
      port: await freePort(record.port),
      startLog: join(directory, 'postgres-start.log'),
    }));

  return {
    port,
    adopted: adopted !== null,
    dataDirectory,
    url: (database = DATABASE) => connectionUrl(record, port, database),
    isRunning: () => runningPostmaster(dataDirectory) !== null,
    stop: () => stopServer(dataDirectory),
  };
}

function makeFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (cause) {
    throw new WinnowError('database_unavailable', `The folder ${directory} cannot be made: ${(cause as Error).message}`, { cause });
  }
}
