import { describe, expect, it } from 'vitest';
import { atMost } from './at-most';

describe('atMost', () => {
  it('runs so many at once, the others in the order they came, also after one that failed', async () => {
    const run = atMost(2);
    const started: number[] = [];
    const ends: ((failed: boolean) => void)[] = [];
    const works = [0, 1, 2, 3, 4].map((i) =>
      run(
        () =>
          new Promise<number>((resolve, reject) => {
            started.push(i);
            ends[i] = (failed) => (failed ? reject(new Error(`work ${i}`)) : resolve(i));
          }),
      ),
    );
    const outcomes = Promise.allSettled(works);
    expect(started).toEqual([0, 1]);
    ends[0]!(true);
    await works[0]!.catch(() => undefined);
    await Promise.resolve();
    expect(started).toEqual([0, 1, 2]);
    ends[2]!(false);
    await works[2];
    await Promise.resolve();
    expect(started).toEqual([0, 1, 2, 3]);
    ends[1]!(false);
    ends[3]!(false);
    await works[3];
    await Promise.resolve();
    ends[4]!(false);
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
  });
});
