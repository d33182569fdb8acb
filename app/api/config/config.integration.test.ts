import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '@/lib/data/client';
import { configFolder, importChangedFiles, readFileStates } from '@/lib/data/config-files';
import { findActive } from '@/lib/data/config-store';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { PUT, GET as readNow } from './route';
import { POST as activate } from './versions/[n]/activate/route';
import { GET as readOne } from './versions/[n]/route';
import { GET as list } from './versions/route';

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await db.close();
});
beforeEach(async () => {
  await database().$executeRaw`TRUNCATE config_version, config_activation, config_file_import RESTART IDENTITY CASCADE`;
  await database().$executeRaw`DELETE FROM performance_record`;
  folder = mkdtempSync(join(tmpdir(), 'winnow-config-'));
  cpSync(configFolder(), folder, { recursive: true });
  await importChangedFiles(folder);
  return () => rmSync(folder, { recursive: true });
});

const nothing = { params: Promise.resolve({}) };
const ofVersion = (n: number | string) => ({ params: Promise.resolve({ n: String(n) }) });
const OVERALL = 'quality_filtering.thresholds.min_overall';

function put(body: unknown, ifMatch: string | null = '"config-1"'): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-winnow-door': 'web', ...(ifMatch === null ? {} : { 'if-match': ifMatch }) };
  return PUT(new Request('http://x/api/config', { method: 'PUT', headers, body: JSON.stringify(body) }), nothing);
}

async function now() {
  const response = await readNow(new Request('http://x/api/config'), nothing);
  return { etag: response.headers.get('etag'), body: await response.json() };
}

async function overall(): Promise<number> {
  return (await activeConfigVersion()).config.value.quality_filtering.thresholds.min_overall;
}

