import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEgressPolicy } from '@/lib/net/policy';
import { createAcquirer } from './acquirer';
import { readSampleManifest, samplesFolder } from './samples';
import { codeOf, mediaThatFinds, testContext } from './testing/site';

const acquirer = createAcquirer({ policy: createEgressPolicy({ allowHosts: [], ownPorts: [] }), media: mediaThatFinds() });
afterAll(() => acquirer.close());

describe('the samples', () => {
  it('are all there, and small', async () => {
    const samples = await readSampleManifest();
    const files = samples
      .flatMap(({ file, captions }) => (captions ? [file, captions] : [file]))
      .map((file) => join(samplesFolder(), file));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(6_000_000);
    expect(new Set(samples.map(({ id }) => id)).size).toBe(samples.length);
  });

  it('come from disk with everything shut', async () => {
    for (const { id, kind, captions, title } of await readSampleManifest()) {
      const context = testContext();
      const item = await acquirer.acquire(`sample:${id}`, context);
      expect(item).toMatchObject({ kind: 'item', mediaKind: kind, metadata: { title, sourceHost: 'sample', pageUrl: `sample:${id}` } });
      if (item.kind !== 'item') continue;
      expect(item.transcript !== null).toBe(kind === 'article' || captions !== undefined);
      expect(item.mediaFile !== null).toBe(kind === 'audio');
      if (item.mediaFile) expect(existsSync(join(context.folder, item.mediaFile))).toBe(true);
    }
  }, 30_000);

  it('the article is its text, without what stands around it', async () => {
    const item = await acquirer.acquire('sample:library-hours', testContext());
    const text = item.kind === 'item' ? (item.transcript?.segments.map((segment) => segment.text).join('\n') ?? '') : '';
    expect(text).toMatch(/^At twenty to three in the morning/);
    expect(text).toMatch(/The reading comes after a while, when it has become quiet.”$/);
    expect(text).not.toMatch(/Subscribe|Most read|invented magazine/);
  });

  it('the captions of the bulletin are its words', async () => {
    const item = await acquirer.acquire('sample:evening-news', testContext());
    const said = item.kind === 'item' ? (item.transcript?.segments.map((segment) => segment.text).join(' ') ?? '') : '';
    const written = readFileSync(join(samplesFolder(), 'texts', 'evening-news.txt'), 'utf8').replace(/^#.*$/gm, '');
    expect(said.replace(/\s+/g, ' ')).toBe(written.replace(/\s+/g, ' ').trim());
  });

  it('an unknown one is told from those there are', async () => {
    expect(await codeOf(acquirer.acquire('sample:nope', testContext()))).toBe('source_not_found');
    await expect(acquirer.acquire('sample:../texts', testContext())).rejects.toThrow(/harbour-debate, evening-news/);
  });
});
