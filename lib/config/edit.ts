/** Changes of single values in the four texts, which keep their comments, their order and, where a value only takes another's place, every space. */
import { type Document, isCollection, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { changesBetween, flatten } from '@/lib/core/config/changes';
import type { ConfigError } from './config-errors';
import { type ConfigResult, type ConfigSources, fileName, type LoadedConfig, parseConfig, type WinnowConfig } from './files';

export interface ConfigDraftInput {
  /** Texts that take the place of the base's. */
  sources?: Partial<ConfigSources>;
  /** Values by dotted key; null goes back to the built-in default, and takes an item out of a list. */
  set?: Readonly<Record<string, unknown>>;
}

/** Tables that a text replaces as a whole: to change one entry of a built-in one, all of it has to be written down. */
const WHOLE_TABLES = ['early_exit.checkpoints', 'early_exit.content_type_overrides', 'content_routing.content_types'];

type Step = string | number;
interface Edit {
  key: string;
  section: keyof WinnowConfig;
  /** Inside the section's file. */
  path: Step[];
  value: unknown;
}

/**
 * applyDraft changes a configuration: whole texts first, then single values. The result is checked as any other; a key that cannot be set
 * comes back as an error with the key's name. Never throws.
 */
export function applyDraft(base: LoadedConfig, { sources: texts = {}, set = {} }: ConfigDraftInput): ConfigResult {
  const sources: ConfigSources = { ...base.sources, ...texts };
  const edits = Object.entries(set).map(([key, value]) => editOf(key, value));
  if (edits.length === 0) return parseConfig(sources);
  const start = parseConfig(sources);
  if (!start.ok) return start;
  // What is taken out of lists comes last, from their end, so that every index is the one that the caller saw.
  const ordered = [...edits.filter(({ value }) => value !== null), ...edits.filter(({ value }) => value === null).sort(byIndexDown)];
  const errors: ConfigError[] = [];
  for (const edit of ordered) {
    if (!(edit.section in sources)) {
      errors.push(fault(edit, `there is no such key; it begins with one of ${Object.keys(base.value).join(', ')}`));
      continue;
    }
    const text = editText(sources[edit.section], edit, start.config.value);
    if (text === null) errors.push(fault(edit, 'cannot be set here: change the text itself'));
    else sources[edit.section] = text;
  }
  if (errors.length > 0) return { ok: false, errors };
  const result = parseConfig(sources);
  if (!result.ok) return result;
  const stray = strayChanges(start.config.value, result.config.value, edits);
  return stray.length > 0 ? { ok: false, errors: stray } : result;
}

function editOf(key: string, value: unknown): Edit {
  const [section = '', ...rest] = key.split('.');
  return { key, section: section as keyof WinnowConfig, path: rest.map((step) => (/^\d+$/.test(step) ? Number(step) : step)), value };
}

function byIndexDown(a: Edit, b: Edit): number {
  return b.key.localeCompare(a.key, 'en', { numeric: true });
}

function fault({ key, section }: Edit, message: string): ConfigError {
  return { file: fileName(section), line: 0, column: 0, key, expected: 'a key that can be set', message };
}

/** A value that an alias repeats would change elsewhere too. */
function strayChanges(before: WinnowConfig, after: WinnowConfig, edits: readonly Edit[]): ConfigError[] {
  const indexed = (config: WinnowConfig) => Object.fromEntries(flatten(config, ''));
  const allowed = edits.map(({ key }) => key.replace(/\.\d+(\..*)?$/, ''));
  return changesBetween(indexed(before), indexed(after))
    .filter(({ key }) => !allowed.some((prefix) => key === prefix || key.startsWith(`${prefix}.`)))
    .map(({ key }) => fault(editOf(key, null), 'would change too, because the text repeats a value by an alias: change the text itself'));
}

function editText(text: string, { section, path: asked, value, key }: Edit, base: WinnowConfig): string | null {
  const document = parseDocument(text, { version: '1.2', stringKeys: true, uniqueKeys: false });
  // A condition may be its item itself.
  const path = asked.at(-1) === 'condition' && isScalar(document.getIn(asked.slice(0, -1), true)) ? asked.slice(0, -1) : asked;
  const node = document.getIn(path, true) as Node | undefined;
  if (value === null && node === undefined) return text;
  const spliced = isScalar(node) && !node.anchor && node.range ? splice(text, node.range, value) : null;
  if (spliced !== null) return spliced;
  try {
    if (value === null) {
      document.deleteIn(path);
      return written(document);
    }
    for (const table of WHOLE_TABLES) if (key.startsWith(`${table}.`)) writeTableOut(document, table, section, base);
    openWay(document, path);
    document.setIn(path, document.createNode(value, { flow: isFlow(value) }));
    return written(document);
  } catch {
    // A way through something that is no mapping, or an alias whose anchor would be gone.
    return null;
  }
}

/** A list of single values stands on one line. */
const isFlow = (value: unknown) => Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object');

function splice(text: string, [start, end]: readonly number[], value: unknown): string | null {
  if (value === null || typeof value === 'object') return null;
  // JSON is YAML.
  return text.slice(0, start) + JSON.stringify(value) + text.slice(end);
}

function writeTableOut(document: Document, table: string, section: keyof WinnowConfig, base: WinnowConfig): void {
  const path = table.split('.').slice(1);
  if (isCollection(document.getIn(path, true))) return;
  if (document.hasIn(path)) document.deleteIn(path);
  document.setIn(path, document.createNode(path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], base[section])));
}

/** `key:` with nothing behind it becomes a mapping, and a condition written as a plain string a mapping with that condition. */
function openWay(document: Document, path: readonly Step[]): void {
  for (let depth = 1; depth < path.length; depth++) {
    const way = path.slice(0, depth);
    const node = document.getIn(way, true);
    if (!isScalar(node)) continue;
    const parent = depth > 1 ? document.getIn(way.slice(0, -1), true) : document.contents;
    if (typeof node.value === 'string' && isSeq(parent)) {
      document.setIn(way, document.createNode({ condition: node.value }, { flow: true }));
    } else if (node.value === null) {
      document.deleteIn(way);
      return;
    } else throw new Error('not a mapping');
  }
}

/** Lines are left as long as they are. */
function written(document: Document): string {
  const text = document.toString({ lineWidth: 0 });
  return text === '{}\n' || text === 'null\n' ? '' : text;
}
