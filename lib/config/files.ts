/** The four YAML files: read, checked, and kept as texts, so that a config version can give them back as they were written. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { CONFIG_SECTIONS } from '@/lib/core/config/sections';
import { GENERAL_CONTENT_TYPE } from '@/lib/core/gates/effective-config';
import { type ConfigError, placeIssues } from './config-errors';
import { type ContentRoutingConfig, contentRoutingSchema } from './schema/content-routing';
import { type EarlyExitConfig, earlyExitSchema } from './schema/early-exit';
import { type MonitoringConfig, monitoringSchema } from './schema/monitoring';
import { type QualityFilteringConfig, qualityFilteringSchema } from './schema/quality-filtering';
import { YAML_LIMITS } from './yaml-limits';
import { parseYamlText, positionIn, type YamlText } from './yaml-text';

/** The configuration in the files' own spelling, every default filled in. */
export interface WinnowConfig {
  quality_filtering: QualityFilteringConfig;
  content_routing: ContentRoutingConfig;
  early_exit: EarlyExitConfig;
  monitoring: MonitoringConfig;
}

export { CONFIG_SECTIONS };

/** The four texts; an empty one stands for the built-in defaults. */
export type ConfigSources = Record<keyof WinnowConfig, string>;

export interface LoadedConfig {
  value: WinnowConfig;
  sources: ConfigSources;
  /** Dotted keys that the texts themselves set, e.g. `quality_filtering.thresholds.min_overall`; all others are built-in defaults. */
  stated: ReadonlySet<string>;
}

export type ConfigResult = { ok: true; config: LoadedConfig } | { ok: false; errors: ConfigError[] };

const SCHEMAS: { [K in keyof WinnowConfig]: z.ZodType<WinnowConfig[K]> } = {
  quality_filtering: qualityFilteringSchema,
  content_routing: contentRoutingSchema,
  early_exit: earlyExitSchema,
  monitoring: monitoringSchema,
};

/** fileName: `early_exit.yaml`. */
export const fileName = (section: keyof WinnowConfig) => `${section}.yaml`;

interface ParsedText<T> {
  value: T;
  yaml: YamlText;
  text: string;
}

type Parsed<T> = ({ ok: true } & ParsedText<T>) | { ok: false; errors: ConfigError[] };

/** A slider asks for the same texts again and again, with one value in one of them changed. */
const KEPT_TEXTS = 32;
const checkedTexts = new Map<string, unknown>();

function parseSection<K extends keyof WinnowConfig>(section: K, text: string): Parsed<WinnowConfig[K]> {
  const key = `${section} ${text}`;
  const known = checkedTexts.get(key) as Parsed<WinnowConfig[K]> | undefined;
  const parsed = known ?? checkSection(section, text);
  checkedTexts.delete(key);
  checkedTexts.set(key, parsed);
  if (checkedTexts.size > KEPT_TEXTS) checkedTexts.delete(checkedTexts.keys().next().value!);
  return parsed;
}

function checkSection<K extends keyof WinnowConfig>(section: K, text: string): Parsed<WinnowConfig[K]> {
  const file = fileName(section);
  const read = parseYamlText(text);
  if (!read.ok) {
    const { offset, key, expected, message } = read.fault;
    return { ok: false, errors: [{ file, ...positionIn(text, offset), key, expected, message: `the file ${message}` }] };
  }
  const checked = SCHEMAS[section].safeParse(read.yaml.data);
  if (checked.success) return { ok: true, value: checked.data, yaml: read.yaml, text };
  return { ok: false, errors: placeIssues(checked.error.issues, file, text, read.yaml) };
}

/** What no file can check alone: content types named in early_exit.yaml must be known to content_routing.yaml. */
function checkOverrides({ value, yaml, text }: ParsedText<EarlyExitConfig>, routing: ContentRoutingConfig): ConfigError[] {
  const known = [...Object.keys(routing.content_types), ...Object.keys(routing.custom_types), GENERAL_CONTENT_TYPE];
  return Object.keys(value.content_type_overrides).flatMap((name) => {
    const path = ['content_type_overrides', name];
    // The built-in override may name a type that this deployment has dropped: only what the text itself says can be wrong.
    if (known.includes(name) || !yaml.has(path)) return [];
    const offset = yaml.offsetOfKey(path);
    const expected = `a content type of content_routing.yaml (${known.join(', ')})`;
    const message = `expected ${expected}, found "${name}"`;
    return [{ file: fileName('early_exit'), ...positionIn(text, offset), key: `content_type_overrides.${name}`, expected, message }];
  });
}

function statedKeys(data: unknown, path: string): string[] {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return [path];
  return [path, ...Object.entries(data).flatMap(([key, value]) => (value === null ? [] : statedKeys(value, `${path}.${key}`)))];
}

/** parseConfig checks four texts against their schemas and each other. All errors of all files come together. Never throws. */
export function parseConfig(sources: ConfigSources): ConfigResult {
  const quality = parseSection('quality_filtering', sources.quality_filtering);
  const routing = parseSection('content_routing', sources.content_routing);
  const early = parseSection('early_exit', sources.early_exit);
  const monitoring = parseSection('monitoring', sources.monitoring);
  const errors = [quality, routing, early, monitoring].flatMap((section) => (section.ok ? [] : section.errors));
  if (routing.ok && early.ok) errors.push(...checkOverrides(early, routing.value));
  if (!quality.ok || !routing.ok || !early.ok || !monitoring.ok || errors.length > 0) return { ok: false, errors };
  const sections = { quality_filtering: quality, content_routing: routing, early_exit: early, monitoring };
  return {
    ok: true,
    config: {
      value: {
        quality_filtering: quality.value,
        content_routing: routing.value,
        early_exit: early.value,
        monitoring: monitoring.value,
      },
      sources: { ...sources },
      stated: new Set(CONFIG_SECTIONS.flatMap((section) => statedKeys(sections[section].yaml.data, section))),
    },
  };
}

async function readSource(folder: string, section: keyof WinnowConfig): Promise<{ text: string } | { error: ConfigError }> {
  const file = fileName(section);
  const fault = (expected: string, message: string) => ({ error: { file, line: 0, column: 0, key: '', expected, message } });
  try {
    const bytes = await readFile(join(folder, file));
    const kibibytes = YAML_LIMITS.bytes / 1024;
    if (bytes.length > YAML_LIMITS.bytes) return fault(`at most ${kibibytes} KiB`, `the file is larger than ${kibibytes} KiB`);
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { text: '' };
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return fault('UTF-8 text', 'the file is not UTF-8 text');
    return fault('a readable file', `the file cannot be read: ${message}`);
  }
}

/** readConfigFiles reads the four texts of a folder as they stand. A file that is not there is an empty text. Never throws. */
export async function readConfigFiles(
  folder: string,
): Promise<{ ok: true; sources: ConfigSources } | { ok: false; errors: ConfigError[] }> {
  const read = await Promise.all(CONFIG_SECTIONS.map(async (section) => [section, await readSource(folder, section)] as const));
  const errors = read.flatMap(([, result]) => ('error' in result ? [result.error] : []));
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    sources: Object.fromEntries(read.map(([section, result]) => [section, 'text' in result ? result.text : ''])) as ConfigSources,
  };
}

/** loadConfigFiles reads and checks the four files of a folder. Never throws. */
export async function loadConfigFiles(folder: string): Promise<ConfigResult> {
  const read = await readConfigFiles(folder);
  return read.ok ? parseConfig(read.sources) : read;
}
