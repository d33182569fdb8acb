import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { unbundle } from '@/lib/config/bundle';
import { type ConfigError, formatConfigError } from '@/lib/config/config-errors';
import { CONFIG_SECTIONS, type ConfigSources, fileName, type LoadedConfig, parseConfig, readConfigFiles } from '@/lib/config/files';
import { projectRoot } from '@/lib/config/project-root';
import { type ConfigChange, changeSentence, changesBetween } from '@/lib/core/config/changes';
import type { ConfigSourceView, ConfigVersionPageView, ConfigVersionView, ConfigView } from '@/lib/core/config/views';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { bold, complain, dim, say, sayJson, table, text } from './output';

interface Options {
  json?: boolean;
}

const day = (at: string) => `${at.slice(0, 16).replace('T', ' ')}Z`;

export async function listVersions({ json = false }: Options): Promise<number> {
  const { view, wire } = await new ApiClient().get<ConfigVersionPageView>('/api/config/versions?limit=100');
  if (json) sayJson(wire);
  else
    table(
      ['VERSION', '', 'MADE', 'BY', 'RUNS', 'NOTE'],
      view.versions.map(({ number, active, createdAt, author, runs, note, changes }) => [
        String(number),
        active ? 'active' : '',
        day(createdAt),
        author,
        runs.toLocaleString('en'),
        text(note || changes.map(changeSentence).join(', '), 80),
      ]),
    );
  return EXIT.ok;
}

/** diff compares two versions, or the active one with a version or (without any number) with the files under config/. */
export async function diff(a: number | null, b: number | null, { json = false }: Options): Promise<number> {
  const api = new ApiClient();
  const [from, to] =
    b === null ? [await active(api), a === null ? await onDisk() : await version(api, a)] : [await version(api, a!), await version(api, b)];
  if (!to) return EXIT.failed;
  const changes = changesBetween(from.value, to.value);
  if (json) sayJson(changes);
  else sayChanges(changes);
  return EXIT.ok;
}

function sayChanges(changes: readonly ConfigChange[]): void {
  if (changes.length === 0) say('No value differs.');
  for (const change of changes) say(text(changeSentence(change)));
}

async function active(api: ApiClient): Promise<LoadedConfig> {
  return loaded((await api.get<ConfigView>('/api/config')).view.sources);
}

async function version(api: ApiClient, number: number): Promise<LoadedConfig> {
  return loaded((await api.get<ConfigVersionView>(`/api/config/versions/${number}`)).view.sources);
}

function loaded(sources: readonly ConfigSourceView[]): LoadedConfig {
  const result = parseConfig(Object.fromEntries(sources.map(({ section, text: yaml }) => [section, yaml])) as ConfigSources);
  if (!result.ok) throw new Error(result.errors.map(formatConfigError).join('\n'));
  return result.config;
}

async function onDisk(): Promise<LoadedConfig | null> {
  const read = await readConfigFiles(join(projectRoot(), 'config'));
  const result = read.ok ? parseConfig(read.sources) : read;
  if (result.ok) return result.config;
  for (const error of result.errors) complain(formatConfigError(error));
  return null;
}

export async function activate(number: number, { note, json = false }: Options & { note: string }): Promise<number> {
  const { view, wire } = await new ApiClient().post<ConfigVersionView>(`/api/config/versions/${number}/activate`, { note });
  if (json) sayJson(wire);
  else say(`${bold(`Version ${view.number}`)} is active: new runs are decided under it.`);
  return EXIT.ok;
}

/** exportVersion writes four files; those under config/ take effect with the next run. */
export async function exportVersion(number: number | null, out: string | undefined): Promise<number> {
  const { view } = await new ApiClient().get<ConfigView | ConfigVersionView>(
    number === null ? '/api/config' : `/api/config/versions/${number}`,
  );
  const folder = out === undefined ? join(projectRoot(), 'config') : resolve(out);
  await mkdir(folder, { recursive: true });
  for (const { file, text: yaml } of view.sources) await writeFile(join(folder, file), yaml);
  say(`${view.sources.map(({ file }) => file).join(', ')} written to ${folder}`);
  return EXIT.ok;
}

/** importFrom sends the files of a folder, or one file with all four; what is not there leaves the active version's as it is. */
export async function importFrom(
  path: string,
  { note, activate: wanted, json = false }: Options & { note: string; activate: boolean },
): Promise<number> {
  const read = await readFrom(resolve(path));
  if (!read.ok) {
    for (const error of read.errors) complain(formatConfigError(error));
    return EXIT.failed;
  }
  const { sources } = read;
  if (Object.keys(sources).length === 0) {
    complain(`There is none of ${CONFIG_SECTIONS.map(fileName).join(', ')} in ${resolve(path)}.`);
    return EXIT.failed;
  }
  const api = new ApiClient();
  const response = await api.send('/api/config', {});
  await response.body?.cancel();
  const { view, wire } = await api.put<ConfigVersionView>(
    '/api/config',
    { sources, note: note || `From ${path}`, activate: wanted },
    response.headers.get('etag') ?? '*',
  );
  if (json) sayJson(wire);
  else {
    say(`${bold(`Version ${view.number}`)}${view.active ? ' is active.' : ' is kept; `winnow config activate` makes it the active one.'}`);
    if (view.basedOn !== null) say(dim(`against version ${view.basedOn}:`));
    sayChanges(view.changes);
  }
  return EXIT.ok;
}

async function readFrom(path: string): Promise<{ ok: true; sources: Partial<ConfigSources> } | { ok: false; errors: ConfigError[] }> {
  const { isFile } = await stat(path).then(
    (found) => ({ isFile: found.isFile() }),
    () => ({ isFile: false }),
  );
  if (isFile) return unbundle(await readFile(path, 'utf8'), basename(path));
  const read = await readConfigFiles(path);
  if (!read.ok) return read;
  const present = CONFIG_SECTIONS.filter((section) => read.sources[section] !== '');
  return { ok: true, sources: Object.fromEntries(present.map((section) => [section, read.sources[section]])) };
}