describe('changing the configuration', () => {
  it('makes a version with author, note, diff and hash, which new runs are decided under', async () => {
    const response = await put({ set: { [OVERALL]: 0.5 }, note: 'More bypasses' });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBe('"config-2"');
    const version = await response.json();
    expect(version).toMatchObject({
      number: 2,
      author: 'web',
      note: 'More bypasses',
      active: true,
      based_on: 1,
      changes: [{ key: OVERALL, from: 0.65, to: 0.5 }],
      changes_from_active: [],
    });
    expect(version.content_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await overall()).toBe(0.5);
  });

  it('of what somebody else has changed meanwhile is refused, and the other version is named', async () => {
    await put({ set: { [OVERALL]: 0.5 }, note: 'mine' });
    const response = await put({ set: { [OVERALL]: 0.9 } });
    expect(response.status).toBe(412);
    expect((await response.json()).detail).toContain('version 2 by web ("mine")');
    expect(await overall()).toBe(0.5);
    expect((await put({ set: { [OVERALL]: 0.9 } }, '*')).status).toBe(200);
  });

  it('needs If-Match', async () => {
    expect((await put({ set: { [OVERALL]: 0.5 } }, null)).status).toBe(428);
    expect((await put({ set: { [OVERALL]: 0.5 } }, '"other"')).status).toBe(422);
  });

  it('at once from two pages makes one version', async () => {
    const answers = await Promise.all([put({ set: { [OVERALL]: 0.5 } }), put({ set: { [OVERALL]: 0.9 } })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await database().configVersion.count()).toBe(2);
  });

  it('with faults is refused with each field, and the running version stays', async () => {
    const response = await put({ set: { [OVERALL]: 7, 'early_exit.checkpoints.post_download.conditions.0.condition': 'word_cuont < 3' } });
    expect(response.status).toBe(422);
    const { errors } = await response.json();
    expect(errors.map(({ field }: { field: string }) => field.split(' ')[0])).toEqual([
      OVERALL,
      'early_exit.checkpoints.post_download.conditions[0].condition',
    ]);
    expect((await now()).body.version.number).toBe(1);
    expect((await put({ set: { 'no such key': 1 } })).status).toBe(422);
  });

  it('to texts that are a version already is that version', async () => {
    const { sources } = (await now()).body;
    const text = sources.find(({ section }: { section: string }) => section === 'monitoring').text;
    await put({ sources: { monitoring: `${text}\n# a comment\n` } });
    const back = await put({ sources: { monitoring: text } }, '"config-2"');
    expect((await back.json()).number).toBe(1);
    expect((await now()).body.version.number).toBe(1);
  });

  it('can be kept without being activated', async () => {
    expect(await (await put({ set: { [OVERALL]: 0.5 }, activate: false })).json()).toMatchObject({ number: 2, active: false });
    expect(await overall()).toBe(0.65);
  });
});

describe('reading it', () => {
  it('says where each value comes from, and what the environment holds', async () => {
    vi.stubEnv('QUALITY_MIN_OVERALL', '0.9');
    vi.stubEnv('ENABLE_EARLY_EXIT', '0');
    const { etag, body } = await now();
    vi.unstubAllEnvs();
    expect(etag).toBe('"config-1"');
    const setting = (key: string) => body.settings.find((one: { key: string }) => one.key === key);
    expect(setting(OVERALL)).toEqual({
      key: OVERALL,
      value: 0.9,
      version_value: 0.65,
      default: 0.65,
      origin: 'environment',
      variable: 'QUALITY_MIN_OVERALL',
    });
    expect(setting('early_exit.enabled')).toMatchObject({ value: false, version_value: true, variable: 'ENABLE_EARLY_EXIT' });
    expect(setting('quality_filtering.thresholds.min_coherence')).toMatchObject({ origin: 'config_version', variable: null });
    expect(body.files.map(({ state }: { state: string }) => state)).toEqual(['same', 'same', 'same', 'same']);
  });

  it('lists the history page by page, and a version with what activating it would change', async () => {
    await put({ set: { [OVERALL]: 0.5 } });
    await put({ set: { [OVERALL]: 0.4 } }, '"config-2"');
    const page = async (query: string) => (await list(new Request(`http://x/api/config/versions?${query}`), nothing)).json();
    const first = await page('limit=2');
    expect(first.versions.map(({ number }: { number: number }) => number)).toEqual([3, 2]);
    expect((await page(`limit=2&cursor=${first.next_cursor}`)).versions.map(({ number }: { number: number }) => number)).toEqual([1]);
    const one = await (await readOne(new Request('http://x'), ofVersion(1))).json();
    expect(one).toMatchObject({ number: 1, author: 'files', changes_from_active: [{ key: OVERALL, from: 0.4, to: 0.65 }] });
    expect((await readOne(new Request('http://x'), ofVersion(99))).status).toBe(404);
    expect((await readOne(new Request('http://x'), ofVersion('x'))).status).toBe(404);
  });
});

describe('activating', () => {
  const act = (n: number, headers: Record<string, string> = {}) =>
    activate(
      new Request('http://x', { method: 'POST', headers, ...(headers['content-type'] ? { body: '{"note":"back"}' } : {}) }),
      ofVersion(n),
    );

  it('goes back to any version, and the files that nobody touched do not undo it', async () => {
    await put({ set: { [OVERALL]: 0.5 } });
    expect((await act(1, { 'content-type': 'application/json' })).status).toBe(200);
    expect(await overall()).toBe(0.65);
    await act(2);
    writeFileSync(join(folder, 'monitoring.yaml'), readFileSync(join(folder, 'monitoring.yaml')));
    await importChangedFiles(folder);
    expect(await overall()).toBe(0.5);
    expect((await act(42)).status).toBe(404);
    expect((await act(1, { 'if-match': '"config-1"' })).status).toBe(412);
  });

  it('is watched against the version before for twelve hours', async () => {
    await put({ set: { [OVERALL]: 0.5 } });
    const at = (await database().configActivation.findFirstOrThrow({ orderBy: { id: 'desc' } })).at.getTime();
    const records = (version: number, offset: number, failed: number) =>
      Array.from({ length: 100 }, (_, i) => ({
        id: crypto.randomUUID(),
        configVersion: String(version),
        processingType: i < failed ? null : ('full' as const),
        fault: i < failed ? 'winnow' : null,
        qualityScore: i < failed ? null : 0.7 + (i % 10) / 100,
        occurredAt: new Date(at + offset),
      }));
    await database().performanceRecord.createMany({ data: records(1, -3_600_000, 1) });
    expect((await now()).body.watch).toMatchObject({ version: 2, previous: 1, verdict: 'too_early', over: false });
    await database().performanceRecord.createMany({ data: records(2, 1_000, 40) });
    const { watch } = (await now()).body;
    expect(watch.verdict).toBe('worse');
    expect(watch.measures[0]).toMatchObject({ measure: 'error_rate', now: 0.4, before: 0.01, verdict: 'worse' });
    expect(watch.measures[1]).toMatchObject({ measure: 'quality_score', verdict: 'no_worse' });
  });
});

describe('the files', () => {
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));

  it('that change are taken in alone: what was changed elsewhere stays', async () => {
    await put({ set: { [OVERALL]: 0.5 } });
    edit('early_exit.yaml', (text) => text.replace('min_confidence: 0.85', 'min_confidence: 0.95'));
    await importChangedFiles(folder);
    const { number, config } = (await findActive())!;
    expect(number).toBe(3);
    expect(config.value.early_exit.checkpoints.post_download.min_confidence).toBe(0.95);
    expect(config.value.quality_filtering.thresholds.min_overall).toBe(0.5);
    expect(await database().configVersion.findUnique({ where: { number } })).toMatchObject({
      author: 'files',
      note: 'From config/: early_exit.yaml',
    });
    expect((await readFileStates({ number, config }, folder)).map(({ state }) => state)).toEqual(['differs', 'same', 'same', 'same']);
  });

  it('with a fault are reported, and the running version stays', async () => {
    edit('early_exit.yaml', (text) => text.replace('word_count < 40', 'word_cuont < 40'));
    await importChangedFiles(folder);
    const active = (await findActive())!;
    expect(active.number).toBe(1);
    const [, , early] = await readFileStates(active, folder);
    expect(early).toMatchObject({ state: 'faulty', faults: [{ file: 'early_exit.yaml', line: expect.any(Number) }] });
    expect(early?.faults[0]?.message).toContain('word_count');
    edit('early_exit.yaml', (text) => text.replace('word_cuont < 40', 'word_count < 41'));
    await importChangedFiles(folder);
    expect((await findActive())?.number).toBe(2);
  });
});
