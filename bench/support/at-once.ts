/** atOnce does something with each item, so many at a time, and says from time to time how far it is. */
export async function atOnce<T>(
  items: readonly T[],
  most: number,
  act: (item: T) => Promise<void>,
  say: (done: number) => void = () => {},
): Promise<void> {
  const SAY_EVERY = 50;
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < items.length) {
      await act(items[next++]!);
      done += 1;
      if (done % SAY_EVERY === 0) say(done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, work));
}
