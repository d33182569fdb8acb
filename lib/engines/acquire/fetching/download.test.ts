import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Site, startSite, testContext } from '../testing/site';
import { downloadMedia } from './download';
import { createFetcher } from './fetcher';
import { openSource } from './source';

const FILE = Buffer.from(`ID3${'sound '.repeat(5000)}`);
let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

/** Cuts the first response in the middle, answers the next ones with `refusals`, and then with the rest. */
function unsteady(path: string, refusals: number[]): void {
  let asked = 0;
  site.put(path, (request, response) => {
    asked += 1;
    const refusal = refusals[asked - 2];
    if (refusal) return void response.writeHead(refusal).end();
    const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const range = { 'content-range': `bytes ${start}-${FILE.length - 1}/${FILE.length}` };
    response.writeHead(start > 0 ? 206 : 200, {
      'accept-ranges': 'bytes',
      etag: '"1"',
      'content-length': FILE.length - start,
      ...(start > 0 ? range : {}),
    });
    if (start > 0) response.end(FILE.subarray(start));
    else response.write(FILE.subarray(0, 10_000), () => response.destroy());
  });
}

async function download(path: string, over = {}): Promise<Buffer> {
  const context = testContext(over);
  const fetcher = createFetcher(site.policy, context);
  const file = join(mkdtempSync(join(tmpdir(), 'winnow-download-')), 'file');
  const source = await openSource(fetcher, site.at(path));
  await downloadMedia(source, { fetcher, path: file, signal: context.signal, onProgress: () => {}, retryDelayMs: 1 });
  return readFileSync(file);
}

describe('downloadMedia', () => {
  it('outlasts a host that is away for a moment', async () => {
    unsteady('/a', [503, 502]);
    expect((await download('/a')).equals(FILE)).toBe(true);
  });

  it('gives up on one that stays away, with its last answer', async () => {
    unsteady('/b', Array(10).fill(503));
    expect(await codeOf(download('/b'))).toBe('source_unavailable');
  });

  it('does not ask again where the answer is final', async () => {
    unsteady('/c', [410, 200]);
    expect(await codeOf(download('/c'))).toBe('removed_by_source');
    expect(site.asked.filter((path) => path === '/c').length).toBe(2);
  });

  it('counts what was fetched twice', async () => {
    site.put('/d', (request, response) => {
      response.writeHead(200, { 'accept-ranges': 'bytes', etag: '"1"', 'content-length': FILE.length });
      if (request.headers.range) response.end(FILE);
      else response.write(FILE.subarray(0, 10_000), () => response.destroy());
    });
    expect(await codeOf(download('/d', { caps: { maxBytes: FILE.length + 5000 } }))).toBe('too_large');
  });
});
