import { describe, expect, it } from 'vitest';
import type { Interval } from '@/lib/core/runs/content';
import { assignedArm } from './assignment';
import { decide } from './decide';
import { checkHealth } from './guardrails';
import { checkSampleRatio } from './sample-ratio';

const ARMS = [
  { name: 'careful', role: 'conservative', configVersion: 1 },
  { name: 'bold', role: 'aggressive', configVersion: 2 },
] as const;
const difference = (sequence: Interval | null) => ({ value: sequence && (sequence.lower + sequence.upper) / 2, sequence, n: 500 });
const verdict = (time: [number, number] | null, quality: [number, number] | null) => {
  const view = (pair: [number, number] | null) => difference(pair && { lower: pair[0], upper: pair[1] });
  return decide({ arms: ARMS, health: [], timeDifference: view(time), qualityDifference: view(quality) });
};

describe('the decision', () => {
  it.each<[string, [number, number] | null, [number, number] | null, string, number | null]>([
    ['saves more at no worse quality', [0.06, 0.2], [-0.04, 0.04], 'aggressive', 2],
    ['saves more and is better', [0.06, 0.2], [-0.2, -0.01], 'aggressive', 2],
    ['loses quality', [0.3, 0.4], [0.06, 0.1], 'conservative', 1],
    ['is like the other', [-0.02, 0.04], [-0.04, 0.04], 'balanced', null],
    ['saves more, how much is lost is open', [0.06, 0.2], [-0.02, 0.06], 'not_yet', null],
    ['is no worse, how much is saved is open', [0.01, 0.2], [-0.04, 0.04], 'not_yet', null],
    ['was hardly measured', null, null, 'not_yet', null],
  ])('where the aggressive arm %s', (_, time, quality, expected, version) => {
    expect(verdict(time, quality)).toMatchObject({ verdict: expected, configVersion: version });
  });

  it('of a balanced version that was no arm is marked as not measured', () => {
    expect(verdict([-0.02, 0.04], [-0.04, 0.04]).measured).toBe(false);
    expect(verdict([0.06, 0.2], [-0.04, 0.04]).measured).toBe(true);
  });

  it('is none where the experiment is not healthy', () => {
    const health = [{ name: 'sample_ratio', healthy: false, sentence: 'Broken.' }] as const;
    const clear = difference({ lower: 0.2, upper: 0.3 });
    expect(decide({ arms: ARMS, health, timeDifference: clear, qualityDifference: clear })).toMatchObject({
      verdict: 'unhealthy',
      sentence: 'Broken.',
    });
  });
});

describe('sample ratio', () => {
  it('is healthy as long as chance explains the counts', () => {
    expect(checkSampleRatio([510, 490], [0.5, 0.5]).healthy).toBe(true);
    expect(checkSampleRatio([0, 0], [0.5, 0.5])).toEqual({ healthy: true, p: 1 });
  });

  it('is not where it does not', () => {
    expect(checkSampleRatio([10_400, 9_600], [0.5, 0.5]).healthy).toBe(false);
    expect(checkSampleRatio([700, 150, 150], [0.5, 0.25, 0.25]).healthy).toBe(false);
  });
});

it('an item gets its arm by its lot, each arm as often as its share says', () => {
  const arms = [{ share: 0.2 }, { share: 0.5 }, { share: 0.3 }];
  const lots = Array.from({ length: 100 }, (_, i) => assignedArm(arms, i / 100));
  expect(arms.map((arm) => lots.filter((one) => one === arm).length)).toEqual([20, 50, 30]);
  expect(assignedArm([{ share: 0.3 }, { share: 0.3 }], 0.99)).toEqual({ share: 0.3 });
});

describe('guardrails', () => {
  const items = (failing: number) =>
    Array.from({ length: 2000 }, (_, i) => ({ arm: i % 2, failed: i % 2 === 1 && (i * 7919) % 100 < failing }));
  const arms = (falseStops: number) =>
    [0, 1].map((i) => ({
      name: `arm ${i}`,
      share: 0.5,
      stops: Array.from({ length: 200 }, (_, j) => ({ pi: 0.05, falseStop: i === 1 && j < falseStops })),
    }));
  const sick = (failing: number, falseStops: number) =>
    checkHealth(arms(falseStops), items(failing), 0.1)
      .filter(({ healthy }) => !healthy)
      .map(({ name }) => name);

  it('are quiet where the arms fail alike', () => expect(sick(0, 5)).toEqual([]));
  it('tell an arm that fails more often', () => expect(sick(30, 5)).toEqual(['error_rate']));
  it('tell an arm whose stops are wrong too often', () => expect(sick(0, 60)).toEqual(['false_stops']));
});
