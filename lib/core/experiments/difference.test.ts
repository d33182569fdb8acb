import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/core/tuning/fixture';
import { DifferenceSequence, stratumOf } from './difference';
import { MeanSequence } from './mean-sequence';

const ARMS = [
  { index: 0, share: 0.5 },
  { index: 1, share: 0.5 },
] as const;
const KINDS = ['short', 'middle', 'long'];

/** Items of three kinds that differ more than the arms do. */
function* items(random: () => number, effect: number, auditedShare: number) {
  while (true) {
    const kind = Math.floor(random() * KINDS.length);
    const arm = random() < 0.5 ? 0 : 1;
    const value = kind * 0.3 + (random() - 0.5) * 0.2 + (arm === 0 ? effect : 0);
    const measured = random() < auditedShare;
    yield { arm, stratum: KINDS[kind]!, value: measured ? value : null, pi: auditedShare, guess: null };
  }
}

function sequenceOf(seed: number, effect: number, auditedShare: number, n: number): DifferenceSequence {
  const sequence = new DifferenceSequence(...ARMS);
  const source = items(seededRandom(seed), effect, auditedShare);
  for (let i = 0; i < n; i++) sequence.add(source.next().value!);
  return sequence;
}

describe('the difference of two arms', () => {
  it.each([1, 0.2])('is found where it is, with a share of %d measured', (audited) => {
    const { value, sequence } = sequenceOf(1, 0.1, audited, 4000).difference();
    expect(value).toBeCloseTo(0.1, 1);
    expect(sequence!.lower).toBeLessThan(0.1);
    expect(sequence!.upper).toBeGreaterThan(0.1);
    expect(sequence!.lower).toBeGreaterThan(0);
  });

  it('is told with less doubt when the kinds of the items are known', () => {
    const withKinds = sequenceOf(2, 0.1, 1, 2000);
    const without = new DifferenceSequence(...ARMS);
    const source = items(seededRandom(2), 0.1, 1);
    for (let i = 0; i < 2000; i++) without.add({ ...source.next().value!, stratum: '' });
    expect(withKinds.variance).toBeLessThan(without.variance / 3);
  });

  it.each([
    ['right', (value: number) => value],
    ['too high and too flat', (value: number) => 0.4 + value / 2],
  ])('is told with less doubt when runs have a notion of their own, and stays what it is: %s', (_, guessOf) => {
    const random = seededRandom(7);
    const [guessed, without] = [new DifferenceSequence(...ARMS), new DifferenceSequence(...ARMS)];
    for (let i = 0; i < 3000; i++) {
      const arm = random() < 0.5 ? 0 : 1;
      const value = random() + (arm === 0 ? 0.1 : 0);
      const item = { arm, stratum: '', value: random() < 0.1 ? value : null, pi: 0.1 };
      guessed.add({ ...item, guess: guessOf(value) + 0.05 * (random() - 0.5) });
      without.add({ ...item, guess: null });
    }
    expect(guessed.variance).toBeLessThan(without.variance / 3);
    const { sequence } = guessed.difference();
    expect(sequence!.lower).toBeLessThan(0.1);
    expect(sequence!.upper).toBeGreaterThan(0.1);
  });

  it('is not told of a few items', () => {
    expect(sequenceOf(3, 0.1, 1, 20).difference()).toEqual({ value: null, sequence: null, n: 20 });
  });
});

it('a mean sequence holds its mean at all times together in 95 % of cases (seed 4)', () => {
  const random = seededRandom(4);
  let missed = 0;
  for (let i = 0; i < 400; i++) {
    const sequence = new MeanSequence();
    let holds = true;
    for (let n = 1; n <= 1000; n++) {
      sequence.add(random() < 0.3 ? 1 : 0);
      const { lower, upper } = sequence.interval() ?? { lower: 0, upper: 1 };
      if (n >= 50 && (lower > 0.3 || upper < 0.3)) holds = false;
    }
    missed += Number(!holds);
  }
  expect(missed / 400).toBeLessThanOrEqual(0.05);
});

it('items are told apart by type and length', () => {
  expect(stratumOf('news', 100)).toBe('news|0');
  expect(stratumOf('news', 301)).toBe('news|1');
  expect(stratumOf('news', 7200)).toBe('news|3');
  expect(stratumOf(null, null)).toBe('|unknown');
});
