import { describe, expect, it } from 'vitest';
import { exampleConfig } from '@/lib/core/gates/fixture';
import { changesOfFate } from './changes';
import { decideFates } from './fates';
import { KeptMarks } from './fired-rows';
import { decidedOf, factsOf, randomConfig, randomRecordedRun, seededRandom } from './fixture';
import { Recordings, type RunFactsForReplay } from './recordings';
import { type ReplayOutcome, replay } from './replay';
import { runRows, whatIf } from './what-if';

const CONFIG = exampleConfig();

function recordingsOf(facts: readonly RunFactsForReplay[]): Recordings {
  const recordings = new Recordings();
  for (const one of facts) recordings.add(one);
  return recordings;
}

const figures = (recordings: Recordings, config = CONFIG) => whatIf(recordings, decideFates(recordings, config, new KeptMarks()), CONFIG);

/** A run that came with its text and is read to its end; it scores `quality`. */
function textRun(id: string, quality: number, own: Partial<RunFactsForReplay> = {}): RunFactsForReplay {
  const ranking = [{ contentType: 'news', probability: 0.9 }];
  const prediction = { contentType: 'news', probability: 0.9, ranking, engine: 'classify@1' };
  const interval = { lower: quality, upper: quality };
  const assessment = {
    coherence: quality,
    completeness: quality,
    informativeness: quality,
    overall: quality,
    completenessInterval: interval,
    overallInterval: interval,
    assessmentConfidence: 1,
    engine: 'assess@1',
  };
  const recorded = {
    depth: 'auto' as const,
    requestedPriority: null,
    extractorVersion: 1,
    offeredText: true,
    windowCount: null,
    downloaded: { signals: {}, prediction },
    rounds: [],
    heardThrough: null,
    transcribed: { signals: { word_count: 500 }, prediction },
    assessment,
    analyzed: null,
  };
  return factsOf(id, recorded, {
    decided: { processingType: quality >= 0.65 ? 'lightweight' : 'full', checkpoint: null, round: 0 },
    ...own,
  });
}
const verdict = (loss: number, own = {}) => ({
  pi: 0.5,
  u: 0.1,
  judged: true,
  informativeness: 0.9,
  lossByRound: new Map([[0, loss]]),
  lossAtAnalysis: null,
  ...own,
});

