/** logistic maps any number into (0, 1); 0 to a half. */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** ramp rises from 0 at `from` to 1 at `to`. */
export const ramp = (value: number, from: number, to: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)));

/** mean of no values is 0. */
export const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length);
