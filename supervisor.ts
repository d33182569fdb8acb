/**
 * The supervisor: `npm start`, `npm run dev` and `winnow run`. It prepares what the processes need, keeps them and the embedded database running,
 * and stops them in order: processes first, the database last.
 */
import { resolve } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import { consoleOutput, newRootLogger } from '@/lib/base/logging';
import { RotatingFile } from '@/lib/base/rotating-file';
import { readEnv } from '@/lib/config/env';
import { isLoopback } from '@/lib/config/env-fields';
import { projectRoot } from '@/lib/config/project-root';
import { bold, dim, duration, say, step } from './scripts/steps.mjs';
import { announceFirstLink } from './supervisor/first-link';
import { InstanceLock } from './supervisor/instance-lock';
import { ManagedProcess } from './supervisor/managed-process';
import { checkPort } from './supervisor/preflight';
import { prepareDatabase, prepareFolders, prepareGenerated, startDatabase } from './supervisor/prepare';
import { processLog } from './supervisor/process-log';
import { LOG_FILES, type ProcessName, processSpec, wantedProcesses } from './supervisor/processes';
import { waitUntilReady, webUrl } from './supervisor/readiness';
import { onStopRequest } from './supervisor/stop-request';

export interface SuperviseOptions {
  dev?: boolean;
  /** By default all that are configured. A single one takes no lock on the folder and starts no database: it runs beside others. */
  only?: ProcessName;
}

const READY_TIMEOUT_MS = 120_000;
const HURRIED_GRACE_MS = 0;

/** supervise runs until it is asked to stop (SIGINT, SIGTERM, SIGHUP), then resolves. It throws a WinnowError when something cannot be started. */
export async function supervise({ dev = false, only }: SuperviseOptions = {}): Promise<void> {
  const began = performance.now();
  const env = readEnv();
  const root = projectRoot();
  if (only === 'discord' && env.values.DISCORD_BOT_TOKEN === null) {
    throw new WinnowError('config_invalid', 'DISCORD_BOT_TOKEN is not set: without it there is no bot to run. See docs/discord.md.');
  }
  if (dev && !isLoopback(env.values.HOST)) {
    throw new WinnowError('config_invalid', `HOST is ${env.values.HOST}: the development server is for this machine only. Use npm start.`);
  }
  const names = only ? [only] : wantedProcesses(env);
  const withWeb = names.includes('web');
  const url = webUrl(env.values.HOST, env.values.PORT);
  const logFolder = resolve(root, env.values.WINNOW_LOG_DIR);
  const log = newRootLogger({ outputs: [consoleOutput(), new RotatingFile(resolve(logFolder, LOG_FILES.worker))] }).child({
    name: 'supervisor',
  });

  // When whoever reads the output is gone (a closed terminal), writing it must not keep us from stopping everything in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

  prepareFolders(env, logFolder);
  const stop = onStopRequest();
  const cleanUps: (() => Promise<unknown> | unknown)[] = [() => stop.dispose()];
  try {
    const lock = only ? null : await InstanceLock.take(env.dataDir, url);
    cleanUps.push(() => lock?.release());
    stop.signal.addEventListener('abort', () => lock?.recordStopping());
    if (withWeb) await checkPort(env.values.HOST, env.values.PORT);

    const database = await startDatabase(env, !only);
    cleanUps.push(() => database.stop());
    await prepareDatabase(database, env);
    await prepareGenerated(root, withWeb && !dev, stop.signal);

    const deployment = { root, env, logFolder, dev, databaseUrl: () => database.url };
    const processes = names.map((name) => {
      const output = processLog(name, resolve(logFolder, LOG_FILES[name]));
      return new ManagedProcess(processSpec(name, deployment), output, log, () =>
        lock?.recordChildren(processes.flatMap(({ pid }) => pid ?? [])),
      );
    });
    cleanUps.push(() => stopAll(processes, stop.hurry));
    stop.signal.throwIfAborted();
    for (const managed of processes) managed.start();
    database.keepRunning(log, () => Promise.all(processes.map((managed) => managed.restart())));

    if (withWeb) await step('Winnow', () => waitUntilReady(url, READY_TIMEOUT_MS, stop.signal));
    announce(names, url, performance.now() - began);
    if (withWeb && env.signIn) await announceFirstLink(database.url, env);
    await stop.requested;
    say(dim('Stopping (a second Ctrl-C does not wait for work to be handed back)'));
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    for (const cleanUp of cleanUps.reverse()) {
      try {
        await cleanUp();
      } catch (err) {
        // The others are to be tried all the same.
        log.error({ err }, 'something could not be stopped');
      }
    }
  }
  say('Stopped.');
}

function announce(names: readonly ProcessName[], url: string, ms: number): void {
  say();
  if (names.includes('web')) say(`  Winnow is ready at ${bold(url)} ${dim(`(started in ${duration(ms)})`)}`);
  else say(`  Winnow's ${names.join(', ')} runs`);
  say(dim('  Ctrl-C stops it.'));
  say();
}

/** Stops all at once; a hurried stop kills them. */
async function stopAll(processes: ManagedProcess[], hurry: AbortSignal): Promise<void> {
  const kill = () => void Promise.all(processes.map((managed) => managed.stop(HURRIED_GRACE_MS)));
  hurry.addEventListener('abort', kill, { once: true });
  await Promise.all(processes.map((managed) => managed.stop()));
  hurry.removeEventListener('abort', kill);
}
