import { resolveEffectiveConfig } from '@/lib/config/effective';
import { readEnv } from '@/lib/config/env';
import type { LoadedConfig } from '@/lib/config/files';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { activeConfigVersion, type ConfigVersionRecord } from '@/lib/data/config-versions';
import { suspendedConditions } from '../evidence/suspended';

export interface InForce {
  active: ConfigVersionRecord;
  /** What a run that is taken in now would be decided under. */
  config: EffectiveConfig;
  /** The same for another configuration, under this environment and evidence. */
  resolve(config: LoadedConfig): EffectiveConfig;
}

/** configInForce resolves the active version as intake does. */
export async function configInForce(): Promise<InForce> {
  const active = await activeConfigVersion();
  const env = readEnv();
  const evidence = { suspendedConditions: await suspendedConditions() };
  const resolve = ({ value }: LoadedConfig) => resolveEffectiveConfig({ configVersion: active.number, config: value, env, evidence });
  return { active, config: resolve(active.config), resolve };
}
