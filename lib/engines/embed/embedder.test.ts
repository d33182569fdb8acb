import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbedder, planTasks } from './embedder';
import { defaultModelDirectory } from './location';

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('embedder', () => {
  let embedder: ReturnType<typeof createEmbedder>;

  beforeAll(async () => {
    embedder = createEmbedder();
    await embedder.embed(['starts the thread, and builds the model if this is a fresh checkout']);
  }, 60_000);
  afterAll(() => embedder.close());

  it('gives unit vectors of the stated dimension, in the order of the texts', async () => {
    const texts = ['A man is playing a guitar.', 'The central bank raised interest rates.', 'Someone plays an instrument.'];
    const vectors = await embedder.embed(texts);
    expect(vectors.map((v) => v.length)).toEqual(texts.map(() => embedder.dimension));
    for (const v of vectors) expect(dot(v, v)).toBeCloseTo(1, 4);
    expect(dot(vectors[0]!, vectors[2]!)).toBeGreaterThan(dot(vectors[0]!, vectors[1]!) + 0.3);
  });

  it('gives a text the same vector whatever else is in the call', async () => {
    const [alone] = await embedder.embed(['Rivers carry sediment to the sea.']);
    // Another text to the embedder's cache, the same to the model.
    const among = await embedder.embed(['x', 'Rivers carry  sediment to the sea.', 'unrelated words '.repeat(200)]);
    expect(among[1]).toEqual(alone);
  });

  it('gives a text the same vector again, however the first one was treated', async () => {
    const [first] = await embedder.embed(['The tide gauge was repaired.']);
    const before = first!.slice();
    first!.fill(0);
    expect(await embedder.embed(['The tide gauge was repaired.', 'The tide gauge was repaired.'])).toEqual([before, before]);
  });

  it('takes empty, endless and unprintable text', async () => {
    const vectors = await embedder.embed(['', ' '.repeat(100_000), 'a'.repeat(100_000), '\u0000\u{1F600}\uD800']);
    for (const v of vectors) expect(dot(v, v)).toBeCloseTo(1, 4);
  });

  it('cuts text off after 256 tokens', async () => {
    const words = Array.from({ length: 400 }, (_, i) => ['river', 'stone', 'cloud', 'bread'][i % 4]).join(' ');
    const [a, b] = await embedder.embed([words, `${words} and then something else entirely`]);
    expect(a).toEqual(b);
  });

  it('stops when told to', async () => {
    await expect(embedder.embed(['never read'], AbortSignal.abort())).rejects.toThrow(/abort/i);
  });

  it('says with a code that the model cannot be kept, and recovers once it can', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'winnow-embed-'));
    const models = join(directory, 'models');
    await writeFile(models, 'a file where a folder is needed');
    const other = createEmbedder({ modelDirectory: models });
    await expect(other.embed(['text'])).rejects.toMatchObject({ name: 'WinnowError', code: 'engine_failed' });
    await rm(models);
    await cp(defaultModelDirectory(), models, { recursive: true });
    expect(await other.embed(['text'])).toHaveLength(1);
    await other.close();
    await rm(directory, { recursive: true });
  }, 60_000);
});

describe('planTasks', () => {
  it('keeps every text, in order, in bounded tasks', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3_000 }), { maxLength: 200 }), (texts) => {
        const tasks = planTasks(texts);
        expect(tasks.flat()).toEqual(texts);
        for (const task of tasks) {
          expect(task.length).toBeLessThanOrEqual(64);
          if (task.length > 1) expect(task.join('').length).toBeLessThanOrEqual(8_000);
        }
      }),
    );
  });
});
