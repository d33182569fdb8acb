const MOMENTUM = 0.9;
const SCALE_DECAY = 0.99;

/**
 * minimise walks down a gradient from zero with Adam (D. P. Kingma, J. Ba, 2015), the step falling linearly to zero. `gradientAt` is asked once in each iteration and may
 * not keep what it is given.
 */
export function minimise(
  size: number,
  gradientAt: (parameters: Float64Array) => Float64Array,
  { step: first, iterations }: { step: number; iterations: number },
): Float64Array {
  const parameters = new Float64Array(size);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let t = 1; t <= iterations; t++) {
    const gradient = gradientAt(parameters);
    const step = first * (1 - (t - 1) / iterations);
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      mean[i] = MOMENTUM * mean[i]! + (1 - MOMENTUM) * g;
      square[i] = SCALE_DECAY * square[i]! + (1 - SCALE_DECAY) * g * g;
      parameters[i]! -= (step * (mean[i]! / (1 - MOMENTUM ** t))) / (Math.sqrt(square[i]! / (1 - SCALE_DECAY ** t)) + 1e-8);
    }
  }
  return parameters;
}
