/** Config versions are immutable; exactly one is active. Equal texts are the same version, whoever brings them. */
import { createHash } from 'node:crypto';
import { WinnowError } from '@/lib/base/errors';
import { createLogger } from '@/lib/base/logging';
import { CONFIG_SECTIONS, type ConfigSources, type LoadedConfig, parseConfig } from '@/lib/config/files';
import { changesBetween } from '@/lib/core/config/changes';
import { database, json, type Tx } from './client';

const log = createLogger('pipeline');

export interface ConfigVersionRecord {
  number: number;
  config: LoadedConfig;
}

/** Who did it (a door, `files`), and why. */
export interface Authorship {
  author: string;
  note: string;
}

/** By the hash of their texts, which never change, so a process parses each once. */
const parsed = new Map<string, LoadedConfig>();

/** lockConfig makes changes of the configuration wait for each other until the transaction ends. */
export async function lockConfig(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('winnow_config', 0))::text`;
}

/** findActive gives the version that new runs are decided under; null where there is none yet. Throws `config_invalid` as loadVersion does. */
export async function findActive(tx: Tx = database()): Promise<ConfigVersionRecord | null> {
  const row = await tx.configVersion.findFirst({ where: { active: true }, orderBy: { number: 'desc' }, select: { number: true } });
  return row && loadVersion(row.number, tx);
}

/** loadVersion reads a version. Throws `not_found`, and `config_invalid` where it was made by a Winnow that knew other keys or signals. */
export async function loadVersion(number: number, tx: Tx = database()): Promise<ConfigVersionRecord> {
  const row = await tx.configVersion.findUnique({ where: { number }, select: { contentHash: true } });
  if (!row) throw new WinnowError('not_found', `there is no config version ${number}`);
  const known = parsed.get(row.contentHash);
  if (known) return { number, config: known };
  const { sources } = await tx.configVersion.findUniqueOrThrow({ where: { number }, select: { sources: true } });
  const result = parseConfig(sources as unknown as ConfigSources);
  if (!result.ok) {
    const [error] = result.errors;
    throw new WinnowError('config_invalid', `config version ${number} is not valid for this version of Winnow: ${error?.message}`);
  }
  parsed.set(row.contentHash, result.config);
  return { number, config: result.config };
}

const hashOf = (sources: ConfigSources) =>
  createHash('sha256')
    .update(JSON.stringify(CONFIG_SECTIONS.map((section) => sources[section])))
    .digest('hex');

/** keepVersion stores a configuration and gives its number: a new one, or that of the version with the same texts. Under lockConfig. */
export async function keepVersion(
  tx: Tx,
  config: LoadedConfig,
  base: ConfigVersionRecord | null,
  { author, note }: Authorship,
): Promise<number> {
  const contentHash = hashOf(config.sources);
  const same = await tx.configVersion.findUnique({ where: { contentHash }, select: { number: true } });
  if (same) return same.number;
  const changes = base ? changesBetween(base.config.value, config.value) : [];
  const { number } = await tx.configVersion.create({
    data: { author, note, sources: json(config.sources), contentHash, basedOn: base?.number ?? null, changes: json(changes) },
  });
  log.info({ config_version: number, author, based_on: base?.number ?? null, changes: changes.length }, 'config version made');
  return number;
}

/** activate makes a version the active one, and notes which it takes the place of. The one that is active already stays so. Under lockConfig. */
export async function activate(tx: Tx, number: number, { author, note }: Authorship): Promise<void> {
  const active = await tx.configVersion.findFirst({ where: { active: true }, orderBy: { number: 'desc' }, select: { number: true } });
  if (active?.number === number) return;
  await tx.configVersion.updateMany({ where: { active: true }, data: { active: false } });
  await tx.configVersion.update({ where: { number }, data: { active: true } });
  await tx.configActivation.create({ data: { number, previous: active?.number ?? null, author, note } });
  log.info({ config_version: number, previous: active?.number ?? null, author }, 'config version activated');
}

const STORED = {
  number: true,
  author: true,
  note: true,
  createdAt: true,
  contentHash: true,
  active: true,
  basedOn: true,
  changes: true,
  activations: { select: { at: true }, orderBy: { id: 'desc' }, take: 1 },
  _count: { select: { runs: { where: { kind: 'primary' } } } },
} as const;

/** listVersions reads versions before `cursor`, newest first. */
export function listVersions(limit: number, cursor: number | null) {
  const where = cursor === null ? {} : { number: { lt: cursor } };
  return database().configVersion.findMany({ where, orderBy: { number: 'desc' }, take: limit, select: STORED });
}

/** readVersion reads what is known of a version. Throws `not_found`. */
export async function readVersion(number: number) {
  const row = await database().configVersion.findUnique({ where: { number }, select: { ...STORED, sources: true } });
  if (!row) throw new WinnowError('not_found', `there is no config version ${number}`);
  return { ...row, sources: row.sources as unknown as ConfigSources };
}

/** lastActivation tells how the active version came to be so; null where that is not known. */
export function lastActivation() {
  return database().configActivation.findFirst({ where: { version: { active: true } }, orderBy: { id: 'desc' } });
}
