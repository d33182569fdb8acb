import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { exactInterval } from '@/lib/core/metrics/exact-interval';
import { isFalseStop } from '@/lib/core/metrics/false-stops';
import type { RecommendationView, WhatIf } from '@/lib/core/tuning/views';
import { falseStopBars } from '@/lib/pipeline/false-stop-bars';
import type { Item } from '../savings/item';
import type { Passes, PassName, PassResult } from './passes';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** recommendedMetrics holds what was predicted of both configurations against what running them gave. Stops are judged by the bars of the version in force. */
export function recommendedMetrics(items: readonly Item[], passes: Passes, view: RecommendationView, inForce: EffectiveConfig) {
  const compared = items.filter(({ id }) => passes.of('full', id)?.state === 'finished');
  const measured = (pass: Exclude<PassName, 'full'>, predicted: WhatIf | null) => {
    const results = compared.flatMap(({ id }) => passes.of(pass, id) ?? []);
    if (predicted === null || results.length < compared.length || results.length === 0) return null;
    return { ...figuresOf(results, compared, passes, inForce), ...predictedFigures(predicted) };
  };
  const [now, then] = [measured('in_force', view.current), measured('recommended', view.expected)];
  const error = (name: 'time_saved' | 'false_stop_rate') =>
    then && then[name] !== null && then[`predicted_${name}`] !== null ? then[`predicted_${name}`]! - then[name]! : null;
  return {
    recommended: view.settings !== null,
    sentence: view.sentence,
    compared: compared.length,
    time_saved: then?.time_saved ?? null,
    time_saved_gain: now && then && now.time_saved !== null && then.time_saved !== null ? then.time_saved - now.time_saved : null,
    false_stop_rate: then?.false_stop_rate ?? null,
    prediction_error_time_saved: error('time_saved'),
    prediction_error_false_stops: error('false_stop_rate'),
    by_config: { in_force: now, recommended: then },
  };
}

function figuresOf(results: readonly PassResult[], compared: readonly Item[], passes: Passes, inForce: EffectiveConfig) {
  const fullMs = sum(compared.map(({ id }) => passes.of('full', id)!.spentMs));
  const stops = results.filter(({ processingType, byPolicy }) => processingType !== 'full' && processingType !== null && !byPolicy);
  // Nothing to hold it against is no excuse.
  const falseStops = stops.filter(
    ({ loss, informativeness, contentType }) =>
      loss === null || isFalseStop({ loss, informativeness: informativeness ?? 0 }, falseStopBars(inForce, contentType)),
  );
  const count = (type: string) => results.filter(({ processingType }) => processingType === type).length;
  return {
    time_saved: fullMs > 0 ? 1 - sum(results.map(({ spentMs }) => spentMs)) / fullMs : null,
    counts: {
      full: count('full'),
      lightweight: count('lightweight'),
      early_exit: count('early_exit'),
      failed: results.filter(({ state }) => state !== 'finished').length,
    },
    stops: stops.length,
    false_stops: falseStops.length,
    false_stop_rate: stops.length > 0 ? falseStops.length / stops.length : null,
    false_stop_ci: stops.length > 0 ? exactInterval(falseStops.length, stops.length, 0.95) : null,
  };
}

function predictedFigures({ timeSaved, falseStops, counts, unknown }: WhatIf) {
  return {
    predicted_time_saved: timeSaved.value,
    predicted_time_saved_ci: timeSaved.interval,
    predicted_false_stop_rate: falseStops.value,
    predicted_false_stop_ci: falseStops.interval,
    predicted_counts: counts,
    unknown_share: unknown.share,
  };
}
