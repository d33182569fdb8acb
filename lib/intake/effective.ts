import { WinnowError } from '@/lib/base/errors';
import { hashEffectiveConfig, resolveEffectiveConfig } from '@/lib/config/effective';
import { readEnv } from '@/lib/config/env';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { loadVersion } from '@/lib/data/config-store';
import { activeConfigVersion, type ConfigVersionRecord, findConfigVersion } from '@/lib/data/config-versions';
import { type NewExposure, runningExperiment, type StoredExperiment } from '@/lib/data/experiments';
import { readLlmSettings } from '@/lib/data/llm-settings';
import { suspendedConditions } from '@/lib/learning/evidence/suspended';
import { assignItem } from '@/lib/learning/experiments/assign';

export interface Resolved {
  config: EffectiveConfig;
  hash: string;
  /** Where an experiment chose the configuration by lot; null where there is none, or the process is pinned. */
  exposure: NewExposure | null;
}

/**
 * resolveAtIntake freezes what a run of an item will be decided under: config version or experiment arm + flags + environment overrides + evidence, named by its
 * hash. While an experiment runs its evidence is that of its beginning. Throws `config_invalid`.
 */
export async function resolveAtIntake(canonicalUrl: string): Promise<Resolved> {
  const pinned = readEnv().values.CONFIG_VERSION;
  const experiment = await runningExperiment();
  if (pinned) {
    const arm = experiment?.arms.find(({ name }) => name === pinned);
    if (experiment && arm) return underArm(experiment, arm, null);
    return resolveUnder(await findConfigVersion(pinned));
  }
  if (!experiment) return resolveUnder(await activeConfigVersion());
  const { arm, exposure } = assignItem(experiment, canonicalUrl);
  return underArm(experiment, arm, exposure);
}

/** resolveUnder is resolveAtIntake for a configuration of one's own choice: `number` is the version that it is, or is a draft of. In no experiment. */
export async function resolveUnder(version: ConfigVersionRecord): Promise<Resolved> {
  return resolved(version, await suspendedConditions(), null);
}

async function underArm(
  experiment: StoredExperiment,
  arm: StoredExperiment['arms'][number],
  exposure: NewExposure | null,
): Promise<Resolved> {
  const version = await loadVersion(arm.configVersion).catch((cause) => {
    const message = `config version ${arm.configVersion} of the experiment arm "${arm.name}" cannot be read: stop the experiment`;
    throw new WinnowError('config_invalid', message, { cause });
  });
  return { ...(await resolved(version, experiment.suspendedConditions as string[], { id: experiment.id, arm: arm.name })), exposure };
}

async function resolved(
  { number, config }: ConfigVersionRecord,
  suspended: readonly string[],
  experiment: NonNullable<EffectiveConfig['experiment']> | null,
): Promise<Resolved> {
  const effective = resolveEffectiveConfig({
    configVersion: number,
    config: config.value,
    env: readEnv(),
    evidence: { suspendedConditions: suspended },
    experiment,
    llmSettings: await readLlmSettings(),
  });
  return { config: effective, hash: hashEffectiveConfig(effective), exposure: null };
}
