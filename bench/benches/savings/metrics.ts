import { exactInterval } from '@/lib/core/metrics/exact-interval';
import { isFalseStop } from '@/lib/core/metrics/false-stops';
import { type ItemResult, PASSES, type Pass } from './item';

export interface Bars {
  maxLoss: number;
  minInformativeness: number;
  auditRate: number;
  warmupRate: number;
}

const sum = <T>(items: readonly T[], value: (item: T) => number) => items.reduce((total, item) => total + value(item), 0);
const ratio = (over: number, under: number): number | null => (under > 0 ? over / under : null);
const mean = (values: readonly number[]): number | null =>
  ratio(
    sum(values, (value) => value),
    values.length,
  );

/** savingsMetrics compares the passes over the items that finished with the flags off. */
export function savingsMetrics(results: readonly ItemResult[], { bareMs, bareOffMs }: { bareMs: number; bareOffMs: number }, bars: Bars) {
  const off = results.filter(({ pass, state }) => pass === 'off' && state === 'finished');
  const ids = new Set(off.map(({ id }) => id));
  const of = (pass: Pass) => results.filter((result) => result.pass === pass && ids.has(result.id));
  const offMs = new Map(off.map(({ id, spentMs }) => [id, spentMs]));
  const total = sum(off, ({ spentMs }) => spentMs);
  /** null where the pass was left out for any item. */
  const savedBy = (pass: Pass) => (of(pass).length < off.length ? null : 1 - sum(of(pass), ({ spentMs }) => spentMs) / total);
  const gain = (pass: Pass, before: Pass) => {
    const [saved, savedBefore] = [savedBy(pass), savedBy(before)];
    return saved === null || savedBefore === null ? null : saved - savedBefore;
  };
  const on = of('on');

  const falseStop = ({ loss, informativeness }: Pick<ItemResult, 'loss' | 'informativeness'>) =>
    loss !== null && isFalseStop({ loss, informativeness: informativeness ?? 0 }, bars);
  const byPolicy = ({ processingType, routedTo }: ItemResult) => processingType === 'lightweight' && routedTo === 'lightweight';
  const stopped = on.filter(({ processingType }) => processingType === 'early_exit' || processingType === 'lightweight');
  const judged = stopped.filter((result) => !byPolicy(result));
  const falseStops = judged.filter(falseStop);
  const labelled = on.filter(({ factShare }) => factShare !== null);
  const labelFalse = labelled.filter(({ labelFalse: isFalse }) => isFalse);
  const interval = (hits: number, trials: number) => (trials === 0 ? null : exactInterval(hits, trials, 0.95));

  // An audit hears and analyses a stopped item in full.
  const auditMs = (rate: number) => rate * sum(stopped, ({ id }) => offMs.get(id)!);
  const spentOn = sum(on, ({ spentMs }) => spentMs);
  // Of a round that heard all of it nothing is estimated.
  const rounds = PASSES.flatMap((pass) => of(pass).flatMap((result) => result.rounds)).filter(({ heardShare }) => heardShare < 1);
  const withQuality = on.filter(({ quality }) => quality !== null);
  const quality = (results: readonly ItemResult[]) => mean(results.flatMap((one) => (one.quality === null ? [] : [one.quality])));
  const qualityIds = new Set(withQuality.map(({ id }) => id));
  return {
    time_saved: savedBy('on'),
    cpu_saved: 1 - sum(on, ({ cpuMs }) => cpuMs) / sum(off, ({ cpuMs }) => cpuMs),
    net_of_audits: 1 - (spentOn + auditMs(bars.auditRate)) / total,
    net_of_audits_in_warmup: 1 - (spentOn + auditMs(bars.warmupRate)) / total,
    time_saved_filtering: savedBy('filtering'),
    time_saved_routing: gain('routing', 'filtering'),
    time_saved_exit: gain('on', 'routing'),
    time_saved_oracle:
      1 -
      sum(off, ({ id }) =>
        cheapestInHindsight(
          results.filter((one) => one.id === id),
          bars,
        ),
      ) /
        total,
    bypass_rate: ratio(on.filter(({ processingType }) => processingType === 'lightweight').length, on.length),
    early_exit_rate: ratio(
      on.filter(({ processingType }) => processingType === 'early_exit').length,
      on.filter(({ processingType }) => processingType !== 'lightweight').length,
    ),
    forced_full_share:
      sum(
        on.filter(({ routedTo }) => routedTo === 'full'),
        ({ id }) => offMs.get(id)!,
      ) / total,
    off_over_bare: ratio(bareOffMs, bareMs),
    false_stops: ratio(falseStops.length, judged.length),
    false_stops_ci: interval(falseStops.length, judged.length),
    judged_stops: judged.length,
    policy_loss: mean(stopped.filter(byPolicy).flatMap(({ loss }) => (loss === null ? [] : [loss]))),
    label_false_stops: ratio(labelFalse.length, labelled.length),
    label_false_stops_ci: interval(labelFalse.length, labelled.length),
    labelled_items: labelled.length,
    completeness_error: mean(rounds.map(({ estimated, completeness }) => Math.abs(estimated - completeness))),
    completeness_bias: mean(rounds.map(({ estimated, completeness }) => estimated - completeness)),
    interval_coverage: mean(
      rounds.map(({ interval: { lower, upper }, completeness }) => Number(completeness >= lower && completeness <= upper)),
    ),
    scored_rounds: rounds.length,
    quality_off: quality(off.filter(({ id }) => qualityIds.has(id))),
    quality_on: quality(withQuality),
    failed: Object.fromEntries(PASSES.map((pass) => [pass, results.filter((one) => one.pass === pass && one.state !== 'finished').length])),
    hours: sum(off, ({ durationSeconds }) => durationSeconds ?? 0) / 3600,
    off_seconds: total / 1000,
    on_seconds: spentOn / 1000,
    by_type: byType(on, offMs),
  };
}

