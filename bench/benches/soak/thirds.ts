export interface Span {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
}

/** third gives what falls into the n-th third (0, 1, 2) of a span. */
export function third<T extends { at: number }>(values: readonly T[], { from, to }: Span, n: number): T[] {
  const length = (to - from) / 3;
  return values.filter(({ at }) => at >= from + n * length && at < from + (n + 1) * length);
}

/** thirds gives the mean of each third. */
export function thirds<T extends { at: number }>(values: readonly T[], span: Span, of: (value: T) => number): number[] {
  return [0, 1, 2].map((n) => {
    const part = third(values, span, n);
    return part.reduce((sum, value) => sum + of(value), 0) / part.length;
  });
}
