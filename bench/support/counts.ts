/** countsOf reads an option such as `--runs 10000,1000000`. Throws where it is no list of whole numbers from 1 on. */
export function countsOf(name: string, option: string | true | undefined, otherwise: readonly number[]): readonly number[] {
  if (option === undefined) return otherwise;
  const counts = String(option).split(',').map(Number);
  if (!counts.every((count) => Number.isSafeInteger(count) && count > 0)) {
    throw new Error(`--${name} ${option}: a list of whole numbers is wanted, such as ${otherwise.join(',')}`);
  }
  return counts;
}
