/**
 * Config versions are immutable; one is active. The four files are taken in when their texts differ from the last ones taken in, so that
 * an edit takes effect with the next run, and a version activated elsewhere is not undone by files that nobody touched. Files with faults
 * are reported and the running version stays.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import { createLogger } from '@/lib/base/logging';
import { CONFIG_SECTIONS, type ConfigSources, type LoadedConfig, loadConfigFiles, parseConfig } from '@/lib/config/files';
import { projectRoot } from '@/lib/config/project-root';
import { database, json, type Tx } from './client';

const log = createLogger('pipeline');

export interface ConfigVersionRecord {
  number: number;
  config: LoadedConfig;
}

/** Versions never change, so a process parses each once. */
const parsed = new Map<number, LoadedConfig>();

/** activeConfigVersion takes in changed files first. Throws `config_invalid` when there is no version yet and the files have faults. */
export async function activeConfigVersion(): Promise<ConfigVersionRecord> {
  await importChangedFiles();
  const row = await database().configVersion.findFirst({ where: { active: true }, orderBy: { number: 'desc' }, select: { number: true } });
  if (!row) throw new WinnowError('config_invalid', 'there is no valid configuration yet: run `npx winnow config validate`');
  return { number: row.number, config: parsed.get(row.number) ?? (await load(row.number)) };
}

async function load(number: number): Promise<LoadedConfig> {
  const { sources } = await database().configVersion.findUniqueOrThrow({ where: { number }, select: { sources: true } });
  return parse(number, sources);
}

/** findConfigVersion reads CONFIG_VERSION: a version's number. Throws `config_invalid` naming it when there is no such version. */
export async function findConfigVersion(name: string): Promise<ConfigVersionRecord> {
  const number = /^\d{1,9}$/.test(name) ? Number(name) : -1;
  const row = await database().configVersion.findUnique({ where: { number } });
  if (!row) throw new WinnowError('config_invalid', `CONFIG_VERSION is "${name}", but there is no config version of that number`);
  return { number, config: parse(number, row.sources) };
}

function parse(number: number, sources: unknown): LoadedConfig {
  const known = parsed.get(number);
  if (known) return known;
  const result = parseConfig(sources as ConfigSources);
  if (!result.ok)
    throw new WinnowError(
      'config_invalid',
      `config version ${number} is not valid for this version of Winnow: ${result.errors[0]?.message}`,
    );
  parsed.set(number, result.config);
  return result.config;
}

/** Sizes and times of the files when they were last looked at: reading them for each run would be waste. */
let lookedAt = '';

async function importChangedFiles(): Promise<void> {
  const folder = join(projectRoot(), 'config');
  const stamp = `${process.env.DATABASE_URL}|${(await Promise.all(CONFIG_SECTIONS.map((section) => stampOf(join(folder, `${section}.yaml`))))).join('|')}`;
  if (stamp === lookedAt) return;
  const loaded = await loadConfigFiles(folder);
  if (!loaded.ok) {
    for (const error of loaded.errors) log.error({ ...error }, 'config files have faults; the running version stays');
  } else {
    await database().$transaction((tx) => importFiles(tx, loaded.config.sources));
  }
  lookedAt = stamp;
}

async function stampOf(path: string): Promise<string> {
  const file = await stat(path).catch(() => null);
  return file ? `${file.mtimeMs}:${file.size}` : 'absent';
}

/** importFiles makes the texts a version and activates it, unless they are the last ones that were taken from files. */
async function importFiles(tx: Tx, sources: ConfigSources): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('winnow_config_import', 0))::text`;
  const contentHash = createHash('sha256')
    .update(JSON.stringify(CONFIG_SECTIONS.map((section) => sources[section])))
    .digest('hex');
  const last = await tx.configVersion.findFirst({ where: { importedAt: { not: null } }, orderBy: { importedAt: 'desc' } });
  if (last?.contentHash === contentHash) return;
  await tx.configVersion.updateMany({ where: { active: true }, data: { active: false } });
  const version = await tx.configVersion.upsert({
    where: { contentHash },
    create: { author: 'files', note: 'Imported from config/', sources: json(sources), contentHash, active: true, importedAt: new Date() },
    update: { active: true, importedAt: new Date() },
  });
  log.info({ config_version: version.number }, 'config files imported');
}
