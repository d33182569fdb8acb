import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UnreachableError } from './api-client';
import { EXIT } from './exit-codes';
import { snapshot, snapshotName } from './snapshot';

const NOW = Date.parse('2026-11-23T22:05:30Z');
const HOUR = 3_600_000;

let server: Server;
let folder: string;
let asked: string[];
let statuses: number[];
const before = process.cwd();

beforeEach(async () => {
  asked = [];
  statuses = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const status = statuses.shift() ?? 200;
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ overall_metrics: { total_processed: asked.length } }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  folder = mkdtempSync(join(tmpdir(), 'winnow-cli-'));
  process.env.PORT = String((server.address() as { port: number }).port);
  process.env.WINNOW_DATA_DIR = folder;
  process.chdir(folder);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  process.chdir(before);
  delete process.env.PORT;
  delete process.env.WINNOW_DATA_DIR;
  rmSync(folder, { recursive: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** The clock goes on as long as was to be waited. */
const waits: number[] = [];
const skip = async (ms: number) => {
  waits.push(ms);
  vi.setSystemTime(Date.now() + ms);
};
const files = () => readdirSync(folder).filter((name) => name.startsWith('metrics_'));

describe('winnow snapshot', () => {
  it('writes what the API says under the time in UTC', async () => {
    expect(await snapshot({}, skip)).toBe(EXIT.ok);
    expect(files()).toEqual(['metrics_20261123_2205.json']);
    expect(JSON.parse(readFileSync('metrics_20261123_2205.json', 'utf8'))).toEqual({ overall_metrics: { total_processed: 1 } });
    expect(asked).toEqual(['/api/performance/']);
    expect(snapshotName(new Date('2026-01-02T03:04:05Z'))).toBe('metrics_20260102_0304.json');
  });

  it('is repeated at each interval, from now to the end of the time', async () => {
    expect(await snapshot({ everySeconds: 6 * 3_600, forSeconds: 48 * 3_600 }, skip)).toBe(EXIT.ok);
    expect(files()).toHaveLength(9);
    expect(files().at(-1)).toBe('metrics_20261125_2205.json');
    expect(waits.every((ms) => ms === 6 * HOUR)).toBe(true);
  });

  it('goes on where one cannot be taken, and says so in the end', async () => {
    statuses = [200, 503, 200];
    expect(await snapshot({ everySeconds: 3_600, forSeconds: 7_200, json: true }, skip)).toBe(EXIT.failed);
    expect(files()).toHaveLength(2);
    expect(process.stdout.write).toHaveBeenLastCalledWith(expect.stringContaining('"missed":1'));
  });

  it('fails at once where nothing runs', async () => {
    process.env.PORT = '1';
    await expect(snapshot({ everySeconds: 3_600, forSeconds: 7_200 }, skip)).rejects.toThrow(UnreachableError);
    expect(files()).toEqual([]);
  });

  it('keeps what is written when it is interrupted', async () => {
    const interrupt = (_: number, signal: AbortSignal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        process.emit('SIGINT');
      });
    expect(await snapshot({ everySeconds: 3_600, forSeconds: 7_200 }, interrupt)).toBe(EXIT.interrupted);
    expect(files()).toEqual(['metrics_20261123_2205.json']);
    expect(process.listeners('SIGINT')).toEqual([]);
  });
});
