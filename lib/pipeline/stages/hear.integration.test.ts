import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { conditionPolicy, exampleConfig } from '@/lib/core/gates/fixture';
import type { HeardWindow, SpeechModel, Window } from '@/lib/core/runs/content';
import { hearingOrder } from '@/lib/core/runs/rounds';
import type { Depth } from '@/lib/core/runs/states';
import { requireArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { runStage } from '../run-stage';
import { createRunUnder, driveRun, testWorker } from '../testing/drive';
import { recording, type StandIns, standInEngines } from '../testing/engines';
import { getRun } from '../views';

const WINDOWS = 20;
const CONFIG = exampleConfig();

let test: TestDatabase;
let standIns: StandIns;
/** What was heard, in order, e.g. `moonshine-tiny 0`. */
let heard: string[];
let samplesScored: number;

beforeAll(async () => {
  test = await createTestDeployment();
});
afterAll(() => test.close());
beforeEach(() => {
  standIns = standInEngines();
  heard = [];
  samplesScored = 0;
  const { engines, source, scores } = standIns;
  source.acquire = (_, to) => recording(to, WINDOWS * 25);
  scores.overall = 0.8;
  engines.media.probe = async () => ({ durationSeconds: WINDOWS * 25, hasAudio: true, hasVideo: false, format: 'ogg', audioCodec: 'opus' });
  const { hear } = engines.speech;
  const hearing =
    (change: (result: HeardWindow) => HeardWindow = (result) => result) =>
    async (path: string, window: Window, model: SpeechModel) => {
      heard.push(`${model} ${window.index}`);
      return change(await hear(path, window, model));
    };
  engines.speech = { ...engines.speech, models: ['moonshine-base', 'moonshine-tiny'], hear: hearing() };
  changeHearing = (change) => {
    engines.speech.hear = hearing(change);
  };
  const { assessSample } = engines.assessor;
  engines.assessor.assessSample = (input, signal) => {
    samplesScored++;
    return assessSample(input, signal);
  };
  becomes('news');
});
let changeHearing: (change: (result: HeardWindow) => HeardWindow) => void;

function becomes(contentType: string) {
  const ranking = [{ contentType, probability: 1 }];
  standIns.engines.classifier.classify = async () => ({ contentType, probability: 0.9, ranking, engine: 'stand-in@1' });
}

async function finish({ config = CONFIG, depth = 'auto' }: { config?: EffectiveConfig; depth?: Depth } = {}) {
  const id = await createRunUnder(config, depth);
  await driveRun(id, testWorker(standIns.engines));
  return getRun(id);
}
const by = (model: SpeechModel, count: number) =>
  hearingOrder(WINDOWS)
    .slice(0, count)
    .map((index) => `${model} ${index}`);

describe('an item that is heard in rounds', () => {
  it('is heard no further once its quick result is good enough, and says how much was', async () => {
    const run = await finish();
    expect(heard).toEqual(by('moonshine-tiny', 12));
    expect(run).toMatchObject({ state: 'finished', processingType: 'lightweight', qualityScore: 0.8, contentType: 'news' });
    expect(run.verdict).toBe('The quick result scored 0.80 after hearing 60 %; the bar is 0.65; no more was needed.');
    expect(run.quickResult).not.toBeNull();
    expect(run.transcriptInfo).toMatchObject({ heardShare: 0.6, segmentCount: 12 });
    const unheard = run.transcriptInfo!.unheard.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0);
    expect(unheard).toBe(200);
    expect(run.rounds).toMatchObject([
      { round: 1, model: 'moonshine-tiny', windowCount: 2, heardShare: 0.1, step: 'next', assessment: null },
      { round: 2, windowCount: 4, step: 'next', assessment: null },
      { round: 3, windowCount: 8, heardShare: 0.4, step: 'next' },
      { round: 4, windowCount: 12, heardShare: 0.6, step: 'keep' },
    ]);
    // What is too little to be kept is not scored, but for the last sample, which tells whether hearing on is worth it.
    expect(samplesScored).toBe(2);
    expect(run.decisions.map(({ kind, round }) => [kind, round])).toEqual([
      ['checkpoint', 0],
      ['checkpoint', 1],
      ['routing', 1],
      ['checkpoint', 2],
      ['routing', 2],
      ['checkpoint', 3],
      ['routing', 3],
      ['bypass', 3],
      ['checkpoint', 4],
      ['routing', 4],
      ['bypass', 4],
    ]);
    // The words of a part are no count of the whole's.
    const stored = await database().run.findUniqueOrThrow({ where: { id: run.id } });
    expect(stored).toMatchObject({ wordCount: null, heardSeconds: 300, durationSeconds: 500 });
    const [sample] = run.signalSets.filter(({ checkpoint }) => checkpoint === 'mid_transcription');
    expect(sample?.signals.map(({ name }) => name)).toContain('estimated_word_count');
  });

  it('is heard through by the best model where the last sample is not good enough, each window once by each model', async () => {
    standIns.scores.overall = 0.5;
    const run = await finish();
    expect(heard).toEqual([...by('moonshine-tiny', 8), ...by('moonshine-base', WINDOWS)]);
    expect(run).toMatchObject({ processingType: 'full', transcriptInfo: { heardShare: 1, unheard: [], segmentCount: WINDOWS } });
    expect(run.rounds.map(({ step }) => step)).toEqual(['next', 'next', 'escalate']);
    expect(samplesScored).toBe(1);
  });

  it('of a type that goes to the full analysis is sampled by the model whose windows stay, and not scored', async () => {
    becomes('discussion');
    const run = await finish();
    expect(heard).toEqual(by('moonshine-base', WINDOWS));
    expect(run).toMatchObject({ processingType: 'full', rounds: [{ step: 'escalate', assessment: null }] });
    expect(samplesScored).toBe(0);
  });

  it('of a type that goes light is kept at once, however good its quick result', async () => {
    becomes('music');
    standIns.scores.overall = 0.1;
    const run = await finish();
    expect(run).toMatchObject({ processingType: 'lightweight', qualityScore: 0.1, rounds: [{ step: 'light' }] });
    expect(run.verdict).toBe('Kept light after hearing 10 %. It is music (0.90), which goes the light way.');
    expect(heard).toHaveLength(2);
  });

  it('is stopped by a condition after the first round in which it holds', async () => {
    changeHearing((result) => ({ ...result, segments: [], speechSeconds: 0, language: null, languageConfidence: null }));
    const quiet = conditionPolicy('speech_ratio < 0.05', 0.97, 'mid_transcription');
    const policy = { enabled: true, minConfidence: 0.85, conditions: [quiet] };
    const { earlyExit } = CONFIG;
    const config = { ...CONFIG, earlyExit: { ...earlyExit, checkpoints: { ...earlyExit.checkpoints, mid_transcription: policy } } };
    const run = await finish({ config });
    expect(run).toMatchObject({ processingType: 'early_exit', exitCheckpoint: 'mid_transcription', quickResult: null, qualityScore: null });
    expect(heard).toHaveLength(2);
    expect(samplesScored).toBe(0);
  });

  it('gives the quick result that was asked for at the last sample at the latest', async () => {
    standIns.scores.overall = 0.5;
    const run = await finish({ depth: 'quick' });
    expect(run).toMatchObject({ processingType: 'lightweight', transcriptInfo: { heardShare: 0.4 } });
    expect(run.verdict).toBe(
      'The quick result was asked for. The quick result scored 0.50 after hearing 40 %; the bar is 0.65; no more is sampled.',
    );
    expect(heard).toEqual(by('moonshine-tiny', 8));
  });

  it('is not believed to be in a foreign language before the best model says so', async () => {
    changeHearing((result) => (result.model === 'moonshine-tiny' ? { ...result, language: 'und', languageConfidence: 0.1 } : result));
    expect(await finish()).toMatchObject({ state: 'finished', processingType: 'lightweight', transcriptInfo: { heardShare: 1 } });
    changeHearing((result) => ({ ...result, language: 'und', languageConfidence: 0.1 }));
    expect(await finish()).toMatchObject({ state: 'failed', error: { code: 'unsupported_language' } });
  });

  it('goes on after an interruption without hearing or scoring anything twice', async () => {
    standIns.scores.overall = 0.5;
    const id = await createRunUnder(CONFIG);
    await runStage(id, 'acquire', testWorker(standIns.engines));
    const { hear } = standIns.engines.speech;
    const shutdown = new AbortController();
    standIns.engines.speech.hear = async (path, window, model, signal) => {
      // The first window of the rest, after all samples.
      if (heard.length === 8) shutdown.abort();
      signal?.throwIfAborted();
      return hear(path, window, model, signal);
    };
    await runStage(id, 'hear', testWorker(standIns.engines, { shutdown: shutdown.signal }));
    expect([heard.length, samplesScored]).toEqual([8, 1]);
    standIns.engines.speech.hear = hear;
    await driveRun(id, testWorker(standIns.engines));
    expect(await getRun(id)).toMatchObject({ state: 'finished', processingType: 'full' });
    expect([...heard].sort()).toEqual([...by('moonshine-tiny', 8), ...by('moonshine-base', WINDOWS)].sort());
    expect(samplesScored).toBe(1);
  });
});

