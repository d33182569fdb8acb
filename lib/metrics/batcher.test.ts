import { expect, it } from 'vitest';
import { createBatcher } from './batcher';

/** A flush that ends when it is told to. */
function held() {
  const batches: { items: number[]; end: (error?: Error) => void }[] = [];
  const flush = (items: number[]) =>
    new Promise<void>((resolve, reject) => {
      batches.push({ items, end: (error) => (error ? reject(error) : resolve()) });
    });
  return { batches, flush };
}
const turn = () => new Promise((done) => setImmediate(done));

it('what comes at once is one batch, and what comes while that is under way the next', async () => {
  const { batches, flush } = held();
  const add = createBatcher(flush, 10);
  const first = [1, 2].map(add);
  await turn();
  expect(batches.map(({ items }) => items)).toEqual([[1, 2]]);
  const second = [3, 4].map(add);
  await turn();
  expect(batches).toHaveLength(1);
  batches[0]!.end();
  await Promise.all(first);
  await turn();
  expect(batches.map(({ items }) => items)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  batches[1]!.end();
  await Promise.all(second);
  const later = add(5);
  await turn();
  expect(batches.at(-1)!.items).toEqual([5]);
  batches.at(-1)!.end();
  await later;
});

it('no batch is larger than it may be', async () => {
  const { batches, flush } = held();
  const add = createBatcher(flush, 2);
  const all = Promise.all([1, 2, 3, 4, 5].map(add));
  for (let i = 0; i < 3; i++) {
    while (batches.length <= i) await turn();
    batches[i]!.end();
  }
  await all;
  expect(batches.map(({ items }) => items)).toEqual([[1, 2], [3, 4], [5]]);
});

it('a batch that fails fails its own items and no others', async () => {
  const { batches, flush } = held();
  const add = createBatcher(flush, 1);
  const first = add(1);
  const second = add(2);
  await turn();
  batches[0]!.end(new Error('away'));
  await expect(first).rejects.toThrow('away');
  while (batches.length < 2) await turn();
  batches[1]!.end();
  await expect(second).resolves.toBeUndefined();
});
