/** What people do with experiments: begin one, stop it, and make what won the active version. */
import { randomUUID } from 'node:crypto';
import { WinnowError } from '@/lib/base/errors';
import { hashEffectiveConfig, resolveEffectiveConfig } from '@/lib/config/effective';
import { readEnv } from '@/lib/config/env';
import { type MaskedSetting, maskedDifferences } from '@/lib/config/masked';
import type { NewExperimentRequest } from '@/lib/core/experiments/requests';
import { afterEvent } from '@/lib/core/experiments/states';
import type { ExperimentView } from '@/lib/core/experiments/views';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import { database, type Tx } from '@/lib/data/client';
import { type ConfigVersionRecord, loadVersion } from '@/lib/data/config-store';
import { createExperiment, findExperiment, lockExperiments, runningExperiment, type StoredExperiment } from '@/lib/data/experiments';
import { activateVersion, changeConfig } from '../config/actions';
import { suspendedConditions } from '../evidence/suspended';
import { readExperiment } from './views';

/**
 * startExperiment begins an experiment with the evidence of now. Throws `conflict` while another one runs, `invalid_request` for arms that are no versions, that
 * decide alike, or whose differences the environment holds.
 */
export async function startExperiment(request: NewExperimentRequest, author: string): Promise<ExperimentView> {
  const versions = await Promise.all(request.arms.map(({ config_version: number }, i) => armVersion(number, i)));
  refuseMasked(versions);
  const suspended = await suspendedConditions();
  const id = await database().$transaction(async (tx) => {
    await lockExperiments(tx);
    const running = await runningExperiment(tx);
    if (running) throw new WinnowError('conflict', `the experiment "${running.name}" is running: one at a time`);
    return createExperiment(tx, { ...request, author, salt: randomUUID(), suspendedConditions: suspended });
  });
  return readExperiment(id);
}

async function armVersion(number: number, i: number): Promise<ConfigVersionRecord> {
  return loadVersion(number).catch((cause) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new WinnowError('invalid_request', message, { cause, fields: [{ field: `arms.${i}.config_version`, message }] });
  });
}

function refuseMasked(versions: readonly ConfigVersionRecord[]): void {
  const env = readEnv();
  const masked = maskedDifferences(
    versions.map(({ config }) => config),
    env,
  );
  if (masked.length > 0) throw invalid(maskedSentence(masked));
  // Versions that differ only in what watches decide alike.
  const hashes = versions.map(({ config }) =>
    hashEffectiveConfig(resolveEffectiveConfig({ configVersion: 0, config: config.value, env, evidence: { suspendedConditions: [] } })),
  );
  if (new Set(hashes).size < hashes.length) throw invalid('two arms decide alike: they differ in nothing that decides about runs');
}

function maskedSentence(masked: readonly MaskedSetting[]): string {
  const variables = [...new Set(masked.map(({ variable }) => variable))];
  const keys = masked.map(({ key }) => key);
  const shown = keys.length > 3 ? `${keys.slice(0, 3).join(', ')} and ${keys.length - 3} more` : keys.join(', ');
  return `the environment holds what the arms differ in (${shown}): unset ${variables.join(', ')}, or switch it on, first`;
}

function invalid(message: string): WinnowError {
  return new WinnowError('invalid_request', message, { fields: [{ field: 'arms', message }] });
}

/** stopExperiment ends the assignment of arms; what was measured stays. Throws `not_found`, `conflict`. */
export async function stopExperiment(id: string): Promise<ExperimentView> {
  await database().$transaction(async (tx) => {
    const experiment = await lockOne(tx, id);
    const state = afterEvent(experiment.state, 'stop');
    if (!state) throw new WinnowError('conflict', `the experiment "${experiment.name}" is ${experiment.state}`);
    await tx.experiment.update({ where: { id }, data: { state, stoppedAt: new Date() } });
  });
  return readExperiment(id);
}

/**
 * applyExperiment makes the version that won the active one, and ends the experiment. A balanced version that was no arm is made of the preset first. Throws
 * `not_found`, and `conflict` where nothing has won.
 */
export async function applyExperiment(id: string, author: string): Promise<ExperimentView> {
  const view = await readExperiment(id);
  if (!afterEvent(view.state, 'apply')) throw new WinnowError('conflict', `the experiment "${view.name}" is ${view.state}`);
  const { verdict, configVersion, sentence } = view.decision;
  if (verdict === 'not_yet' || verdict === 'unhealthy') throw new WinnowError('conflict', `nothing has won: ${sentence}`);
  const note = `Experiment "${view.name}": ${sentence}`;
  const number = configVersion ?? (await balancedVersion(view, author, note));
  await database().$transaction(async (tx) => {
    const experiment = await lockOne(tx, id);
    const state = afterEvent(experiment.state, 'apply');
    if (!state) throw new WinnowError('conflict', `the experiment "${experiment.name}" is ${experiment.state}`);
    await tx.experiment.update({ where: { id }, data: { state, stoppedAt: experiment.stoppedAt ?? new Date(), appliedVersion: number } });
  });
  await activateVersion(number, { author, note });
  return readExperiment(id);
}

async function balancedVersion({ arms }: ExperimentView, author: string, note: string): Promise<number> {
  const base = arms.find(({ role }) => role === 'conservative')!.configVersion;
  const { balanced } = (await loadVersion(base)).config.value.quality_filtering.presets;
  const thresholds = (name: string) => `quality_filtering.thresholds.${name}`;
  const set = {
    [thresholds('min_overall')]: balanced.min_overall,
    [thresholds('min_coherence')]: balanced.min_dimension,
    [thresholds('min_completeness')]: balanced.min_dimension,
    [thresholds('min_informativeness')]: balanced.min_dimension,
    ...Object.fromEntries(CHECKPOINTS.map((name) => [`early_exit.checkpoints.${name}.min_confidence`, balanced.min_confidence])),
  };
  return (await changeConfig({ base, set, note: `${note} Not measured.`, activate: false }, author, 'any')).number;
}

async function lockOne(tx: Tx, id: string): Promise<StoredExperiment> {
  await lockExperiments(tx);
  const experiment = await findExperiment(id, tx);
  if (!experiment) throw new WinnowError('not_found', `there is no experiment ${id}`);
  return experiment;
}
