import type { Interval } from '@/lib/core/runs/content';

const CONVERGED = 1e-12;
const MOST_TERMS = 500;
const HALVINGS = 60;
const LANCZOS = [
  76.18009172947146, -86.5053203294168, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2, -0.5395239384953e-5,
] as const;

/** logGamma of x > 0 (C. Lanczos, "A precision approximation of the gamma function", 1964), to about ten digits. */
export function logGamma(x: number): number {
  const shifted = x + 5.5;
  const series = LANCZOS.reduce((sum, coefficient, i) => sum + coefficient / (x + i + 1), 1.000000000190015);
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((Math.sqrt(2 * Math.PI) * series) / x);
}

/** betaShare is P(X ≤ x) for X ~ Beta(a, b), a, b > 0: the regularised incomplete beta function by its continued fraction (DLMF 8.17.22). */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges quickly on this side of the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return (front * continuedFraction(x, a, b)) / a;
}

/** By Lentz's method: W. J. Lentz, "Generating Bessel functions in Mie scattering calculations", 1976. */
function continuedFraction(x: number, a: number, b: number): number {
  const nonZero = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < CONVERGED) break;
  }
  return fraction;
}

/** betaInterval holds a Beta(a, b) variable with the given probability, with the same chance of missing it on either side. */
export function betaInterval(a: number, b: number, probability: number): Interval {
  const tail = (1 - probability) / 2;
  return { lower: quantile(tail, a, b), upper: quantile(1 - tail, a, b) };
}

function quantile(share: number, a: number, b: number): number {
  let [lower, upper] = [0, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (lower + upper) / 2;
    if (betaShare(middle, a, b) < share) lower = middle;
    else upper = middle;
  }
  return (lower + upper) / 2;
}
