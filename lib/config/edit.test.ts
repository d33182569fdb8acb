import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, flatten } from '@/lib/core/config/changes';
import { formatConfigError } from './config-errors';
import { applyDraft, type ConfigDraftInput } from './edit';
import { type ConfigSources, type LoadedConfig, loadConfigFiles, parseConfig } from './files';
import { projectRoot } from './project-root';

const EMPTY: ConfigSources = { quality_filtering: '', content_routing: '', early_exit: '', monitoring: '' };

function load(sources: Partial<ConfigSources>): LoadedConfig {
  const result = parseConfig({ ...EMPTY, ...sources });
  if (!result.ok) throw new Error(result.errors.map(formatConfigError).join('\n'));
  return result.config;
}

async function shipped(): Promise<LoadedConfig> {
  const result = await loadConfigFiles(join(projectRoot(), 'config'));
  if (!result.ok) throw new Error(result.errors.map(formatConfigError).join('\n'));
  return result.config;
}

function draft(base: LoadedConfig, input: ConfigDraftInput): LoadedConfig {
  const result = applyDraft(base, input);
  if (!result.ok) throw new Error(result.errors.map(formatConfigError).join('\n'));
  return result.config;
}

const SHARES = flatten(load({}).value, '').flatMap(([key, value]) =>
  typeof value === 'number' && value >= 0 && value <= 1 && !/monitoring|expect|weights|sampling|promise\.confidence/.test(key) ? [key] : [],
);

describe('applyDraft', () => {
  it('changes one value of the shipped files and not a character more', async () => {
    const base = await shipped();
    const changed = draft(base, { set: { 'quality_filtering.thresholds.min_overall': 0.5 } });
    expect(changed.sources).toEqual({
      ...base.sources,
      quality_filtering: base.sources.quality_filtering.replace('min_overall: 0.65 ', 'min_overall: 0.5 '),
    });
  });

  it('sets any shares to anything, and nothing else changes, whether the texts name them or not', async () => {
    const bases = [await shipped(), load({}), load({ early_exit: 'checkpoints: { post_download: { conditions: ["is_live"] } }' })];
    fc.assert(
      fc.property(
        fc.constantFrom(...bases),
        fc.dictionary(
          fc.constantFrom(...SHARES),
          fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000),
          { minKeys: 1, maxKeys: 6 },
        ),
        (base, wanted) => {
          const known = new Map(flatten(base.value, ''));
          const set = Object.fromEntries(Object.entries(wanted).filter(([key]) => known.has(key)));
          const after = new Map(flatten(draft(base, { set }).value, ''));
          for (const [key, value] of known) expect([key, after.get(key)]).toEqual([key, set[key] ?? value]);
          expect(after.size).toBe(known.size);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('writes a built-in table out before it changes a part of it', () => {
    const { value } = draft(load({}), { set: { 'early_exit.checkpoints.post_analysis.min_confidence': 0.5 } });
    expect(value.early_exit.checkpoints.post_analysis.min_confidence).toBe(0.5);
    expect(value.early_exit.checkpoints.post_download).toEqual(load({}).value.early_exit.checkpoints.post_download);
    const routed = draft(load({}), { set: { 'content_routing.content_types.news.processing_mode': 'full' } });
    expect(Object.keys(routed.value.content_routing.content_types)).toHaveLength(7);
  });

  it('gives a plain string a confidence, changes its text, takes conditions out and puts new ones in', async () => {
    const base = await shipped();
    const at = 'early_exit.checkpoints.post_download.conditions';
    const { conditions } = draft(base, { set: { [`${at}.0.confidence`]: 0.5 } }).value.early_exit.checkpoints.post_download;
    expect(conditions[0]).toMatchObject({ condition: 'duration_seconds < 60', confidence: 0.5 });
    const edited = draft(base, {
      set: { [`${at}.0.condition`]: 'duration_seconds < 30', [`${at}.1.condition`]: 'title_spam_score > 0.9' },
    });
    expect(edited.value.early_exit.checkpoints.post_download.conditions.map(({ condition }) => condition)).toEqual([
      'duration_seconds < 30',
      'title_spam_score > 0.9',
    ]);
    const swapped = draft(base, { set: { [`${at}.0`]: null, [`${at}.1`]: null, [`${at}.2`]: { condition: 'is_live', confidence: 0.9 } } });
    expect(swapped.value.early_exit.checkpoints.post_download.conditions.map(({ condition }) => condition)).toEqual(['is_live']);
  });

  it('goes back to the default with null, and opens a key with nothing behind it', async () => {
    const base = load({ quality_filtering: 'thresholds: { min_overall: 0.9 }' });
    expect(draft(base, { set: { 'quality_filtering.thresholds.min_overall': null } }).value).toEqual(load({}).value);
    const type = { description: 'A test', keywords: ['test'] };
    const typed = draft(await shipped(), { set: { 'content_routing.custom_types.review': type } });
    expect(typed.value.content_routing.custom_types.review).toMatchObject(type);
    expect(typed.sources.content_routing).toContain('# What kind of content goes how far?');
  });

  it('takes whole texts first', () => {
    const { value } = draft(load({}), {
      sources: { quality_filtering: 'thresholds: { min_overall: 0.1, min_coherence: 0.2 }' },
      set: { 'quality_filtering.thresholds.min_overall': 0.3 },
    });
    expect(value.quality_filtering.thresholds).toMatchObject({ min_overall: 0.3, min_coherence: 0.2 });
  });

  it('refuses what is out of range, what is not known, and what an alias would carry further', () => {
    const refused = (base: LoadedConfig, set: Record<string, unknown>) => {
      const result = applyDraft(base, { set });
      return result.ok ? [] : result.errors.map(({ key }) => key);
    };
    expect(refused(load({}), { 'quality_filtering.thresholds.min_overall': 2 })).toEqual(['thresholds.min_overall']);
    expect(refused(load({}), { 'quality_filtering.thresholds.min_fun': 0.5 })).toEqual(['thresholds.min_fun']);
    expect(refused(load({}), { 'nonsense.a': 1 })).toEqual(['nonsense.a']);
    expect(refused(load({}), { 'early_exit.checkpoints.post_download.conditions.0.condition': 'word_count <' })).toEqual([
      'checkpoints.post_download.conditions[0].condition',
    ]);
    const shared = load({ quality_filtering: 'thresholds: { min_overall: &bar 0.7, min_coherence: *bar }' });
    expect(refused(shared, { 'quality_filtering.thresholds.min_overall': 0.5 })).not.toEqual([]);
  });

  it('never throws, whatever the keys and values', () => {
    const key = fc.array(fc.constantFrom('early_exit', 'quality_filtering', 'checkpoints', 'post_download', 'conditions', '0', '7', 'x'), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        fc.dictionary(
          key.map((steps) => steps.join('.')),
          fc.jsonValue(),
          { maxKeys: 3 },
        ),
        (set) => {
          const result = applyDraft(load({}), { set });
          if (result.ok) expect(changesBetween(load({}).value, result.config.value)).toBeInstanceOf(Array);
          else expect(result.errors.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 100 },
    );
  });
});
