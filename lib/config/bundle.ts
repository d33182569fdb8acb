/** The four texts as one: a mapping of their names, which `config import` takes as well as a folder. */
import { Document, isMap, isScalar, type Node, parseDocument } from 'yaml';
import { CONFIG_SECTIONS } from '@/lib/core/config/sections';
import type { ConfigError } from './config-errors';
import { type ConfigSources, parseConfig } from './files';
import { parseYamlText, positionIn } from './yaml-text';

/** bundle writes one text; `heading` becomes a comment. */
export function bundle(sources: ConfigSources, heading: string): string {
  const document = new Document({});
  document.commentBefore = heading
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
  for (const section of CONFIG_SECTIONS) {
    const { contents, commentBefore } = parseDocument(sources[section], { version: '1.2', stringKeys: true });
    const node = (isMap(contents) ? contents : document.createNode({})) as Node;
    if (commentBefore) node.commentBefore = [commentBefore, node.commentBefore].filter(Boolean).join('\n');
    document.set(document.createNode(section), node);
  }
  return document.toString({ lineWidth: 0 });
}

/** unbundle gives back the texts that are in one, checked. Never throws. */
export function unbundle(text: string, file: string): { ok: true; sources: Partial<ConfigSources> } | { ok: false; errors: ConfigError[] } {
  const read = parseYamlText(text);
  if (!read.ok) {
    const { offset, key, expected, message } = read.fault;
    return { ok: false, errors: [{ file, ...positionIn(text, offset), key, expected, message: `the file ${message}` }] };
  }
  const { contents } = parseDocument(text, { version: '1.2', stringKeys: true });
  const expected = `a mapping with ${CONFIG_SECTIONS.join(', ')}`;
  const pairs = isMap<Node, Node | null>(contents) ? contents.items : [];
  const names = pairs.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  const unknown = names.find((name) => !(CONFIG_SECTIONS as readonly string[]).includes(name));
  if (pairs.length === 0 || unknown !== undefined) {
    const message = `expected ${expected}, found ${unknown === undefined ? 'none of them' : `the key "${unknown}"`}`;
    return { ok: false, errors: [{ file, line: 1, column: 1, key: unknown ?? '', expected, message }] };
  }
  const texts = pairs.map(
    ({ value }, index) => [names[index], value === null ? '' : new Document(value).toString({ lineWidth: 0 })] as const,
  );
  const sources = Object.fromEntries(texts) as Partial<ConfigSources>;
  const none = Object.fromEntries(CONFIG_SECTIONS.map((section) => [section, ''])) as ConfigSources;
  const checked = parseConfig({ ...none, ...sources });
  return checked.ok ? { ok: true, sources } : checked;
}
