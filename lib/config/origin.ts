import type { Env, EnvName } from './env';
import type { LoadedConfig } from './files';

/** Where a setting's value comes from. */
export type Origin = { from: 'environment'; variable: EnvName } | { from: 'config_version' } | { from: 'default' };

const OVERRIDES: Readonly<Record<string, EnvName>> = {
  'quality_filtering.thresholds.min_overall': 'QUALITY_MIN_OVERALL',
  'quality_filtering.thresholds.min_coherence': 'QUALITY_MIN_COHERENCE',
  'quality_filtering.thresholds.min_completeness': 'QUALITY_MIN_COMPLETENESS',
  'quality_filtering.thresholds.min_informativeness': 'QUALITY_MIN_INFORMATIVENESS',
};

/** On only where the variable and the file both say so: a variable that is off decides alone. */
export const FLAGS = {
  'quality_filtering.enabled': 'ENABLE_QUALITY_FILTERING',
  'content_routing.enabled': 'ENABLE_CONTENT_ROUTING',
  'early_exit.enabled': 'ENABLE_EARLY_EXIT',
} as const;

/** The environment comes before a content type's own thresholds as well. */
function overrideOf(key: string): EnvName | undefined {
  const general = key.replace(/^content_routing\.(content_types|custom_types)\.\w+\.thresholds\./, 'quality_filtering.thresholds.');
  return Object.hasOwn(OVERRIDES, general) ? OVERRIDES[general] : undefined;
}

/**
 * originOf tells where the value of a setting comes from: environment over config version over built-in default. `key` is dotted, e.g.
 * `quality_filtering.thresholds.min_overall`.
 */
export function originOf(key: string, config: Pick<LoadedConfig, 'stated'>, env: Env): Origin {
  if (Object.hasOwn(FLAGS, key)) {
    const variable = FLAGS[key as keyof typeof FLAGS];
    if (!env.values[variable]) return env.set.has(variable) ? { from: 'environment', variable } : { from: 'default' };
  }
  const variable = overrideOf(key);
  if (variable !== undefined && env.set.has(variable)) return { from: 'environment', variable };
  return config.stated.has(key) ? { from: 'config_version' } : { from: 'default' };
}
