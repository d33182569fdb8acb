import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROCESSING_TYPES } from '@/lib/core/runs/states';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import { decideFates } from '@/lib/core/tuning/fates';
import { replay } from '@/lib/core/tuning/replay';
import { previewSchema } from '@/lib/core/tuning/requests';
import { runRows, whatIf } from '@/lib/core/tuning/what-if';
import { database } from '@/lib/data/client';
import { saveLossLabels } from '@/lib/data/loss-labels';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { loadRecordedRun } from '@/lib/learning/replay';
import { ask, askOnThread } from '@/lib/learning/tuning/ask';
import { previewConfig } from '@/lib/learning/tuning/preview';
import { readRecommendation } from '@/lib/learning/tuning/recommendation';
import { recordedRuns } from '@/lib/learning/tuning/recordings-store';
import { createRunUnder, driveRun, testWorker } from './testing/drive';
import { configArbitrary, enginesFor, itemArbitrary } from './testing/random-item';

const SEED = 11;
const RUNS = 24;

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'winnow-test-'));
  process.env.WINNOW_DATA_DIR = folder;
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const cases = fc.sample(fc.tuple(itemArbitrary, configArbitrary), { numRuns: RUNS, seed: SEED });

async function finish(from: number, to: number): Promise<void> {
  for (const [item, config] of cases.slice(from, to))
    await driveRun(await createRunUnder(config, item.depth), testWorker(enginesFor(item).engines));
}

const finished = () => database().run.findMany({ where: { kind: 'primary', state: 'finished' }, select: { id: true } });

it('recorded runs by column say what each says alone, and new ones are taken in', async () => {
  expect((await recordedRuns()).recordings.runs).toBe(0);
  for (const until of [RUNS / 2, RUNS]) {
    await finish(until - RUNS / 2, until);
    const runs = await finished();
    const { recordings, kept } = await recordedRuns();
    expect(recordings.runs).toBe(runs.length);
    for (const [, config] of cases.slice(0, 4)) {
      const fates = decideFates(recordings, config, kept);
      for (const row of runRows(recordings)) {
        const outcome = replay((await loadRecordedRun(recordings.runIds[row]!)).recorded, config);
        const decided = {
          processingType: PROCESSING_TYPES[fates.type[row]!] ?? null,
          exitCheckpoint: CHECKPOINTS[fates.checkpoint[row]!] ?? null,
          round: fates.round[row],
        };
        if ('unknown' in outcome) expect(decided.processingType).toBeNull();
        else expect(outcome).toMatchObject(decided);
      }
    }
  }
  expect((await recordedRuns()).recordings.version).toBe((await recordedRuns()).recordings.version);
}, 240_000);

it('what is found out about a run afterwards is known at the next use', async () => {
  const config = cases[0]![1];
  const judgedNow = async () => {
    const { recordings, kept } = await recordedRuns();
    return whatIf(recordings, decideFates(recordings, { ...config, flags: { ...config.flags, earlyExit: true } }, kept), config).falseStops
      .judged;
  };
  const { recordings } = await recordedRuns();
  const before = recordings.version;
  const id = recordings.runIds[runRows(recordings)[0]!]!;
  await database().$transaction((tx) =>
    saveLossLabels(tx, [
      {
        runId: id,
        fullRunId: id,
        source: 'shadow',
        stop: { kind: 'bypass', checkpoint: null, conditionKey: null, round: 0 },
        decisive: true,
        pi: 1,
        u: 0.5,
        ruler: 'stand-in@1',
        loss: 0.9,
        informativeness: 0.9,
        falseStop: true,
        quality: null,
        points: [],
      },
    ]),
  );
  await judgedNow();
  const after = (await recordedRuns()).recordings;
  expect(after.version).toBeGreaterThan(before);
  expect([...runRows(after)].filter((row) => after.verdict.values[row] === 1 && after.lossWhole.values[row] === 0.9)).toHaveLength(1);
});

it('a preview tells what a draft would change, and changes nothing', async () => {
  const request = previewSchema.parse({ set: { 'quality_filtering.thresholds.min_overall': 0.05 } });
  const view = await previewConfig(request);
  expect(view.candidate.runs).toBe((await finished()).length);
  expect(view.changed.runs.length).toBe(Math.min(20, view.changed.count));
  for (const { before, after } of view.changed.runs) expect(before).not.toEqual(after);
  expect(view.notes.some((note) => note.startsWith('min_overall 0.05 cannot matter'))).toBe(
    view.notes.length > 0 && !view.notes[0]!.startsWith('Quality filtering is off'),
  );
  await expect(previewConfig(previewSchema.parse({ set: { 'quality_filtering.thresholds.min_overall': 7 } }))).rejects.toMatchObject({
    code: 'config_invalid',
  });
  await expect(previewConfig(previewSchema.parse({ base: 99 }))).rejects.toMatchObject({ code: 'not_found' });
  expect(await database().configVersion.count()).toBe(1);
});

it('from hardly any audits nothing is recommended, and it is said how many more it takes and what else is missing', async () => {
  const { settings, auditsNeeded, sentence, baseline, curve } = await readRecommendation({});
  expect(settings).toBeNull();
  expect(auditsNeeded === null || auditsNeeded > 50).toBe(true);
  expect(sentence).toMatch(/^Nothing is recommended/);
  expect(baseline.complete).toBe(false);
  expect(curve.length).toBeGreaterThan(20);
  expect(curve.every(({ certified }) => !certified)).toBe(true);
}, 60_000);

it('a thread of its own answers the same, and what it refuses is the same error', async () => {
  const request = previewSchema.parse({ set: { 'quality_filtering.thresholds.min_overall': 0.05 } });
  const { tookMs: _here, ...expected } = await previewConfig(request);
  const end = askOnThread();
  try {
    const { tookMs: _there, ...answered } = await ask('preview', request);
    expect(answered).toEqual(expected);
    const refused = ask('preview', previewSchema.parse({ set: { 'quality_filtering.thresholds.min_overall': 7 } }));
    await expect(refused).rejects.toMatchObject({ code: 'config_invalid', fields: [{ field: expect.stringContaining('min_overall') }] });
  } finally {
    await end();
  }
}, 120_000);
