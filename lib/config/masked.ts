import { changesBetween } from '@/lib/core/config/changes';
import type { Env, EnvName } from './env';
import type { LoadedConfig } from './files';
import { FLAGS } from './origin';
import { settingsOf } from './settings';

export interface MaskedSetting {
  key: string;
  variable: EnvName;
}

/** maskedDifferences lists what configurations differ in and the environment holds, so that under it they do not differ there. */
export function maskedDifferences(configs: readonly LoadedConfig[], env: Env): MaskedSetting[] {
  const [first, ...others] = configs;
  if (!first) return [];
  const differing = new Set(others.flatMap((other) => changesBetween(first.value, other.value).map(({ key }) => key)));
  const held = new Map(
    settingsOf(first, env).flatMap(({ key, variable }) => (variable === null ? [] : [[key, variable as EnvName] as const])),
  );
  return [...differing].flatMap((key) => {
    const variable = held.get(key) ?? switchedOff(key, env);
    return variable ? [{ key, variable }] : [];
  });
}

/** A section that its flag switches off decides nothing, whatever it says. */
function switchedOff(key: string, { values }: Env): EnvName | undefined {
  const flag = Object.entries(FLAGS).find(([enabled]) => key.startsWith(`${enabled.split('.')[0]}.`))?.[1];
  return flag && !values[flag] ? flag : undefined;
}
