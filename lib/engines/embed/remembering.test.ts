import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRememberingEmbedder } from './remembering';
import type { Embedder } from './types';

function counting() {
  const asked: string[] = [];
  const embedder: Embedder = {
    model: 'counting@1',
    dimension: 1,
    async embed(texts) {
      asked.push(...texts);
      return texts.map((text) => Float32Array.of(text.length));
    },
  };
  return { asked, embedder };
}

describe('createRememberingEmbedder', () => {
  it('embeds each text once, also one that is twice in a call', async () => {
    const { asked, embedder } = counting();
    const remembering = createRememberingEmbedder(embedder);
    await remembering.embed(['one', 'three', 'one']);
    await remembering.embed(['three', 'four']);
    expect(asked).toEqual(['one', 'three', 'four']);
  });

  it('gives what the embedder gives, in order, whatever it remembers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.string({ maxLength: 3 }))), fc.integer({ min: 1, max: 5 }), async (calls, capacity) => {
        const remembering = createRememberingEmbedder(counting().embedder, capacity);
        for (const texts of calls) {
          const vectors = await remembering.embed(texts);
          expect(vectors.map(([length]) => length)).toEqual(texts.map((text) => text.length));
        }
      }),
    );
  });

  it('forgets what was unused for longest', async () => {
    const { asked, embedder } = counting();
    const remembering = createRememberingEmbedder(embedder, 2);
    await remembering.embed(['a', 'bb']);
    await remembering.embed(['a']);
    await remembering.embed(['ccc']);
    await remembering.embed(['a', 'bb']);
    expect(asked).toEqual(['a', 'bb', 'ccc', 'bb']);
  });

  it('remembers nothing of a call that failed', async () => {
    let fails = true;
    const embedder: Embedder = {
      model: 'failing@1',
      dimension: 1,
      embed: async (texts) => (fails ? Promise.reject(new Error('no')) : texts.map(() => Float32Array.of(1))),
    };
    const remembering = createRememberingEmbedder(embedder);
    await expect(remembering.embed(['a'])).rejects.toThrow('no');
    fails = false;
    expect(await remembering.embed(['a'])).toEqual([Float32Array.of(1)]);
  });
});
