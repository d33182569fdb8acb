/**
 * What stands in config/ on disk. A file is taken in when its text is another one than was last taken in from it, onto the version that is active:
 * an edit takes effect with the next run, and a version activated elsewhere is not undone by files that nobody touched. Files with faults are
 * reported and the running version stays.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asWinnowError } from '@/lib/base/errors';
import { createLogger } from '@/lib/base/logging';
import type { ConfigError } from '@/lib/config/config-errors';
import { CONFIG_SECTIONS, type ConfigSources, fileName, parseConfig, readConfigFiles } from '@/lib/config/files';
import { projectRoot } from '@/lib/config/project-root';
import type { ConfigSection } from '@/lib/core/config/sections';
import type { ConfigFileView } from '@/lib/core/config/views';
import { database, type Tx } from './client';
import { activate, type ConfigVersionRecord, findActive, keepVersion, lockConfig } from './config-store';

const log = createLogger('pipeline');

export const configFolder = () => join(projectRoot(), 'config');

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Sizes and times of the files when they were last looked at: reading them for each run would be waste. */
let lookedAt = '';

/** importChangedFiles takes in what has changed since it was last looked. */
export async function importChangedFiles(folder = configFolder()): Promise<void> {
  const stamps = await Promise.all(CONFIG_SECTIONS.map((section) => stampOf(join(folder, fileName(section)))));
  const stamp = [process.env.DATABASE_URL, folder, ...stamps].join('|');
  if (stamp === lookedAt) return;
  const read = await readConfigFiles(folder);
  const errors = read.ok ? await database().$transaction((tx) => importTexts(tx, read.sources)) : read.errors;
  for (const error of errors) log.error({ ...error }, 'config files have faults; the running version stays');
  lookedAt = stamp;
}

async function stampOf(path: string): Promise<string> {
  const file = await stat(path).catch(() => null);
  return file ? `${file.mtimeMs}:${file.size}` : 'absent';
}

async function importTexts(tx: Tx, sources: ConfigSources): Promise<ConfigError[]> {
  await lockConfig(tx);
  // A version that this Winnow cannot read any more is no reason to refuse files that it can.
  const active = await findActive(tx).catch((error) => {
    if (asWinnowError(error).code !== 'config_invalid') throw error;
    return null;
  });
  const changed = await changedSince(tx, sources);
  if (active && changed.length === 0) return [];
  const merged = parseConfig(overlay(active, sources, changed));
  if (!merged.ok) return merged.errors;
  const note = active ? `From config/: ${changed.map(fileName).join(', ')}` : 'The files under config/';
  const authorship = { author: 'files', note };
  await activate(tx, await keepVersion(tx, merged.config, active, authorship), authorship);
  for (const section of changed) {
    const hash = hashOf(sources[section]);
    await tx.configFileImport.upsert({ where: { section }, create: { section, hash }, update: { hash, importedAt: new Date() } });
  }
  return [];
}

async function changedSince(tx: Tx, sources: ConfigSources): Promise<ConfigSection[]> {
  const imported = new Map((await tx.configFileImport.findMany()).map(({ section, hash }) => [section, hash]));
  return CONFIG_SECTIONS.filter((section) => imported.get(section) !== hashOf(sources[section]));
}

/** What would come of taking in the changed files: the active version with their texts in place of its own. */
function overlay(active: ConfigVersionRecord | null, sources: ConfigSources, changed: readonly ConfigSection[]): ConfigSources {
  if (!active) return sources;
  return { ...active.config.sources, ...Object.fromEntries(changed.map((section) => [section, sources[section]])) };
}

/** readFileStates holds the files against the active version. */
export async function readFileStates(active: ConfigVersionRecord, folder = configFolder()): Promise<ConfigFileView[]> {
  const read = await readConfigFiles(folder);
  const changed = read.ok ? await changedSince(database(), read.sources) : [];
  const checked = read.ok ? parseConfig(overlay(active, read.sources, changed)) : read;
  const errors = checked.ok ? [] : checked.errors;
  return CONFIG_SECTIONS.map((section) => {
    const file = fileName(section);
    const faults = errors
      .filter((error) => error.file === file)
      .map(({ line, column, key, message }) => ({ file, line, column, key, message }));
    const isSame = read.ok && read.sources[section] === active.config.sources[section];
    return { section, file, state: faults.length > 0 ? 'faulty' : isSame || !read.ok ? 'same' : 'differs', faults };
  });
}
