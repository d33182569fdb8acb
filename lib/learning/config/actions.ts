/** What people do with the configuration: change it, and make a version the active one. */
import { WinnowError } from '@/lib/base/errors';
import { type ConfigError, formatConfigError } from '@/lib/config/config-errors';
import { applyDraft } from '@/lib/config/edit';
import type { LoadedConfig } from '@/lib/config/files';
import type { ConfigDraft, PutConfigRequest } from '@/lib/core/config/requests';
import type { ConfigVersionView } from '@/lib/core/config/views';
import { database, type Tx } from '@/lib/data/client';
import {
  type Authorship,
  activate,
  type ConfigVersionRecord,
  findActive,
  keepVersion,
  loadVersion,
  lockConfig,
} from '@/lib/data/config-store';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { readConfigVersion } from './views';

/** The version that the caller saw as the active one; `any`: whichever is. */
export type Expected = number | 'any';

/** draftConfig gives the configuration that a draft describes, and the number of the version that it changes. Throws `config_invalid` with file, line and key, and `not_found` where its base is not. */
export async function draftConfig({ base, ...draft }: ConfigDraft): Promise<ConfigVersionRecord> {
  const { number, config } = base === undefined ? await activeConfigVersion() : await loadVersion(base);
  return { number, config: drafted(config, draft) };
}

function drafted(base: LoadedConfig, draft: Omit<ConfigDraft, 'base'>): LoadedConfig {
  const result = applyDraft(base, draft);
  if (!result.ok) throw invalid(result.errors);
  return result.config;
}

function invalid(errors: readonly ConfigError[]): WinnowError {
  const fields = errors.map((error) => ({ field: fieldOf(error), message: error.message }));
  return new WinnowError('config_invalid', errors.slice(0, 5).map(formatConfigError).join('; '), { fields });
}

/** The key that the caller knows it by: `early_exit.checkpoints…`, whether it was set or stands in a text. */
function fieldOf({ file, key, line }: ConfigError): string {
  const section = file.replace(/\.yaml$/, '');
  const whole = key === '' || key === section || key.startsWith(`${section}.`) ? key || section : `${section}.${key}`;
  return line > 0 ? `${whole} (${file}:${line})` : whole;
}

/**
 * changeConfig makes a version of a change and activates it. The same texts as in a version that is there are that version. Throws
 * `precondition_failed` where another version is active than the caller saw, and as draftConfig does.
 */
export async function changeConfig(
  { base, note = '', activate: wanted = true, ...draft }: PutConfigRequest,
  author: string,
  expected: Expected,
): Promise<ConfigVersionView> {
  await activeConfigVersion();
  const number = await database().$transaction(async (tx) => {
    const active = await expectActive(tx, expected);
    const from = base === undefined ? active : await loadVersion(base, tx);
    const kept = await keepVersion(tx, drafted(from.config, draft), from, { author, note });
    if (wanted) await activate(tx, kept, { author, note });
    return kept;
  });
  return readConfigVersion(number);
}

/** activateVersion makes a version the active one: the way forward and the way back. Throws `not_found`, `precondition_failed`, `config_invalid`. */
export async function activateVersion(number: number, authorship: Authorship, expected: Expected = 'any'): Promise<ConfigVersionView> {
  await activeConfigVersion();
  await database().$transaction(async (tx) => {
    await expectActive(tx, expected);
    await loadVersion(number, tx);
    await activate(tx, number, authorship);
  });
  return readConfigVersion(number);
}

async function expectActive(tx: Tx, expected: Expected) {
  await lockConfig(tx);
  const active = await findActive(tx);
  if (!active) throw new WinnowError('config_invalid', 'there is no valid configuration yet: run `npx winnow config validate`');
  if (expected === 'any' || expected === active.number) return active;
  const { author, note, createdAt } = await tx.configVersion.findUniqueOrThrow({ where: { number: active.number } });
  const said = note ? ` ("${note}")` : '';
  throw new WinnowError(
    'precondition_failed',
    `Your change starts from version ${expected}, but version ${active.number} by ${author}${said}, made at ${createdAt.toISOString()}, is active now.`,
  );
}
