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

it('what comes while a batch is under way is the next one', async () => {
  const { batches, flush } = held();
  const add = createBatcher(flush, 10);
  const all = Promise.all([1, 2, 3].map(add));
  expect(batches.map(({ items }) => items)).toEqual([[1]]);
  batches[0]!.end();
  await turn();
  expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3]]);
  batches[1]!.end();
  await all;
  const later = add(4);
  expect(batches.at(-1)!.items).toEqual([4]);
  batches.at(-1)!.end();
  await later;
});

it('no batch is larger than it may be', async () => {
  const { batches, flush } = held();
  const add = createBatcher(flush, 2);
  const all = Promise.all([1, 2, 3, 4, 5].map(add));
  for (let i = 0; i < 3; i++) {
    batches[i]!.end();
    await turn();
  }
  await all;
  expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3], [4, 5]]);
});

it('a batch that fails fails its own items and no others', async () => {
  const { batches, flush } = held();
  const add = createBatcher(flush, 10);
  const first = add(1);
  const second = add(2);
  batches[0]!.end(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await turn();
  batches[1]!.end();
  await expect(second).resolves.toBeUndefined();
});
