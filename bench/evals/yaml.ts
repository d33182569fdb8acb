/**
 * npm run eval -- yaml --file F [--limit N]: each YAML text (fields id, yaml, error, json) as each of the four configuration files, through PUT /api/config
 * and as a file for `config import`. Every door must refuse it with file, line and what was expected, or keep it as it was written; one that is no YAML
 * must be refused; data that is read must be what the text says (json). Nothing may throw or take long.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { unbundle } from '@/lib/config/bundle';
import type { ConfigError } from '@/lib/config/config-errors';
import { fileName, loadConfigFiles } from '@/lib/config/files';
import { parseYamlText } from '@/lib/config/yaml-text';
import { CONFIG_SECTIONS } from '@/lib/core/config/sections';
import type { Measure } from '../run';
import { ask, askJson } from '../support/ask';
import { atOnce } from '../support/at-once';
import { casesOf } from '../support/cases';
import { startDeployment } from '../support/deployment';
import { Outcomes, verdictOf } from '../support/outcomes';

const AT_ONCE = 6;
const TOO_LONG_MS = 2_000;

interface Case {
  id: string;
  yaml: string;
  /** No valid YAML 1.2. */
  error: boolean;
  /** What it says; several documents one after another; null where that is not given. */
  json: string | null;
}

const measure: Measure = async (context) => {
  const cases = casesOf(context, '{"id", "yaml", "error", "json"}') as unknown as Case[];
  const outcomes = new Outcomes();
  const deployment = await startDeployment({ LOG_LEVEL: 'fatal' }, { durable: false });
  try {
    const { port } = await deployment.startWeb();
    const act = async (one: Case) => {
      throughParser(one, outcomes);
      await throughFiles(one, outcomes);
      throughImport(one, outcomes);
      await throughApi(one, port, outcomes);
    };
    await atOnce(cases, AT_ONCE, act, (done) => context.progress(`${done} of ${cases.length}`));
  } finally {
    await deployment.close();
  }
  return { n: cases.length, metrics: outcomes.metrics(), settings: { sections: CONFIG_SECTIONS, too_long_ms: TOO_LONG_MS } };
};

/** What was read must be what is written; a refusal is another door's to explain. */
function throughParser({ id, yaml, error, json }: Case, outcomes: Outcomes): void {
  const read = parseYamlText(yaml);
  if (!read.ok) return void outcomes.count('parser', error ? 'refused, no YAML' : `refused: ${read.fault.expected}`);
  if (error) return void outcomes.fail(id, 'parser', 'read what is no YAML');
  const wanted = saidValue(json);
  if (wanted === undefined) return void outcomes.count('parser', 'read');
  // An empty text stands for no settings.
  if (isDeepStrictEqual(plain(read.yaml.data), wanted ?? {})) outcomes.count('parser', 'read, and as it says');
  else outcomes.fail(id, 'parser', `read ${JSON.stringify(read.yaml.data)?.slice(0, 80)}`);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** undefined where the row gives no single value. */
function saidValue(json: string | null): unknown {
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

async function throughFiles({ id, yaml, error }: Case, outcomes: Outcomes): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-eval-yaml-'));
  try {
    for (const section of CONFIG_SECTIONS) {
      const path = join(folder, fileName(section));
      writeFileSync(path, yaml);
      const startedAt = performance.now();
      const result = await loadConfigFiles(folder);
      if (performance.now() - startedAt > TOO_LONG_MS) outcomes.fail(id, 'files', 'took too long');
      else if (!result.ok) noteRefusal(id, 'files', result.errors, fileName(section), yaml, outcomes);
      else if (error) outcomes.fail(id, 'files', `${fileName(section)} was taken though it is no YAML`);
      else if (result.config.sources[section] !== yaml) outcomes.fail(id, 'files', 'was not kept as it is written');
      else outcomes.count('files', 'taken');
      rmSync(path);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function throughImport({ id, yaml, error }: Case, outcomes: Outcomes): void {
  const result = unbundle(yaml, 'all.yaml');
  if (!result.ok) noteRefusal(id, 'import', result.errors, null, yaml, outcomes);
  else if (error) outcomes.fail(id, 'import', 'was taken though it is no YAML');
  else outcomes.count('import', 'taken');
}

/** A refusal names a place that is in the text, and what was expected there. */
function noteRefusal(
  id: string,
  door: string,
  errors: readonly ConfigError[],
  file: string | null,
  text: string,
  outcomes: Outcomes,
): void {
  const lines = text.split('\n').length;
  const vague = errors.find(
    (error) =>
      (file && error.file !== file) || error.line < 1 || error.line > lines || error.column < 1 || !error.expected || !error.message,
  );
  if (errors.length === 0) outcomes.fail(id, door, 'refused without a reason');
  else if (vague) outcomes.fail(id, door, `refused vaguely: ${JSON.stringify(vague)}`);
  else outcomes.count(door, 'refused with file, line and reason');
}

async function throughApi({ id, yaml, error }: Case, port: number, outcomes: Outcomes): Promise<void> {
  for (const section of CONFIG_SECTIONS) {
    const change = { sources: { [section]: yaml }, activate: false };
    const verdict = verdictOf(await askJson(port, 'PUT', '/api/config', change, { 'if-match': '*' }));
    if (verdict.kind === 'fault') outcomes.fail(id, 'api', verdict.problem);
    else if (verdict.kind === 'refused') {
      const placed = verdict.code === 'config_invalid' && verdict.fields.some((field) => field.includes(`${section}.yaml:`));
      if (placed) outcomes.count('api', 'refused with file, line and reason');
      else outcomes.fail(id, 'api', `${verdict.code} names ${verdict.fields.join(', ') || 'no place'}`);
    } else if (error) outcomes.fail(id, 'api', `${section} was taken though it is no YAML`);
    else if ((await storedText(port, verdict.body, section)) !== yaml) outcomes.fail(id, 'api', 'came back otherwise than it was written');
    else outcomes.count('api', 'taken, and given back as it was written');
  }
}

async function storedText(port: number, body: string, section: string): Promise<string | undefined> {
  const { number } = JSON.parse(body) as { number: number };
  const asked = await ask(port, { method: 'GET', path: `/api/config/versions/${number}` });
  if (!('status' in asked) || asked.status !== 200) return undefined;
  const { sources } = JSON.parse(asked.body) as { sources: { section: string; text: string }[] };
  return sources.find((source) => source.section === section)?.text;
}

export default measure;
