/** pearson is the product-moment correlation of two equally long lists; NaN when either is constant. */
export function pearson(x: number[], y: number[]): number {
  const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  let [covariance, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - mx, y[i]! - my];
    covariance += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return covariance / Math.sqrt(xx * yy);
}

/** ranks starts at 1; equal values share the mean of their ranks. */
export function ranks(values: number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const out = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) out[order[i]!] = (start + end + 1) / 2;
    start = end;
  }
  return out;
}

/** spearman is Pearson's correlation of the ranks. */
export const spearman = (x: number[], y: number[]) => pearson(ranks(x), ranks(y));
