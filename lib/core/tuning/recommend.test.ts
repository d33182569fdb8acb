import { describe, expect, it } from 'vitest';
import { conditionPolicy, exampleConfig } from '@/lib/core/gates/fixture';
import { CURVE, settingsOf } from './bars';
import { baselineOf } from './baseline';
import { decideFates } from './fates';
import { KeptMarks } from './fired-rows';
import { factsOf, randomRecordedRun, seededRandom } from './fixture';
import { bestBet, type StopsForPromise } from './promise';
import { type MeasuredCandidate, measureCandidate, recommend } from './recommend';
import { Recordings } from './recordings';
import { runRows, whatIf } from './what-if';

const PROMISE = { rate: 0.05, confidence: 0.95 };
const FIGURES = whatIf(new Recordings(), decideFates(new Recordings(), exampleConfig(), new KeptMarks()), exampleConfig());

const stops = (falseStops: number, right: number): StopsForPromise => ({
  found: [...Array.from({ length: falseStops }, () => true), ...Array.from({ length: right }, () => false)].map((falseStop) => ({
    pi: 0.1,
    falseStop,
  })),
  rarelyDrawn: 0,
  leastPi: 0.1,
});

function candidate(saved: number, choosing: StopsForPromise, certifying = choosing): MeasuredCandidate {
  return { whatIf: FIGURES, saved, choosing, certifying, ...bestBet(choosing, PROMISE.rate) };
}

describe('a recommendation', () => {
  it('is what saves most of what both halves speak for', () => {
    const measured = [candidate(0.6, stops(30, 170)), candidate(0.4, stops(1, 199)), candidate(0.2, stops(0, 200))];
    expect(recommend(measured, PROMISE)).toEqual({ chosen: 1, certified: [false, true, true], auditsNeeded: 0 });
  });

  it('is tested from what saves least on, and nothing is certified after the first that fails', () => {
    const measured = [candidate(0.2, stops(0, 200)), candidate(0.4, stops(0, 200), stops(20, 180)), candidate(0.6, stops(0, 200))];
    expect(recommend(measured, PROMISE)).toMatchObject({ chosen: 0, certified: [true, false, false] });
  });

  it('is refused with how many audits it still takes, and for good where too many stops are false', () => {
    const few = recommend([candidate(0.4, stops(0, 20))], PROMISE);
    expect(few.chosen).toBeNull();
    expect(few.auditsNeeded).toBeGreaterThan(50);
    expect(few.auditsNeeded).toBeLessThan(200);
    expect(recommend([candidate(0.4, stops(40, 160))], PROMISE)).toEqual({ chosen: null, certified: [false], auditsNeeded: null });
    expect(recommend([], PROMISE)).toEqual({ chosen: null, certified: [], auditsNeeded: null });
  });

  it('rests on one half of the URLs for choosing and on the other for certifying (seed 9)', () => {
    const random = seededRandom(9);
    const recordings = new Recordings();
    for (let i = 0; i < 200; i++) {
      const verdict = { pi: 1, u: random(), judged: true, informativeness: 0.9, lossByRound: new Map([[0, 0.1]]), lossAtAnalysis: 0 };
      recordings.add(factsOf(String(i), randomRecordedRun(random), { verdict }));
    }
    const { choosing, certifying } = measureCandidate(
      { recordings, reference: exampleConfig(), promise: PROMISE, kept: new KeptMarks() },
      exampleConfig({ postDownload: { conditions: [conditionPolicy('title_spam_score > 0.3', 0.9)] } }),
    );
    expect(choosing.found.length).toBeGreaterThan(10);
    expect(certifying.found.length).toBeGreaterThan(10);
    expect(choosing.found.length + certifying.found.length).toBeLessThanOrEqual(200);
  });
});

it('the curve has no point twice, and names keys that can be set', () => {
  expect(new Set(CURVE.map((bars) => JSON.stringify(settingsOf(bars)))).size).toBe(CURVE.length);
  expect(settingsOf({ minOverall: 0.6, minDimension: 0.5 })).toMatchObject({ 'quality_filtering.thresholds.min_overall': 0.6 });
});

it('the baseline names what is missing', () => {
  const random = seededRandom(2);
  const recordings = new Recordings();
  for (let i = 0; i < 120; i++) recordings.add(factsOf(String(i), randomRecordedRun(random), { contentType: `type ${i % 3}` }));
  expect(baselineOf(recordings, runRows(recordings), 0)).toMatchObject({ complete: true });
  const early = baselineOf(new Recordings(), new Int32Array(), 3);
  expect(early.items.filter(({ met }) => !met).map(({ name }) => name)).toEqual(['runs', 'content_types', 'checkpoints', 'errors']);
});
