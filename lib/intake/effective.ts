import { hashEffectiveConfig, resolveEffectiveConfig } from '@/lib/config/effective';
import { readEnv } from '@/lib/config/env';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { activeConfigVersion, findConfigVersion } from '@/lib/data/config-versions';

/** resolveAtIntake freezes what a run will be decided under: config version + flags + environment overrides + evidence, named by its hash. */
export async function resolveAtIntake(): Promise<{ config: EffectiveConfig; hash: string }> {
  const env = readEnv();
  const pinned = env.values.CONFIG_VERSION;
  const { number, config } = pinned ? await findConfigVersion(pinned) : await activeConfigVersion();
  const effective = resolveEffectiveConfig({ configVersion: number, config: config.value, env, evidence: { suspendedConditions: [] } });
  return { config: effective, hash: hashEffectiveConfig(effective) };
}
