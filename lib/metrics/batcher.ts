/**
 * createBatcher groups what comes in at once: all that comes within one turn of the event loop is a flush, and all that comes while that is under way the next one. An
 * item's promise is settled with its flush. At most `most` items in one.
 */
export function createBatcher<T>(flush: (items: T[]) => Promise<unknown>, most: number): (item: T) => Promise<void> {
  let waiting: { item: T; done: () => void; failed: (error: unknown) => void }[] = [];
  let busy = false;

  async function run(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      // Requests that have arrived and are not read yet: a transaction costs about as much for one record as for sixteen.
      await new Promise((read) => setImmediate(read));
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        await flush(batch.map(({ item }) => item));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    busy = false;
  }

  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed });
      if (!busy) void run();
    });
}
