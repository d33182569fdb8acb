import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readModel } from './files';

describe('readModel', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'winnow-model-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('builds the same file whoever comes first, leaves nothing else behind, and builds a damaged one again', async () => {
    const folder = join(directory, 'not', 'yet', 'there');
    const [first, second] = await Promise.all([readModel(folder), readModel(folder)]);
    expect(first!.equals(second!)).toBe(true);
    const [file, ...others] = await readdir(folder);
    expect(others).toEqual([]);

    await truncate(join(folder, file!), 1_000_000);
    expect((await readModel(folder)).equals(first!)).toBe(true);
    expect(await readdir(folder)).toEqual([file]);
  }, 30_000);

  it('says which file cannot be written', async () => {
    const blocked = join(directory, 'blocked');
    await writeFile(blocked, 'a file where a folder is needed');
    await expect(readModel(blocked)).rejects.toMatchObject({ code: 'engine_failed', message: expect.stringContaining(blocked) });
  }, 30_000);
});
