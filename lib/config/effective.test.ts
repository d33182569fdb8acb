import { describe, expect, it } from 'vitest';
import { evaluateCheckpoint } from '@/lib/core/gates/checkpoint';
import { canonicalJson } from './canonical-json';
import { hashEffectiveConfig, resolveEffectiveConfig } from './effective';
import { parseEnv } from './env';
import { type ConfigSources, type LoadedConfig, parseConfig } from './files';
import { originOf } from './origin';

const ALL_ON = { ENABLE_QUALITY_FILTERING: '1', ENABLE_CONTENT_ROUTING: '1', ENABLE_EARLY_EXIT: '1' };

function load(sources: Partial<ConfigSources> = {}): LoadedConfig {
  const result = parseConfig({ quality_filtering: '', content_routing: '', early_exit: '', monitoring: '', ...sources });
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.config;
}

function envOf(source: Record<string, string>) {
  const parsed = parseEnv(source);
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
  return parsed.value;
}

function resolve(sources: Partial<ConfigSources> = {}, env: Record<string, string> = ALL_ON, suspendedConditions: string[] = []) {
  return resolveEffectiveConfig({ configVersion: 7, config: load(sources).value, env: envOf(env), evidence: { suspendedConditions } });
}

describe('the effective configuration', () => {
  it('has an optimisation on only where environment and file both say so', () => {
    expect(resolve().flags).toEqual({ qualityFiltering: true, contentRouting: true, earlyExit: true });
    expect(resolve({}, {}).flags).toEqual({ qualityFiltering: false, contentRouting: false, earlyExit: false });
    expect(resolve({ early_exit: 'enabled: false' }).flags.earlyExit).toBe(false);
  });

  it('puts the environment before the version, and the version before the default', () => {
    const quality_filtering = 'thresholds: { min_overall: 0.7, min_coherence: 0.5 }';
    expect(resolve({ quality_filtering }, { ...ALL_ON, QUALITY_MIN_OVERALL: '0.9' }).quality.thresholds).toEqual({
      minOverall: 0.9,
      minCoherence: 0.5,
      minCompleteness: 0.6,
      minInformativeness: 0.6,
    });
  });

  it("completes a type's own thresholds, and puts the environment before them too", () => {
    const content_routing = 'content_types: { talk: { thresholds: { min_overall: 0.4, min_coherence: 0.3 } } }';
    const [talk] = resolve({ content_routing }, { ...ALL_ON, QUALITY_MIN_COHERENCE: '0.2' }).routing.contentTypes;
    expect(talk?.thresholds).toEqual({ minOverall: 0.4, minCoherence: 0.2, minCompleteness: 0.6, minInformativeness: 0.6 });
  });

  it('is frozen through and through, and comes back from JSON the same', () => {
    const config = resolve();
    expect(() => Object.assign(config.earlyExit.checkpoints.post_download.conditions[0] ?? {}, { confidence: 1 })).toThrow(TypeError);
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  });

  it('gives custom types to the router and to the classifier', () => {
    const content_routing = 'custom_types: { recipe: { description: Cooking, keywords: [oven], processing_mode: lightweight } }';
    const { routing } = resolve({ content_routing });
    expect(routing.contentTypes.at(-1)).toMatchObject({ name: 'recipe', mode: 'lightweight' });
    expect(routing.customTypes).toEqual([{ name: 'recipe', description: 'Cooking', keywords: ['oven'], examples: [] }]);
  });

  it('makes the shipped conditions stop what they should', () => {
    const decision = evaluateCheckpoint({
      checkpoint: 'post_download',
      signals: { duration_seconds: 30 },
      contentType: 'music',
      depth: 'auto',
      config: resolve(),
    });
    expect(decision.fired).toMatchObject({ reason: 'duration_seconds < 60', confidence: 0.9 });
  });
});

