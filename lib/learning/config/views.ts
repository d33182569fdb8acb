/** What can be seen of the configuration: which version is active, where each value comes from, and what was before. */
import { readEnv } from '@/lib/config/env';
import { CONFIG_SECTIONS, type ConfigSources, fileName } from '@/lib/config/files';
import { settingsOf } from '@/lib/config/settings';
import { type ConfigChange, changesBetween } from '@/lib/core/config/changes';
import type { ConfigSourceView, ConfigVersionPageView, ConfigVersionSummary, ConfigVersionView, ConfigView } from '@/lib/core/config/views';
import { readFileStates } from '@/lib/data/config-files';
import { listVersions, loadVersion, readVersion } from '@/lib/data/config-store';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { watchActive } from './watch';

type StoredVersion = Awaited<ReturnType<typeof listVersions>>[number];

/** readConfig says what holds now. Throws `config_invalid` where there is no valid version at all. */
export async function readConfig(): Promise<ConfigView> {
  const active = await activeConfigVersion();
  const env = readEnv();
  const [stored, files, watch] = await Promise.all([readVersion(active.number), readFileStates(active), watchActive()]);
  return {
    version: summaryOf(stored),
    pinned: env.values.CONFIG_VERSION,
    settings: settingsOf(active.config, env),
    sources: sourceViews(stored.sources),
    files,
    watch,
  };
}

/** listConfigVersions reads the history, newest first. */
export async function listConfigVersions({ limit, cursor }: { limit: number; cursor?: number }): Promise<ConfigVersionPageView> {
  const rows = await listVersions(limit + 1, cursor ?? null);
  const page = rows.slice(0, limit);
  return { versions: page.map(summaryOf), nextCursor: rows.length > limit ? (page.at(-1)?.number ?? null) : null };
}

/** readConfigVersion reads one version with its texts. Throws `not_found`. */
export async function readConfigVersion(number: number): Promise<ConfigVersionView> {
  const [stored, active] = await Promise.all([readVersion(number), activeConfigVersion()]);
  const { config } = await loadVersion(number);
  return {
    ...summaryOf(stored),
    sources: sourceViews(stored.sources),
    changesFromActive: changesBetween(active.config.value, config.value),
  };
}

function summaryOf({ activations, _count, changes, createdAt, ...row }: StoredVersion): ConfigVersionSummary {
  return {
    number: row.number,
    author: row.author,
    note: row.note,
    createdAt: createdAt.toISOString(),
    contentHash: row.contentHash,
    active: row.active,
    activatedAt: activations[0]?.at.toISOString() ?? null,
    basedOn: row.basedOn,
    changes: changes as unknown as ConfigChange[],
    runs: _count.runs,
  };
}

function sourceViews(sources: ConfigSources): ConfigSourceView[] {
  return CONFIG_SECTIONS.map((section) => ({ section, file: fileName(section), text: sources[section] }));
}
