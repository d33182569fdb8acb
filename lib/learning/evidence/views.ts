/** Each condition of the active version with what its judged stops say, and the stops of all of them together. */

import { compileCondition } from '@/lib/core/conditions/compile';
import { conditionKey } from '@/lib/core/conditions/key';
import { CHECKPOINTS, type CheckpointName } from '@/lib/core/signals/declared';
import { evidenceShare, noEvidence, posterior } from '@/lib/core/tuning/evidence';
import { auditsUntilPromise, type FalseStopPromise } from '@/lib/core/tuning/promise';
import { estimateSampledStops, weightedMean } from '@/lib/core/tuning/sampled-stops';
import type { ConditionEvidenceView, ConditionsView } from '@/lib/core/tuning/views';
import { database } from '@/lib/data/client';
import { activeConfigVersion } from '@/lib/data/config-versions';
import type { ConditionEvidence } from '@/lib/data/generated/client';
import { findJudgedStops, type JudgedStopRow } from '@/lib/data/judged-stops';

export async function readConditions(): Promise<ConditionsView> {
  const { config } = await activeConfigVersion();
  const { early_exit: early, quality_filtering: quality } = config.value;
  const promise = { rate: quality.promise.false_stop_rate, confidence: quality.promise.confidence };
  const [{ stops, smallestPi }, evidence, stopped] = await Promise.all([findJudgedStops(), storedEvidence(), stopsByCondition()]);
  const conditions = CHECKPOINTS.flatMap((checkpoint) =>
    early.checkpoints[checkpoint].conditions.map((entry) => {
      const key = keyOf(entry.condition, checkpoint);
      const judged = stops.filter(({ conditionKey: of }) => of === key);
      const minConfidence = early.checkpoints[checkpoint].min_confidence;
      return viewOf({ key, checkpoint, entry, minConfidence, judged, stored: evidence.get(key), stopped: stopped.get(key) ?? 0, promise });
    }),
  );
  const gates = stops.filter(({ kind }) => kind !== 'routing');
  const types = [...new Set(gates.map(({ contentType }) => contentType ?? 'general'))].sort();
  const overall = estimateSampledStops(gates, smallestPi);
  return {
    promise: { falseStopRate: promise.rate, confidence: promise.confidence },
    conditions,
    overall: {
      ...overall,
      auditsUntilPromise: auditsUntilPromise(overall.falseStops + overall.failed, overall.judged + overall.failed, promise),
    },
    byContentType: types.map((contentType) => ({
      contentType,
      ...estimateSampledStops(
        gates.filter((stop) => (stop.contentType ?? 'general') === contentType),
        smallestPi,
      ),
    })),
  };
}

function keyOf(text: string, checkpoint: CheckpointName): string {
  const compiled = compileCondition(text, checkpoint);
  return compiled.ok ? conditionKey(compiled.condition) : text;
}

async function storedEvidence(): Promise<Map<string, ConditionEvidence>> {
  return new Map((await database().conditionEvidence.findMany()).map((row) => [row.key, row]));
}

async function stopsByCondition(): Promise<Map<string | null, number>> {
  const groups = await database().audit.groupBy({ by: ['conditionKey'], _count: true, where: { conditionKey: { not: null } } });
  return new Map(groups.map(({ conditionKey: key, _count }) => [key, _count]));
}

interface ConditionInput {
  key: string;
  checkpoint: CheckpointName;
  entry: { name: string; condition: string; confidence: number; reason: string };
  minConfidence: number;
  /** Decisive stops by it. */
  judged: readonly JudgedStopRow[];
  stored: ConditionEvidence | undefined;
  stopped: number;
  promise: FalseStopPromise;
}

function viewOf({ key, checkpoint, entry, minConfidence, judged, stored, stopped, promise }: ConditionInput): ConditionEvidenceView {
  const evidence = stored ?? noEvidence();
  const { state, labels, wrong } = evidence;
  const heldBackBecause =
    state === 'suspended'
      ? 'Suspended: the evidence speaks against it'
      : entry.confidence < minConfidence
        ? `Its confidence ${entry.confidence.toFixed(2)} is under the ${minConfidence.toFixed(2)} that this checkpoint asks for`
        : null;
  return {
    key,
    checkpoint,
    condition: entry.condition,
    name: entry.name,
    reason: entry.reason,
    declaredConfidence: entry.confidence,
    minConfidence,
    state,
    since: stored?.since.toISOString() ?? null,
    fires: heldBackBecause === null,
    heldBackBecause,
    posterior: posterior(evidence, entry.confidence),
    labels,
    falseStops: wrong,
    stopped,
    meanLoss: weightedMean(judged.flatMap(({ pi, loss }) => (loss === null ? [] : [{ pi, value: loss }]))),
    evidenceShare: evidenceShare(evidence),
    auditsUntilPromise: auditsUntilPromise(wrong, labels, promise),
  };
}
