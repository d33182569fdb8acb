import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import type { SpeechModel } from '@/lib/core/runs/content';
import { replay } from '@/lib/core/tuning/replay';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { loadRecordedRun } from '@/lib/learning/replay';
import { createRunUnder, driveRun, testWorker } from './testing/drive';
import { configArbitrary, enginesFor, itemArbitrary, type RandomItem } from './testing/random-item';

const BATCH = 10;

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDeployment();
});
afterAll(() => test.close());

async function run(item: RandomItem, config: EffectiveConfig, models?: readonly SpeechModel[]) {
  const answers = enginesFor(item);
  if (models) answers.engines.speech = { ...answers.engines.speech, models };
  const id = await createRunUnder(config, item.depth);
  await driveRun(id, testWorker(answers.engines));
  return { id, ...answers, ...(await loadRecordedRun(id)) };
}

/** Runs go side by side, a batch at a time. */
async function forRandomRuns(batches: number, check: (item: RandomItem, config: EffectiveConfig, other: EffectiveConfig) => Promise<void>) {
  const cases = fc.array(fc.tuple(itemArbitrary, configArbitrary, configArbitrary), { minLength: BATCH, maxLength: BATCH });
  const property = fc.asyncProperty(cases, async (batch) => void (await Promise.all(batch.map((one) => check(...one)))));
  await fc.assert(property, { numRuns: batches, endOnFailure: true });
}

describe('a run replayed', () => {
  it('under its own configuration gives its own decisions, whatever the item and the configuration', async () => {
    const ends = new Set<string>();
    let wholeBySmall = 0;
    await forRandomRuns(14, async (item, given) => {
      const { recorded, config, decided, heard } = await run(item, given);
      expect([...heard.values()].filter((times) => times > 1)).toEqual([]);
      if (decided === null) return;
      expect(replay(recorded, config)).toMatchObject(decided);
      if (recorded.rounds.some(({ whole }) => whole)) wholeBySmall++;
      ends.add(decided.exitCheckpoint ?? `${decided.processingType}${decided.round > 0 ? ' in a round' : ''}`);
    });
    // It would show nothing were all runs to end alike. Few get as far as the last two checkpoints.
    const kinds = ['post_download', 'mid_transcription', 'post_transcription', 'full', 'lightweight', 'lightweight in a round'];
    expect([...ends]).toEqual(expect.arrayContaining(kinds));
    expect(wholeBySmall).toBeGreaterThan(0);
    expect(ends.has('post_quality_filtering') || ends.has('post_analysis')).toBe(true);
  }, 240_000);

  it('under another configuration gives what a run under that one decides, or says that it cannot know', async () => {
    let known = 0;
    let unknown = 0;
    await forRandomRuns(6, async (item, given, other) => {
      // Signals differ between the models, so that there must be one.
      const models = ['moonshine-base'] as const;
      const { recorded } = await run(item, given, models);
      const { decided } = await run(item, other, models);
      const outcome = replay(recorded, other);
      if ('unknown' in outcome) unknown++;
      else if (decided) {
        known++;
        expect(outcome).toMatchObject(decided);
      }
    });
    expect(Math.min(known, unknown)).toBeGreaterThan(3);
  }, 240_000);
});
