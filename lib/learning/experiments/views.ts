/** What experiments show: arms, differences with their sequences, health, and the decision. */
import { ERROR_KINDS, type ErrorCode, WinnowError } from '@/lib/base/errors';
import { decide } from '@/lib/core/experiments/decide';
import { DifferenceSequence, stratumOf } from '@/lib/core/experiments/difference';
import { checkHealth } from '@/lib/core/experiments/guardrails';
import type { ArmRole, ArmView, ExperimentView, PairedReplayView } from '@/lib/core/experiments/views';
import { isFinal } from '@/lib/core/runs/states';
import { weightedMean } from '@/lib/core/tuning/sampled-stops';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { type ExposureRow, findExperiment, findExposures, listStoredExperiments, type StoredExperiment } from '@/lib/data/experiments';
import { ask } from '../tuning/ask';

/** Where monitoring.yaml names no critical bar. */
const MOST_FALSE_STOPS = 0.1;

export async function listExperiments(): Promise<ExperimentView[]> {
  return Promise.all((await listStoredExperiments()).map((experiment) => viewOf(experiment, null)));
}

/** readExperiment adds the paired replay, as soon as the recorded runs are read. Throws `not_found`. */
export async function readExperiment(id: string): Promise<ExperimentView> {
  const experiment = await findExperiment(id);
  if (!experiment) throw new WinnowError('not_found', `there is no experiment ${id}`);
  const versionOf = (role: ArmRole) => experiment.arms.find((arm) => arm.role === role)!.configVersion;
  const paired = await ask('pairedReplay', {
    conservative: versionOf('conservative'),
    aggressive: versionOf('aggressive'),
    suspendedConditions: experiment.suspendedConditions as string[],
  }).catch((error) => {
    if (error instanceof WinnowError && error.code === 'still_reading') return null;
    throw error;
  });
  return viewOf(experiment, paired);
}

async function viewOf(experiment: StoredExperiment, paired: PairedReplayView | null): Promise<ExperimentView> {
  const rows = await findExposures(experiment.id);
  const { arms } = experiment;
  const differences = differencesOf(experiment, rows);
  const { monitoring } = (await activeConfigVersion()).config.value;
  const health = checkHealth(
    arms.map(({ name, share }) => ({ name, share, stops: stopsOf(rows.filter(({ arm }) => arm === name)) })),
    rows.map((row) => ({ arm: arms.findIndex(({ name }) => name === row.arm), failed: isFinal(row.state) ? isOurFault(row) : null })),
    monitoring.overall_metrics.false_stop_rate.critical_high ?? MOST_FALSE_STOPS,
  );
  return {
    id: experiment.id,
    name: experiment.name,
    state: experiment.state,
    startedAt: experiment.startedAt.toISOString(),
    stoppedAt: experiment.stoppedAt?.toISOString() ?? null,
    author: experiment.author,
    note: experiment.note,
    arms: arms.map((arm) =>
      armView(
        arm,
        rows.filter((row) => row.arm === arm.name),
      ),
    ),
    ...differences,
    health,
    decision: decide({ arms, health, ...differences }),
    pairedReplay: paired,
    appliedVersion: experiment.appliedVersion,
  };
}

const isOurFault = ({ errorCode }: ExposureRow): boolean =>
  errorCode !== null && errorCode in ERROR_KINDS && ERROR_KINDS[errorCode as ErrorCode].fault === 'winnow';

const timeSaved = ({ state, spentMs, expectedFullMs }: ExposureRow): number | null =>
  state === 'finished' && spentMs !== null && expectedFullMs ? 1 - spentMs / expectedFullMs : null;

/** By the same scorer on the full text: of full runs always, of what was kept light where it was audited. Early exits deliver nothing to score. */
function auditedQuality({
  processingType,
  qualityScore,
  auditedQuality: audited,
  labelPi,
}: ExposureRow): { value: number; pi: number } | null {
  if (processingType === 'full') return qualityScore === null ? null : { value: qualityScore, pi: 1 };
  return processingType === 'lightweight' && audited !== null && labelPi ? { value: audited, pi: labelPi } : null;
}

/** What a light run itself took the quality for, of those that an audit may tell about. */
function ownScore({ processingType, qualityScore, pi }: ExposureRow): { guess: number; pi: number } | null {
  return processingType === 'lightweight' && qualityScore !== null && pi ? { guess: qualityScore, pi } : null;
}

function stopsOf(rows: readonly ExposureRow[]): { pi: number; falseStop: boolean | null }[] {
  return rows.flatMap(({ pi, labelPi, falseStop, auditFailed }): { pi: number; falseStop: boolean | null }[] => {
    if (falseStop !== null && labelPi) return [{ pi: labelPi, falseStop }];
    return auditFailed && pi ? [{ pi, falseStop: null }] : [];
  });
}

function differencesOf({ arms }: StoredExperiment, rows: readonly ExposureRow[]) {
  const indexOf = (role: ArmRole) => arms.findIndex((arm) => arm.role === role);
  const [conservative, aggressive] = [indexOf('conservative'), indexOf('aggressive')].map((index) => ({
    index,
    share: arms[index]!.share,
  })) as [{ index: number; share: number }, { index: number; share: number }];
  const time = new DifferenceSequence(aggressive, conservative);
  const quality = new DifferenceSequence(conservative, aggressive);
  for (const row of rows) {
    const item = { arm: arms.findIndex(({ name }) => name === row.arm), stratum: stratumOf(row.guessedType, row.durationSeconds) };
    const unmeasured = { ...item, value: null, pi: 1, guess: null };
    time.add({ ...unmeasured, value: timeSaved(row) });
    quality.add({ ...unmeasured, ...ownScore(row), ...auditedQuality(row) });
  }
  return { timeDifference: time.difference(), qualityDifference: quality.difference() };
}

function armView({ name, role, configVersion, share }: StoredExperiment['arms'][number], rows: readonly ExposureRow[]): ArmView {
  const finished = rows.filter(({ state }) => state === 'finished');
  const failed = rows.filter(isOurFault).length;
  const scored = rows.flatMap((row) => auditedQuality(row) ?? []);
  const stops = stopsOf(rows).flatMap(({ pi, falseStop }) => (falseStop === null ? [] : [{ pi, value: Number(falseStop) }]));
  const verdicts = rows.flatMap(({ verdict }) => verdict ?? []);
  const saved = finished.flatMap((row) => timeSaved(row) ?? []);
  return {
    name,
    role,
    configVersion,
    share,
    exposed: rows.length,
    finished: finished.length,
    timeSaved: saved.length > 0 ? saved.reduce((sum, value) => sum + value, 0) / saved.length : null,
    auditedQuality: weightedMean(scored),
    audited: scored.length,
    errorRate: finished.length + failed > 0 ? failed / (finished.length + failed) : null,
    falseStopRate: weightedMean(stops),
    satisfaction: verdicts.length > 0 ? verdicts.filter((verdict) => verdict === 'up').length / verdicts.length : null,
    feedback: verdicts.length,
  };
}
