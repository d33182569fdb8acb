import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatConfigError } from './config-errors';
import { type ConfigSources, loadConfigFiles, parseConfig } from './files';
import { projectRoot } from './project-root';

const EMPTY: ConfigSources = { quality_filtering: '', content_routing: '', early_exit: '', monitoring: '' };

function configOf(sources: Partial<ConfigSources>) {
  const result = parseConfig({ ...EMPTY, ...sources });
  if (!result.ok) throw new Error(result.errors.map(formatConfigError).join('\n'));
  return result.config.value;
}

function errorsOf(sources: Partial<ConfigSources>) {
  const result = parseConfig({ ...EMPTY, ...sources });
  return result.ok ? [] : result.errors.map(formatConfigError);
}

describe('the shipped files', () => {
  it('say exactly what the built-in defaults are', async () => {
    const shipped = await loadConfigFiles(join(projectRoot(), 'config'));
    expect(shipped).toMatchObject({ ok: true });
    expect(shipped.ok && shipped.config.value).toEqual(configOf({}));
  });

  it('have an example of a custom type that is valid once uncommented', async () => {
    const shipped = await loadConfigFiles(join(projectRoot(), 'config'));
    const text = shipped.ok ? shipped.config.sources.content_routing : '';
    const { content_routing } = configOf({
      content_routing: text.replace(/^ {2}# ( *(?:product_review|description|keywords|examples|priority|processing_mode):)/gm, '  $1'),
    });
    expect(content_routing.custom_types.product_review).toMatchObject({
      processing_mode: 'quality_check',
      early_exit: true,
      keywords: expect.arrayContaining(['review']),
    });
  });
});

describe('what a file may leave out', () => {
  it('takes its default', () => {
    const { quality_filtering: quality } = configOf({ quality_filtering: 'thresholds: { min_overall: 0.8 }\naudit:\n' });
    expect(quality.thresholds).toEqual({ min_overall: 0.8, min_coherence: 0.6, min_completeness: 0.6, min_informativeness: 0.6 });
    expect(quality.audit.warmup_audits).toBe(60);
  });

  it('but tables of the operator’s own are taken as they stand', () => {
    expect(
      Object.keys(
        configOf({ content_routing: 'content_types: { a: {} }', early_exit: 'content_type_overrides: {}' }).content_routing.content_types,
      ),
    ).toEqual(['a']);
    const { checkpoints } = configOf({ early_exit: 'checkpoints: { post_download: { conditions: ["is_live"] } }' }).early_exit;
    expect(checkpoints.post_download).toMatchObject({ min_confidence: 0.85, conditions: [{ condition: 'is_live' }] });
    expect(checkpoints.post_analysis).toEqual({ enabled: true, min_confidence: 0.8, conditions: [] });
  });

  it('a plain condition has confidence 0.90 and itself as name and reason', () => {
    const { conditions } = configOf({ early_exit: 'checkpoints: { post_download: { conditions: ["duration < 9"] } }' }).early_exit
      .checkpoints.post_download;
    expect(conditions).toEqual([{ name: 'duration < 9', condition: 'duration < 9', confidence: 0.9, reason: 'duration < 9' }]);
  });

  it('a deployment may drop a type that the built-in override names', () => {
    expect(errorsOf({ content_routing: 'content_types: { a: {} }' })).toEqual([]);
  });

  it('a type may be called like a property of every object', () => {
    expect(
      configOf({ content_routing: 'content_types: { constructor: { priority: high } }' }).content_routing.content_types.constructor,
    ).toMatchObject({ priority: 'high' });
  });
});

describe('an error names file, line, column, key and what was expected', () => {
  it.each<[string, Partial<ConfigSources>, string]>([
    [
      'a number out of range',
      { quality_filtering: 'thresholds:\n  min_overall: 1.5' },
      'quality_filtering.yaml:2:16 thresholds.min_overall: expected a number from 0 to 1, found 1.5',
    ],
    [
      'NaN',
      { quality_filtering: 'thresholds: { min_overall: .nan }' },
      'quality_filtering.yaml:1:28 thresholds.min_overall: expected a number from 0 to 1, found NaN',
    ],
    [
      'infinity',
      { quality_filtering: 'weights: { coherence: .inf }' },
      'quality_filtering.yaml:1:23 weights.coherence: expected a number from 0 to 1000, found Infinity',
    ],
    ['a wrong type', { quality_filtering: 'enabled: "yes"' }, 'quality_filtering.yaml:1:10 enabled: expected true or false, found "yes"'],
    [
      'a number with nothing behind its key',
      { quality_filtering: 'thresholds:\n  min_overall:\n' },
      'quality_filtering.yaml:2:15 thresholds.min_overall: expected a number from 0 to 1, found nothing',
    ],
    [
      'a fraction of a count',
      { quality_filtering: 'audit: { max_per_day: 1.5 }' },
      'quality_filtering.yaml:1:23 audit.max_per_day: expected a whole number from 0 to 100000, found 1.5',
    ],
    [
      'an unknown key',
      { quality_filtering: 'enabled: true\nthreshold: {}' },
      'quality_filtering.yaml:2:1 threshold: expected one of enabled, thresholds, weights, sampling, audit, promise, presets, found the unknown key "threshold"',
    ],
    [
      'a key twice',
      { monitoring: 'channels: { log: true, log: false }' },
      'monitoring.yaml:1:24 channels.log: the file has the key "log" twice',
    ],
    [
      'weights that are all 0',
      { quality_filtering: 'weights: { coherence: 0, completeness: 0, informativeness: 0 }' },
      'quality_filtering.yaml:1:10 weights: one of the weights must be more than 0',
    ],
    [
      'an unknown mode',
      { content_routing: 'default_routing: { default_mode: fast }' },
      'content_routing.yaml:1:34 default_routing.default_mode: expected one of full, lightweight, quality_check, found "fast"',
    ],
    [
      'a type name in capitals',
      { content_routing: 'content_types: { News: {} }' },
      'content_routing.yaml:1:18 content_types.News: expected a name of small letters, digits and _ that starts with a letter, 40 characters at most, found "News"',
    ],
    [
      'a custom type that is there already',
      { content_routing: 'custom_types:\n  news: { description: x }' },
      'content_routing.yaml:2:3 custom_types.news: expected a name that is not in content_types, found "news"',
    ],
    [
      'an unknown checkpoint',
      { early_exit: 'checkpoints: { post_lunch: {} }' },
      'early_exit.yaml:1:16 checkpoints.post_lunch: expected one of post_download, mid_transcription, post_transcription, post_quality_filtering, post_analysis, found the unknown key "post_lunch"',
    ],
    [
      'a bad condition, at its very word',
      { early_exit: 'checkpoints:\n  post_download:\n    conditions:\n      - "is_live and word_coun < 3"' },
      'early_exit.yaml:4:22 checkpoints.post_download.conditions[0].condition: unknown signal "word_coun"; the nearest known name is "word_count"',
    ],
    [
      'a condition too early',
      { early_exit: 'checkpoints: { post_download: { conditions: [{ condition: claim_count == 0 }] } }' },
      'early_exit.yaml:1:59 checkpoints.post_download.conditions[0].condition: "claim_count" is not known yet at post_download: it is known from post_analysis on',
    ],
    [
      'a condition twice, however spelt',
      { early_exit: 'checkpoints: { post_download: { conditions: [duration<9, "duration_seconds < 9.0"] } }' },
      'early_exit.yaml:1:58 checkpoints.post_download.conditions[1]: says the same as "duration<9" above',
    ],
    [
      'an override of an unknown type',
      { early_exit: 'content_type_overrides:\n  nws: {}' },
      'early_exit.yaml:2:3 content_type_overrides.nws: expected a content type of content_routing.yaml (discussion, educational, technology, news, entertainment, music, advertisement, general), found "nws"',
    ],
    [
      'bars out of order',
      { monitoring: 'overall_metrics: { error_rate: { warning_high: 0.2, critical_high: 0.1 } }' },
      'monitoring.yaml:1:68 overall_metrics.error_rate.critical_high: expected a bar of at least warning_high (0.2), found 0.1',
    ],
    [
      'a time that is none',
      { monitoring: 'evaluation: { window: 24 hours }' },
      'monitoring.yaml:1:23 evaluation.window: expected a time such as 90s, 5m, 24h or 30d, a year at most, found "24 hours"',
    ],
    ['a file that is no mapping', { monitoring: '- a' }, 'monitoring.yaml:1:1: expected a mapping of keys to values, found a list'],
  ])('%s', (_, sources, error) => {
    expect(errorsOf(sources)).toEqual([error]);
  });

  it('the name "general" is taken', () => {
    expect(errorsOf({ content_routing: 'content_types: { general: {} }' })[0]).toMatch(/content_types.general: expected another name/);
  });

  it('errors of all files come together', () => {
    expect(errorsOf({ quality_filtering: 'x: 1', content_routing: 'x: 1', early_exit: 'x: 1', monitoring: 'x: [' })).toHaveLength(4);
  });

  it('a file of nothing but errors gives a hundred of them', () => {
    expect(errorsOf({ monitoring: Array.from({ length: 2000 }, (_, i) => `k${i}: 1`).join('\n') })).toHaveLength(100);
  });
});

describe('files on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'winnow-config-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('that are not there stand for the built-in defaults', async () => {
    expect(await loadConfigFiles(folder)).toMatchObject({ ok: true, config: { sources: EMPTY, value: configOf({}) } });
  });

  it('keep their texts as they were written', async () => {
    const text = '# mine\r\nenabled:   false\r\n';
    writeFileSync(join(folder, 'early_exit.yaml'), text);
    const result = await loadConfigFiles(folder);
    expect(result.ok && result.config.sources.early_exit).toBe(text);
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['too large', '#'.repeat(256 * 1024 + 1), /larger than 256 KiB/],
    ['not UTF-8', Buffer.from([0x61, 0x3a, 0xff, 0xfe]), /not UTF-8/],
  ])('that are %s are refused', async (_, content, message) => {
    writeFileSync(join(folder, 'monitoring.yaml'), content);
    expect(await loadConfigFiles(folder)).toMatchObject({
      ok: false,
      errors: [{ file: 'monitoring.yaml', message: expect.stringMatching(message) }],
    });
  });
});