/**
 * The least time of an item that lost nothing: of what the passes did with it and of their rounds, where neither the ruler nor the label
 * calls it a false stop. A round that was passed over is taken to cost its windows' share of what hearing cost until the run ended.
 */
function cheapestInHindsight(results: readonly ItemResult[], bars: Bars): number {
  const options = results.flatMap((result) => {
    const fine = (loss: number | null, labelFalse: boolean | null) =>
      !labelFalse && (loss === null || !isFalseStop({ loss, informativeness: result.informativeness ?? 0 }, bars));
    const all = fine(result.loss, result.labelFalse) ? [result.spentMs] : [];
    const most = result.rounds.at(-1)?.windows ?? 0;
    const sampleOnly = result.processingType === 'lightweight' && most > 0;
    const earlier = sampleOnly
      ? result.rounds
          .filter(({ loss, labelFalse }) => fine(loss, labelFalse))
          .map(({ windows }) => result.acquireMs + ((result.spentMs - result.acquireMs) * windows) / most)
      : [];
    return [...all, ...earlier];
  });
  return Math.min(...options, ...results.filter(({ pass }) => pass === 'off').map(({ spentMs }) => spentMs));
}

function byType(on: readonly ItemResult[], offMs: ReadonlyMap<string, number>) {
  const types = [...new Set(on.map(({ contentType }) => contentType ?? 'none'))];
  return Object.fromEntries(
    types.map((type) => {
      const own = on.filter(({ contentType }) => (contentType ?? 'none') === type);
      const endedAs = (processing: string) => own.filter(({ processingType }) => processingType === processing).length;
      return [
        type,
        {
          n: own.length,
          full: endedAs('full'),
          lightweight: endedAs('lightweight'),
          early_exit: endedAs('early_exit'),
          time_saved: 1 - sum(own, ({ spentMs }) => spentMs) / sum(own, ({ id }) => offMs.get(id)!),
        },
      ];
    }),
  );
}
