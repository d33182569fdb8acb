import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically } from './atomic';
import { readModel } from './files';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'winnow-model-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('readModel', () => {
  it('builds the model where it is missing, and again where it is damaged', async () => {
    const folder = join(directory, 'not', 'yet', 'there');
    const first = await readModel(folder);
    const [file, ...others] = await readdir(folder);
    expect(others).toEqual([]);
    await truncate(join(folder, file!), 1_000_000);
    expect((await readModel(folder)).equals(first)).toBe(true);
    expect((await readFile(join(folder, file!))).equals(first)).toBe(true);
  }, 60_000);

  it('says which folder cannot be', async () => {
    const blocked = join(directory, 'blocked');
    await writeFile(blocked, 'a file where a folder is needed');
    await expect(readModel(blocked)).rejects.toMatchObject({ code: 'engine_failed', message: expect.stringContaining(blocked) });
  });
});

describe('writeAtomically', () => {
  it('leaves one whole file and nothing else, however many write it at once', async () => {
    const file = join(directory, 'model');
    const writers = Array.from({ length: 8 }, (_, i) => writeAtomically(file, Buffer.alloc(200_000, i)));
    await Promise.all(writers);
    const bytes = await readFile(file);
    expect(bytes.length).toBe(200_000);
    expect(new Set(bytes).size).toBe(1);
    expect(await readdir(directory)).toEqual(['model']);
  });

  it('keeps the old file and leaves nothing behind when it fails', async () => {
    await expect(writeAtomically(join(directory, 'missing', 'model'), Buffer.of(1))).rejects.toMatchObject({ code: 'engine_failed' });
    expect(await readdir(directory)).toEqual([]);
  });
});