describe('an item whose bars are within reach at the last sample', () => {
  const estimated = { lower: 0.4, upper: 0.9 };
  /** Of the result of the whole item. */
  let exact: number;

  beforeEach(() => {
    exact = 0.8;
    const { assessor } = standIns.engines;
    const { assessSample } = assessor;
    assessor.assessSample = async (input, signal) => {
      standIns.scores.overall = input.sample.heardShare === 1 ? exact : 0.6;
      const assessment = await assessSample(input, signal);
      return input.sample.heardShare === 1 ? assessment : { ...assessment, overallInterval: estimated, completenessInterval: estimated };
    };
  });

  it('is heard to its end by the small model, and kept light where that is good enough', async () => {
    const run = await finish();
    expect(heard).toEqual(by('moonshine-tiny', WINDOWS));
    expect(run).toMatchObject({ state: 'finished', processingType: 'lightweight', qualityScore: 0.8 });
    expect(run.verdict).toBe('The quick result scored 0.80; the bar is 0.65; no more was needed.');
    expect(run.rounds.map(({ step, heardShare, model }) => [step, heardShare, model])).toEqual([
      ['next', 0.1, 'moonshine-tiny'],
      ['next', 0.2, 'moonshine-tiny'],
      ['next', 0.4, 'moonshine-tiny'],
      ['next', 0.6, 'moonshine-tiny'],
      ['next', 0.8, 'moonshine-tiny'],
      ['keep', 1, 'moonshine-tiny'],
    ]);
    expect(run.rounds[2]!.reason).toMatch(/the small model hears on\.$/);
    expect(run.transcriptInfo).toMatchObject({ heardShare: 1, unheard: [], segmentCount: WINDOWS });
    expect((await requireArtifact(database(), run.id, 'transcript')).engine).toBe('moonshine-tiny');
    // All of its words are counted, and no estimate of them is needed.
    const stored = await database().run.findUniqueOrThrow({ where: { id: run.id } });
    expect(stored).toMatchObject({ wordCount: 16 * WINDOWS, heardSeconds: 500, durationSeconds: 500 });
    const whole = run.signalSets.find(({ checkpoint, round }) => checkpoint === 'mid_transcription' && round === 6);
    expect(whole?.signals.find(({ name }) => name === 'estimated_word_count')?.value ?? null).toBeNull();
  });

  it('is heard again by the best model where it is not', async () => {
    exact = 0.5;
    const run = await finish();
    expect(heard).toEqual([...by('moonshine-tiny', WINDOWS), ...by('moonshine-base', WINDOWS)]);
    expect(run).toMatchObject({ processingType: 'full', transcriptInfo: { heardShare: 1 } });
    expect((await requireArtifact(database(), run.id, 'transcript')).engine).toBe('moonshine-base');
    expect(run.rounds.map(({ step }) => step)).toEqual(['next', 'next', 'next', 'next', 'next', 'escalate']);
    expect(run.rounds[5]!.reason).toBe(
      'The quick result scored 0.50; the bar is 0.65; more is needed: all of it is heard again by the large model.',
    );
    expect(run.signalSets.filter(({ checkpoint }) => checkpoint === 'mid_transcription').map(({ round }) => round)).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  it('is heard to its end at once where it tells much', async () => {
    const { assessor } = standIns.engines;
    const { assessSample } = assessor;
    assessor.assessSample = async (input, signal) => ({ ...(await assessSample(input, signal)), contentInformativeness: 0.7 });
    const run = await finish();
    expect(run.rounds.map(({ step, heardShare }) => [step, heardShare])).toEqual([
      ['next', 0.1],
      ['next', 0.2],
      ['rest', 0.4],
      ['keep', 1],
    ]);
    expect(run.rounds[2]!.reason).toMatch(/all of it is heard by the small model\.$/);
    expect(samplesScored).toBe(2);
  });

  it('is not sampled by the small model, and not heard to its end by it, where the type goes to the full analysis', async () => {
    const ranking = [
      { contentType: 'discussion', probability: 0.6 },
      { contentType: 'news', probability: 0.4 },
    ];
    standIns.engines.classifier.classify = async () => ({ contentType: 'news', probability: 0.9, ranking, engine: 'stand-in@1' });
    const run = await finish();
    expect(heard).toEqual(by('moonshine-base', WINDOWS));
    expect(run.rounds.at(-1)).toMatchObject({ step: 'escalate', heardShare: 0.4 });
  });

  it.each([
    ['while the small model hears all of it', 'moonshine-tiny', 12],
    ['while the best model hears it again', 'moonshine-base', 3],
  ])('goes on after an interruption %s without hearing or scoring anything twice', async (_, model, count) => {
    exact = 0.5;
    const id = await createRunUnder(CONFIG);
    await runStage(id, 'acquire', testWorker(standIns.engines));
    const { hear } = standIns.engines.speech;
    const shutdown = new AbortController();
    standIns.engines.speech.hear = async (path, window, by, signal) => {
      if (heard.filter((one) => one.startsWith(model)).length === count) shutdown.abort();
      signal?.throwIfAborted();
      return hear(path, window, by, signal);
    };
    await runStage(id, 'hear', testWorker(standIns.engines, { shutdown: shutdown.signal }));
    expect(heard.filter((one) => one.startsWith(model))).toHaveLength(count);
    standIns.engines.speech.hear = hear;
    await driveRun(id, testWorker(standIns.engines));
    expect(await getRun(id)).toMatchObject({ state: 'finished', processingType: 'full' });
    expect([...heard].sort()).toEqual([...by('moonshine-tiny', WINDOWS), ...by('moonshine-base', WINDOWS)].sort());
    expect(samplesScored).toBe(4);
  });
});

describe('an item is heard through', () => {
  const allOff = exampleConfig({ flags: { qualityFiltering: false, contentRouting: false, earlyExit: false } });

  it.each<[string, { config?: EffectiveConfig; depth?: Depth }]>([
    ['with everything off', { config: allOff }],
    ['where the full analysis was asked for', { depth: 'full' }],
  ])('%s, and every round is measured and nothing scored', async (_, asked) => {
    const run = await finish(asked);
    expect(heard).toEqual(by('moonshine-base', WINDOWS));
    expect(run).toMatchObject({ processingType: 'full', rounds: [] });
    expect(run.signalSets.filter(({ checkpoint }) => checkpoint === 'mid_transcription').map(({ round }) => round)).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    expect(samplesScored).toBe(0);
  });
});
