/** What the recorded runs recommend under the operator's promise, with the curve it lies on, or why nothing can be recommended. */

import { applyDraft } from '@/lib/config/edit';
import { hashEffectiveConfig } from '@/lib/config/effective';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { type Bars, CURVE, settingsOf } from '@/lib/core/tuning/bars';
import { baselineOf } from '@/lib/core/tuning/baseline';
import { decideFates } from '@/lib/core/tuning/fates';
import { candidateMeasurer, type MeasuredCandidate, type Recommendation, recommend } from '@/lib/core/tuning/recommend';
import type { CurvePoint, RecommendationData, RecommendationView } from '@/lib/core/tuning/views';
import { runRows, whatIf } from '@/lib/core/tuning/what-if';
import { database } from '@/lib/data/client';
import { RULER_VERSION } from '../ruler';
import { configInForce, type InForce } from './effective';
import { spanOf } from './preview';
import { type RecordingsStore, recordedRuns } from './recordings-store';

const MS_PER_DAY = 86_400_000;

let kept: { key: string; view: RecommendationView } | null = null;

/** readRecommendation measures some dozens of candidates; the same question about the same runs is answered once. */
export async function readRecommendation({ days }: { days?: number | undefined }): Promise<RecommendationView> {
  const inForce = await configInForce();
  const store = await recordedRuns();
  const { promise } = inForce.active.config.value.quality_filtering;
  const key = [process.env.DATABASE_URL, store.recordings.version, days, hashEffectiveConfig(inForce.config), JSON.stringify(promise)].join(
    '|',
  );
  if (kept?.key !== key) kept = { key, view: await makeRecommendation(inForce, store, days) };
  return kept.view;
}

async function makeRecommendation(inForce: InForce, store: RecordingsStore, days: number | undefined): Promise<RecommendationView> {
  const { active, config } = inForce;
  const { recordings } = store;
  const { false_stop_rate: rate, confidence } = active.config.value.quality_filtering.promise;
  const since = days === undefined ? undefined : Date.now() - days * MS_PER_DAY;
  const rows = runRows(recordings, { since });
  const promise = { rate, confidence };
  const measure = candidateMeasurer({ recordings, reference: config, kept: store.kept, since });
  const measured: MeasuredCandidate[] = [];
  for (const candidate of candidatesOf(inForce)) {
    measured.push(measure(candidate));
    // Other requests come in between.
    await new Promise(setImmediate);
  }
  const recommended = recommend(measured, promise);
  const current = whatIf(recordings, decideFates(recordings, config, store.kept), config, rows);
  const chosen = recommended.chosen === null ? null : measured[recommended.chosen]!.whatIf;
  return {
    promise: { falseStopRate: rate, confidence },
    data: dataOf(store, rows, active.number),
    baseline: baselineOf(recordings, rows, await failedRuns(since)),
    settings: recommended.chosen === null ? null : settingsOf(CURVE[recommended.chosen]!),
    sentence: sentenceOf(recommended, measured, promise, current.timeSaved.value),
    auditsNeeded: recommended.auditsNeeded,
    expected: chosen,
    current,
    curve: measured.map((one, i) => pointOf(CURVE[i]!, one, recommended.certified[i]!)),
  };
}

function candidatesOf({ active, resolve }: InForce): EffectiveConfig[] {
  return CURVE.map((bars) => {
    const drafted = applyDraft(active.config, { set: settingsOf(bars) });
    if (!drafted.ok) throw new Error(`bars that cannot be set: ${drafted.errors[0]?.message}`);
    return resolve(drafted.config);
  });
}

function pointOf(bars: Bars, { whatIf: figures }: MeasuredCandidate, certified: boolean): CurvePoint {
  const { timeSaved, deliveredQuality, bypassRate, falseStops } = figures;
  return {
    ...bars,
    timeSaved: timeSaved.value,
    deliveredQuality: deliveredQuality.value,
    bypassRate: bypassRate.value,
    falseStopRate: falseStops.value,
    falseStopInterval: falseStops.interval,
    certified,
  };
}

const percent = (value: number | null) => (value === null ? 'an unknown share' : `${(value * 100).toFixed(1)} %`);

function sentenceOf(
  { chosen, auditsNeeded }: Recommendation,
  measured: readonly MeasuredCandidate[],
  promise: { rate: number; confidence: number },
  now: number | null,
): string {
  const promised = `at most ${percent(promise.rate)} of the stops are false, at ${percent(promise.confidence)} confidence`;
  if (chosen !== null) {
    const { minOverall, minDimension } = CURVE[chosen]!;
    const { timeSaved } = measured[chosen]!.whatIf;
    return `min_overall ${minOverall} and ${minDimension} for each dimension save ${percent(timeSaved.value)} of the time (now ${percent(now)}), and ${promised}.`;
  }
  if (auditsNeeded === null) {
    return `Nothing is recommended: too many of the audited stops were false for any of these bars to promise that ${promised}.`;
  }
  return `Nothing is recommended yet: to promise that ${promised}, it needs about ${auditsNeeded} more audited runs.`;
}

function dataOf(store: RecordingsStore, rows: Int32Array, configVersion: number): RecommendationData {
  const { verdict, drawnPi } = store.recordings;
  let [audits, shadow] = [0, 0];
  for (const row of rows) {
    if (verdict.values[row] === 0) continue;
    if (drawnPi.values[row]! > 0) audits++;
    else shadow++;
  }
  const span = spanOf(store, rows);
  return { runs: rows.length, audits, shadow, from: span?.from ?? null, to: span?.to ?? null, configVersion, ruler: RULER_VERSION };
}

function failedRuns(since: number | undefined): Promise<number> {
  return database().performanceRecord.count({ where: { fault: 'winnow', source: 'run', occurredAt: { gte: new Date(since ?? 0) } } });
}
