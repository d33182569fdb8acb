import { hashEffectiveConfig, resolveEffectiveConfig } from '@/lib/config/effective';
import { readEnv } from '@/lib/config/env';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { activeConfigVersion, type ConfigVersionRecord, findConfigVersion } from '@/lib/data/config-versions';

/** resolveAtIntake freezes what a run will be decided under: config version + flags + environment overrides + evidence, named by its hash. */
export async function resolveAtIntake(): Promise<{ config: EffectiveConfig; hash: string }> {
  const pinned = readEnv().values.CONFIG_VERSION;
  return resolveUnder(pinned ? await findConfigVersion(pinned) : await activeConfigVersion());
}

/** resolveUnder is resolveAtIntake for a configuration of one's own choice: `number` is the version that it is, or is a draft of. */
export async function resolveUnder({ number, config }: ConfigVersionRecord): Promise<{ config: EffectiveConfig; hash: string }> {
  const env = readEnv();
  const effective = resolveEffectiveConfig({ configVersion: number, config: config.value, env, evidence: { suspendedConditions: [] } });
  return { config: effective, hash: hashEffectiveConfig(effective) };
}
