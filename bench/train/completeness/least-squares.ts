/** leastSquares minimises Σ (y − x·β)² + ridge × Σ β² by the normal equations, with Gaussian elimination; the first column is not held back. */
export function leastSquares(rows: readonly (readonly number[])[], targets: readonly number[], ridge: number): number[] {
  const size = rows[0]!.length;
  const system = Array.from({ length: size }, (_, i) => [
    ...Array.from(
      { length: size },
      (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0) + (i === j && i > 0 ? ridge * rows.length : 0),
    ),
    rows.reduce((sum, row, r) => sum + row[i]! * targets[r]!, 0),
  ]);
  for (let column = 0; column < size; column++) {
    const pivot = system
      .slice(column)
      .reduce((best, row, i) => (Math.abs(row[column]!) > Math.abs(system[best]![column]!) ? i + column : best), column);
    [system[column], system[pivot]] = [system[pivot]!, system[column]!];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = system[row]![column]! / system[column]![column]!;
      for (let k = column; k <= size; k++) system[row]![k]! -= factor * system[column]![k]!;
    }
  }
  return system.map((row, i) => row[size]! / row[i]!);
}

/**
 * isotonic is the monotone function nearest to the points in least squares, by pooling adjacent violators (Ayer et al. 1955): one point for
 * each pool of at least `leastPool` points, both lists strictly ascending.
 */
export function isotonic(points: readonly { from: number; to: number }[], leastPool: number): { from: number[]; to: number[] } {
  const pools: { count: number; from: number; to: number }[] = [];
  const sorted = [...points].sort((a, b) => a.from - b.from);
  for (let i = 0; i < sorted.length; i += leastPool) {
    const members = sorted.slice(i, sorted.length - i < 2 * leastPool ? sorted.length : i + leastPool);
    const sum = (key: 'from' | 'to') => members.reduce((total, point) => total + point[key], 0);
    pools.push({ count: members.length, from: sum('from'), to: sum('to') });
    while (pools.length > 1 && pools.at(-1)!.to / pools.at(-1)!.count <= pools.at(-2)!.to / pools.at(-2)!.count) {
      const last = pools.pop()!;
      const before = pools.at(-1)!;
      Object.assign(before, { count: before.count + last.count, from: before.from + last.from, to: before.to + last.to });
    }
    if (members.length > leastPool) break;
  }
  return { from: pools.map(({ from, count }) => from / count), to: pools.map(({ to, count }) => to / count) };
}
