import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { complain, say, sayJson } from './output';

export interface SnapshotOptions {
  /** Both or neither; without them one snapshot is taken now. */
  everySeconds?: number;
  forSeconds?: number;
  json?: boolean;
}

/** metrics_YYYYMMDD_HHMM.json, in UTC. */
export function snapshotName(at: Date): string {
  const [date, time] = at.toISOString().split('T') as [string, string];
  return `metrics_${date.replaceAll('-', '')}_${time.slice(0, 5).replace(':', '')}.json`;
}

type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>;
const waited: Wait = (ms, signal) => sleep(ms, undefined, { signal });

/**
 * snapshot writes what GET /api/performance/ says into the present folder, now and then at each interval up to and with the end of the time. One that cannot be taken is said,
 * and the next is tried all the same; where the first cannot, nothing runs, and that is the answer. Ctrl-C keeps what is written. Returns the exit code.
 */
export async function snapshot({ everySeconds, forSeconds = 0, json = false }: SnapshotOptions, wait = waited): Promise<number> {
  const api = new ApiClient();
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  const files: string[] = [];
  let missed = 0;
  try {
    const first = Date.now();
    for (let taken = 0; ; taken++) {
      const due = taken * (everySeconds ?? 0) * 1000;
      if (taken > 0) await wait(Math.max(0, first + due - Date.now()), interrupt.signal);
      try {
        files.push(await take(api, interrupt.signal));
        if (!json) say(files.at(-1)!);
      } catch (error) {
        if (taken === 0 || interrupt.signal.aborted) throw error;
        missed++;
        complain(`${new Date().toISOString()}: ${(error as Error).message}`);
      }
      if (everySeconds === undefined || due + everySeconds * 1000 > forSeconds * 1000) break;
    }
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
  if (json) sayJson({ files, missed });
  if (interrupt.signal.aborted) return EXIT.interrupted;
  return missed > 0 ? EXIT.failed : EXIT.ok;
}

/** A file is there whole or not at all. */
async function take(api: ApiClient, signal: AbortSignal): Promise<string> {
  const { wire } = await api.get('/api/performance/', signal);
  const name = snapshotName(new Date());
  const part = `.${name}.${process.pid}`;
  writeFileSync(part, `${JSON.stringify(wire, null, 2)}\n`);
  renameSync(part, name);
  return name;
}
