export interface Memo<T> {
  /** The value for `key`, computed when it is not remembered. Callers at the same time share one computation; a failed one is forgotten. */
  get(key: string, compute: () => Promise<T>): Promise<T>;
}

/** createMemo remembers the last `capacity` values that were asked for. */
export function createMemo<T>(capacity: number): Memo<T> {
  const remembered = new Map<string, Promise<T>>();
  return {
    get(key, compute) {
      const value = remembered.get(key) ?? compute();
      // Put last again: the first in the map is the one unused for longest.
      remembered.delete(key);
      remembered.set(key, value);
      if (remembered.size > capacity) remembered.delete(remembered.keys().next().value!);
      value.catch(() => {
        if (remembered.get(key) === value) remembered.delete(key);
      });
      return value;
    },
  };
}
