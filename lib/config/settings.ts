/** Every value of a configuration with where it comes from. */
import { flatten, type SettingValue } from '@/lib/core/config/changes';
import { CONFIG_SECTIONS } from '@/lib/core/config/sections';
import type { SettingView } from '@/lib/core/config/views';
import type { Env, EnvName } from './env';
import { type LoadedConfig, parseConfig } from './files';
import { FLAGS, originOf } from './origin';

const NO_TEXTS = Object.fromEntries(CONFIG_SECTIONS.map((section) => [section, ''])) as LoadedConfig['sources'];

let defaults: ReadonlyMap<string, SettingValue> | null = null;

function builtIn(): ReadonlyMap<string, SettingValue> {
  if (defaults) return defaults;
  const parsed = parseConfig(NO_TEXTS);
  if (!parsed.ok) throw new Error('the built-in defaults are not valid');
  defaults = new Map(flatten(parsed.config.value, ''));
  return defaults;
}

/** settingsOf lists every value in the order of the files, as it holds under this environment. */
export function settingsOf(config: LoadedConfig, env: Env): SettingView[] {
  return flatten(config.value, '').map(([key, versionValue]) => {
    const origin = originOf(key, config, env);
    const variable = variableOf(key, origin.from === 'environment' ? origin.variable : null, env);
    const value = variable === null ? versionValue : heldValue(variable, env);
    return { key, value, versionValue, default: builtIn().get(key) ?? null, origin: origin.from, variable };
  });
}

/** A flag that is off decides alone, set or not. */
function variableOf(key: string, held: EnvName | null, env: Env): EnvName | null {
  if (held !== null || !Object.hasOwn(FLAGS, key)) return held;
  const flag = FLAGS[key as keyof typeof FLAGS];
  return env.values[flag] ? null : flag;
}

function heldValue(variable: EnvName, env: Env): SettingValue {
  const value = env.values[variable];
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  throw new Error(`${variable} holds no setting`);
}