describe('its hash', () => {
  it('is the same for the same inputs, in whatever order the keys came', () => {
    const { quality, ...rest } = resolve();
    expect(hashEffectiveConfig({ quality, ...rest })).toBe(hashEffectiveConfig({ ...rest, quality }));
    expect(hashEffectiveConfig(resolve())).toMatch(/^[0-9a-f]{64}$/);
    expect(hashEffectiveConfig(resolve({}, ALL_ON, ['b', 'a', 'b']))).toBe(hashEffectiveConfig(resolve({}, ALL_ON, ['a', 'b'])));
  });

  it('changes with version, flags, overrides, files and evidence', () => {
    const hashes = [
      resolve(),
      { ...resolve(), configVersion: 8 },
      resolve({}, {}),
      resolve({}, { ...ALL_ON, QUALITY_MIN_OVERALL: '0.66' }),
      resolve({ early_exit: 'checkpoints: {}' }),
      resolve({}, ALL_ON, ['post_download@1: is_live']),
    ].map(hashEffectiveConfig);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('rests on JSON with sorted keys and untouched lists', () => {
    expect(canonicalJson({ b: [2, 1, { z: null, a: 'é' }], a: 0.1 })).toBe('{"a":0.1,"b":[2,1,{"a":"é","z":null}]}');
  });
});

describe('where a value comes from', () => {
  const config = load({ quality_filtering: 'enabled: true\nthresholds: { min_overall: 0.7 }\nweights: { coherence: 1 }' });
  const origin = (key: string, env: Record<string, string> = ALL_ON) => originOf(key, config, envOf(env));

  it.each<[string, Record<string, string>, object]>([
    ['quality_filtering.thresholds.min_overall', ALL_ON, { from: 'config_version' }],
    ['quality_filtering.thresholds.min_overall', { QUALITY_MIN_OVERALL: '0.7' }, { from: 'environment', variable: 'QUALITY_MIN_OVERALL' }],
    ['quality_filtering.thresholds.min_coherence', ALL_ON, { from: 'default' }],
    ['quality_filtering.weights.coherence', ALL_ON, { from: 'config_version' }],
    ['quality_filtering.weights.completeness', ALL_ON, { from: 'default' }],
    ['quality_filtering.enabled', ALL_ON, { from: 'config_version' }],
    ['quality_filtering.enabled', { ENABLE_QUALITY_FILTERING: '0' }, { from: 'environment', variable: 'ENABLE_QUALITY_FILTERING' }],
    ['quality_filtering.enabled', {}, { from: 'default' }],
    ['early_exit.enabled', ALL_ON, { from: 'default' }],
  ])('%s with %j', (key, env, expected) => {
    expect(origin(key, env)).toEqual(expected);
  });
});

describe('the language model', () => {
  const MODEL = { OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k' };

  it('is in no configuration that names none', () => {
    expect(resolve({})).not.toHaveProperty('llm');
    expect(resolve({}, { ENABLE_SEMANTIC_CACHE: '1', OPENAI_API_KEY: 'k' })).not.toHaveProperty('llm');
  });

  it('is frozen into the run with its flags and budgets, and without its key', () => {
    const config = resolve({}, { ...MODEL, ENABLE_SEMANTIC_CACHE: '1' });
    expect(config.llm).toMatchObject({ model: 'm', cheapModel: null, semanticCache: true, promptCompression: false, errorBound: 0.02 });
    expect(config.llm!.budgets.auto).toEqual({ tokens: 300_000, costUsdMicros: null });
    expect(JSON.stringify(config)).not.toContain('"k"');
    expect(hashEffectiveConfig(config)).not.toBe(hashEffectiveConfig(resolve({}, {})));
  });
});

describe('memory', () => {
  it('is in no configuration that turns nothing of it on', () => {
    expect(resolve()).not.toHaveProperty('memory');
  });

  it('is frozen into the run', () => {
    const config = resolve({}, { ...ALL_ON, ENABLE_HIPPORAG_MEMORY: '1' });
    expect(config.memory).toEqual({ graph: false, hippoRag: true });
    expect(Object.isFrozen(config.memory)).toBe(true);
    expect(hashEffectiveConfig(config)).not.toBe(hashEffectiveConfig(resolve()));
  });
});
