import { describe, expect, it } from 'vitest';
import { PROCESSING_TYPES } from '@/lib/core/runs/states';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import { decideFates, type Fates, UNKNOWN, UNKNOWN_REASONS } from './fates';
import { KeptMarks } from './fired-rows';
import { factsOf, randomConfig, randomRecordedRun, seededRandom } from './fixture';
import { Recordings } from './recordings';
import { type ReplayOutcome, replay } from './replay';

const RUNS = 600;
const CONFIGS = 30;
const SEED = 20261123;

function fateOf(fates: Fates, row: number) {
  if (fates.type[row] === UNKNOWN) return { unknown: UNKNOWN_REASONS[fates.reason[row]!] };
  const checkpoint = CHECKPOINTS[fates.checkpoint[row]!] ?? null;
  const fired = checkpoint && fates.config.earlyExit.checkpoints[checkpoint].conditions[fates.fired[row]!];
  return {
    processingType: PROCESSING_TYPES[fates.type[row]!],
    exitCheckpoint: checkpoint,
    firedKey: fired?.key ?? null,
    round: fates.round[row],
  };
}

/** What was not sampled or scored is told with its number of windows by the replay of one run. */
function alike(outcome: ReplayOutcome) {
  if ('unknown' in outcome) {
    return {
      unknown: outcome.unknown
        .replace(/^what \d+ windows say was not sampled$/, 'a sample that it would need was not heard')
        .replace(/^what \d+ windows say was not scored$/, 'a sample that it would need was not scored'),
    };
  }
  const { steps: _, ...fate } = outcome;
  return fate;
}

describe(`replay of columns (seed ${SEED})`, () => {
  const random = seededRandom(SEED);
  const runs = Array.from({ length: RUNS }, () => randomRecordedRun(random));
  const recordings = new Recordings();
  for (const [i, recorded] of runs.entries()) recordings.add(factsOf(String(i), recorded));

  it('says of every run what the replay of that run alone says, under any configuration', () => {
    const kept = new KeptMarks();
    const seen = new Map<string, number>();
    for (let i = 0; i < CONFIGS; i++) {
      const config = randomConfig(random);
      const fates = decideFates(recordings, config, kept);
      for (const [row, recorded] of runs.entries()) {
        const expected = alike(replay(recorded, config));
        expect(fateOf(fates, row), `run ${row} under configuration ${i}`).toEqual(expected);
        const kind = 'unknown' in expected ? expected.unknown : `${expected.processingType} ${expected.exitCheckpoint} ${expected.round}`;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }
    }
    // All ends and all reasons came up, or the comparison would say little.
    for (const reason of UNKNOWN_REASONS) expect(seen.has(reason), reason).toBe(true);
    for (const checkpoint of CHECKPOINTS) expect([...seen.keys()].some((kind) => kind.includes(checkpoint))).toBe(true);
  });

  it('says the same after a run was taken in anew', () => {
    const config = randomConfig(random);
    const [first, second] = [runs[0]!, runs[1]!];
    recordings.add(factsOf('0', second));
    const fates = decideFates(recordings, config, new KeptMarks());
    expect(recordings.isRun(0)).toBe(false);
    expect(recordings.runs).toBe(RUNS);
    expect(fateOf(fates, recordings.rows - 1)).toEqual(alike(replay(second, config)));
    recordings.add(factsOf('0', first));
  });
});
