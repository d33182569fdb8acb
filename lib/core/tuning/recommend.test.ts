import { describe, expect, it } from 'vitest';
import { conditionPolicy, exampleConfig } from '@/lib/core/gates/fixture';
import { EXTRACTOR_VERSION } from '@/lib/core/signals/declared';
import { CURVE, settingsOf } from './bars';
import { baselineOf } from './baseline';
import { decideFates } from './fates';
import { KeptMarks } from './fired-rows';
import { factsOf, randomRecordedRun, seededRandom } from './fixture';
import type { StopsForPromise } from './promise';
import { promisedStops } from './promised-stops';
import { type MeasuredCandidate, recommend } from './recommend';
import { Recordings, type RunFactsForReplay, type RunVerdict } from './recordings';
import { runRows, whatIf } from './what-if';

const PROMISE = { rate: 0.05, confidence: 0.95 };
const FIGURES = whatIf(new Recordings(), decideFates(new Recordings(), exampleConfig(), new KeptMarks()), exampleConfig());

/** Of 200 stops a half, each audited with 0.5, so many of the found ones are false. */
const stops = (foundFalse: number, foundRight: number): StopsForPromise => ({
  pi: 0.5,
  sure: 2 * (foundFalse + foundRight),
  settledFalse: 0,
  foundFalse,
  foundRight,
  foundUnsure: 0,
});

function candidate(saved: number | null, choosing: StopsForPromise, certifying = choosing): MeasuredCandidate {
  return { whatIf: FIGURES, saved, choosing, certifying };
}

describe('a recommendation', () => {
  it('is what saves most of what both parts speak for', () => {
    const measured = [candidate(0.6, stops(30, 170)), candidate(0.4, stops(1, 199)), candidate(0.2, stops(0, 200))];
    expect(recommend(measured, PROMISE)).toEqual({ chosen: 1, certified: [false, true, true], auditsNeeded: 0 });
  });

  it('is tested from what is least doubtful on, and nothing is certified after the first that fails', () => {
    const measured = [
      candidate(0.2, stops(0, 200)),
      candidate(0.4, stops(1, 199), stops(20, 180)),
      candidate(0.6, stops(2, 198), stops(0, 200)),
    ];
    expect(recommend(measured, PROMISE)).toMatchObject({ chosen: 0, certified: [true, false, false] });
  });

  it('passes over what saves less without being less doubtful, and takes the strictest of those that do the same', () => {
    const measured = [
      candidate(0.4, stops(1, 199)),
      candidate(0.4, stops(1, 199)),
      candidate(0.1, stops(2, 198)),
      candidate(null, stops(0, 200)),
    ];
    expect(recommend(measured, PROMISE)).toMatchObject({ chosen: 1, certified: [false, true, false, false] });
  });

  it('is refused with how many audits it still takes, and for good where too many stops are false', () => {
    const few = recommend([candidate(0.4, stops(0, 10))], PROMISE);
    expect(few.chosen).toBeNull();
    expect(recommend([candidate(null, stops(0, 3))], PROMISE)).toMatchObject({ chosen: null, auditsNeeded: 68 });
    expect(few.auditsNeeded).toBeGreaterThan(10);
    expect(few.auditsNeeded).toBeLessThan(100);
    expect(recommend([candidate(0.4, stops(40, 160))], PROMISE)).toEqual({ chosen: null, certified: [false], auditsNeeded: null });
    expect(recommend([], PROMISE)).toEqual({ chosen: null, certified: [], auditsNeeded: null });
  });
});

describe('the stops that a promise is held against', () => {
  const CONFIG = exampleConfig({ postDownload: { conditions: [conditionPolicy('duration < 120', 0.9)] } });
  const found = (own: Partial<RunFactsForReplay>) => {
    const recordings = new Recordings();
    const recorded = { ...randomRecordedRun(seededRandom(1)), depth: 'auto' as const, extractorVersion: EXTRACTOR_VERSION };
    const prediction = { contentType: 'news', probability: 0.9, ranking: [], engine: 'classify@1' };
    recordings.add(factsOf('a', { ...recorded, downloaded: { signals: { duration_seconds: 60 }, prediction } }, own));
    return promisedStops(recordings, decideFates(recordings, CONFIG, new KeptMarks()), CONFIG, runRows(recordings), 0.2);
  };
  const verdict = (own: Partial<RunVerdict> = {}): RunVerdict => ({
    pi: 0.2,
    u: 0.1,
    judged: true,
    informativeness: 0.9,
    lossByRound: new Map(),
    lossAtAnalysis: null,
    ...own,
  });
  const NOTHING = { pi: 0.2, sure: 1, settledFalse: 0, foundFalse: 0, foundRight: 0, foundUnsure: 0 };

  it.each<[string, Partial<RunFactsForReplay>, Partial<StopsForPromise>]>([
    ['not selected: only that it is there', { drawn: { pi: 0.2, u: 0.7 } }, {}],
    ['audited and false', { drawn: { pi: 0.2, u: 0.1 }, verdict: verdict() }, { foundFalse: 1 }],
    ['audited and right', { drawn: { pi: 0.2, u: 0.1 }, verdict: verdict({ informativeness: 0.1 }) }, { foundRight: 1 }],
    ['an audit that failed is false', { drawn: { pi: 0.2, u: 0.1 }, verdict: verdict({ judged: false }) }, { foundFalse: 1 }],
    ['an audit that is still awaited is false', { drawn: { pi: 0.2, u: 0.1 } }, { foundFalse: 1 }],
    ['selected by a larger π alone: as if it were not', { drawn: { pi: 0.5, u: 0.3 }, verdict: verdict({ pi: 0.5, u: 0.3 }) }, {}],
    ['hardly ever drawn: false', { drawn: { pi: 0.01, u: 0.7 } }, { settledFalse: 1 }],
    ['full and right: settled', { verdict: verdict({ pi: 1, informativeness: 0.1 }) }, {}],
    ['full and false: settled', { verdict: verdict({ pi: 1 }) }, { settledFalse: 1 }],
    ['full and not judged: false', {}, { settledFalse: 1 }],
  ])('%s', (_, own, expected) => expect(found(own)).toEqual({ ...NOTHING, ...expected }));
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