describe('a what-if', () => {
  it('counts what the replay of each run alone says (seed 7)', () => {
    const random = seededRandom(7);
    const runs = Array.from({ length: 400 }, () => randomRecordedRun(random));
    for (let i = 0; i < 10; i++) {
      const config = randomConfig(random);
      const outcomes: ReplayOutcome[] = runs.map((recorded) => replay(recorded, config));
      const recordings = recordingsOf(runs.map((recorded, id) => factsOf(String(id), recorded, { decided: decidedOf(outcomes[id]!) })));
      const { counts, unknown, exits, bypassRate } = figures(recordings, config);
      const of = (type: string) => outcomes.filter((outcome) => 'processingType' in outcome && outcome.processingType === type).length;
      expect(counts).toEqual({ full: of('full'), lightweight: of('lightweight'), early_exit: of('early_exit') });
      expect(unknown.runs).toBe(outcomes.filter((outcome) => 'unknown' in outcome).length);
      expect(unknown.reasons.reduce((sum, { runs: n }) => sum + n, 0)).toBe(unknown.runs);
      expect(exits.reduce((sum, { count }) => sum + count, 0)).toBe(of('early_exit'));
      const known = runs.length - unknown.runs;
      expect(bypassRate.value).toBeCloseTo(of('lightweight') / known);
      // Whatever the unknown ones would have done is within the interval.
      expect(bypassRate.interval!.lower).toBeLessThanOrEqual(of('lightweight') / runs.length);
      expect(bypassRate.interval!.upper).toBeGreaterThanOrEqual((of('lightweight') + unknown.runs) / runs.length);
    }
  });

  it('says what is saved: what a run took where it ends the same way, else what its stages would take', () => {
    const same = recordingsOf([textRun('a', 0.9, { spentMs: 500 }), textRun('b', 0.2, { spentMs: 3000 })]);
    expect(figures(same).timeSaved.value).toBeCloseTo(1 - 3500 / 8000);
    const otherwise = recordingsOf([textRun('a', 0.9, { decided: { processingType: 'full', checkpoint: null, round: 0 }, spentMs: 500 })]);
    // Acquired and assessed; nothing to hear, nothing analysed.
    expect(figures(otherwise).timeSaved.value).toBeCloseTo(1 - 2000 / 4000);
    expect(figures(recordingsOf([textRun('a', 0.9, { costs: null })])).timeSaved).toEqual({ value: null, interval: null, n: 0 });
  });

  it('tells the false stops among what would be stopped, by the bars of the version in force', () => {
    const facts = [
      textRun('false', 0.9, { drawn: { pi: 0.5, u: 0.1 }, verdict: verdict(0.9) }),
      textRun('right', 0.9, { drawn: { pi: 0.5, u: 0.1 }, verdict: verdict(0.1) }),
      textRun('dull', 0.9, { drawn: { pi: 0.5, u: 0.1 }, verdict: verdict(0.9, { informativeness: 0.1 }) }),
      textRun('failed', 0.9, { drawn: { pi: 0.5, u: 0.1 }, verdict: verdict(0, { judged: false }) }),
      textRun('unjudged', 0.9, { drawn: { pi: 0.5, u: 0.1 } }),
      textRun('not stopped', 0.1, { verdict: verdict(0.9, { pi: 1 }) }),
    ];
    const { falseStops } = figures(recordingsOf(facts));
    expect(falseStops).toMatchObject({ judged: 3, falseStops: 1, failed: 1 });
    expect(falseStops.value).toBeCloseTo(1 / 3);
    const lenient = { ...CONFIG, quality: { ...CONFIG.quality, audit: { ...CONFIG.quality.audit, maxLoss: 1 } } };
    expect(figures(recordingsOf(facts), lenient).falseStops.falseStops).toBe(1);
  });

  it('lets audits stand for stopped runs of which too little was measured', () => {
    const whole = textRun('', 0.9).recorded;
    const cut = { ...whole, transcribed: null, assessment: null };
    const stopped = (id: string, audited: boolean) =>
      factsOf(id, cut, {
        decided: { processingType: 'early_exit', checkpoint: 'post_download', round: 0 },
        drawn: { pi: 0.2, u: 0.1 },
        audited: audited ? whole : null,
      });
    const runs = Array.from({ length: 50 }, (_, i) => stopped(String(i), i < 10));
    const { unknown, estimatedFromAudits, bypassRate } = figures(recordingsOf(runs));
    expect(unknown.runs).toBe(50);
    expect(estimatedFromAudits).toBe(10);
    expect(bypassRate.value).toBe(1);
    // Ten runs say no more than ten runs.
    expect(bypassRate.interval!.lower).toBeLessThan(0.75);
    expect(figures(recordingsOf(runs.slice(8))).bypassRate).toEqual({ value: null, interval: { lower: 0, upper: 1 }, n: 0 });
  });

  it('of nothing says nothing', () => {
    expect(figures(recordingsOf([]))).toMatchObject({
      runs: 0,
      bypassRate: { value: null },
      timeSaved: { value: null },
      timeSavedHours: 0,
    });
  });
});

it('only runs since a time, or of one part of the URLs, are looked at', () => {
  const recordings = recordingsOf(Array.from({ length: 1000 }, (_, i) => textRun(String(i), 0.9, { finishedAt: i })));
  expect(runRows(recordings, { since: 960 })).toHaveLength(40);
  const [choosing, certifying] = (['choosing', 'certifying'] as const).map((part) => runRows(recordings, { part }).length) as [
    number,
    number,
  ];
  expect(choosing + certifying).toBe(1000);
  expect(choosing).toBeGreaterThan(150);
  expect(choosing).toBeLessThan(250);
});

it('runs whose fate changes are counted, and the newest are named', () => {
  const recordings = recordingsOf([textRun('a', 0.5), textRun('b', 0.9), textRun('c', 0.5)]);
  const thresholds = { minOverall: 0.4, minCoherence: 0.4, minCompleteness: 0.4, minInformativeness: 0.4 };
  const contentTypes = CONFIG.routing.contentTypes.map((type) => ({ ...type, thresholds }));
  const lower = { ...CONFIG, routing: { ...CONFIG.routing, contentTypes } };
  const fates = (config: typeof CONFIG) => decideFates(recordings, config, new KeptMarks());
  const { count, named } = changesOfFate(fates(CONFIG), fates(lower), runRows(recordings), 1);
  expect(count).toBe(2);
  expect(named).toEqual([
    {
      row: 2,
      before: { processingType: 'full', checkpoint: null, round: 0 },
      after: { processingType: 'lightweight', checkpoint: null, round: 0 },
    },
  ]);
});
