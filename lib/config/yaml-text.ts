/** YAML of unknown quality to plain data, in bounded time and memory, with the place of every value kept for messages. */
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, parseDocument, visit } from 'yaml';
import { findHazard, YAML_LIMITS, type YamlFault } from './yaml-limits';

export type YamlPath = readonly (string | number)[];

/** Positions are UTF-16 offsets into the text; `positionIn` makes lines and columns of them. */
export interface YamlText {
  /** Plain data; an empty text is an empty object. */
  data: unknown;
  has(path: YamlPath): boolean;
  /** Where the value at `path` stands, or the deepest part of the path that exists. */
  offsetOf(path: YamlPath): number;
  /** Where the key that `path` ends with stands. */
  offsetOfKey(path: YamlPath): number;
  /** Where character `index` of the string at `path` stands; the string's start where quoting has moved its characters about. */
  offsetInString(path: YamlPath, index: number): number;
}

/** positionIn gives the line and column (both from 1) of an offset. */
export function positionIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

interface Place {
  key: Node | null;
  value: Node | null;
}

const startOf = (node: Node | null): number | null => node?.range?.[0] ?? null;

function pairOf(map: Node, key: string): Pair<Node, Node | null> | null {
  if (!isMap<Node, Node | null>(map)) return null;
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key) ?? null;
}

/** The nodes along a path, as far as it exists. */
function walk(document: Document, path: YamlPath): Place[] {
  const places: Place[] = [{ key: null, value: document.contents as Node | null }];
  for (const step of path) {
    const last = places.at(-1)?.value ?? null;
    const parent = isAlias(last) ? (last.resolve(document) ?? null) : last;
    if (parent === null) break;
    if (isSeq<Node>(parent)) {
      const item = parent.items[Number(step)];
      if (!item) break;
      places.push({ key: null, value: item });
    } else {
      const pair = pairOf(parent, String(step));
      if (!pair) break;
      places.push({ key: pair.key, value: pair.value });
    }
  }
  return places;
}

function dottedKey(ancestors: readonly unknown[], key: unknown): string {
  const steps = ancestors.flatMap((node) => (isPair(node) && isScalar(node.key) ? [String(node.key.value)] : []));
  return [...steps, String(key)].join('.');
}

/** Checked here and not by the parser, whose own check takes quadratic time. `__proto__` could reach no schema: objects swallow it. */
function findBadKey(document: Document): YamlFault | null {
  let fault: YamlFault | null = null;
  visit(document, {
    Map(_, map, ancestors) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? key.value : null;
        const about = { offset: startOf(key as Node | null) ?? 0, key: dottedKey(ancestors, name) };
        if (name === '__proto__') fault = { ...about, expected: 'another key', message: 'has the key "__proto__", which cannot be used' };
        else if (seen.has(name)) fault = { ...about, expected: 'each key once', message: `has the key "${String(name)}" twice` };
        if (fault) return visit.BREAK;
        seen.add(name);
      }
      return undefined;
    },
  });
  return fault;
}

function parseSafely(text: string): { document: Document } | { fault: YamlFault } {
  const hazard = findHazard(text);
  if (hazard) return { fault: hazard };
  const document = parseDocument(text, { version: '1.2', stringKeys: true, uniqueKeys: false, prettyErrors: false });
  // Warnings are unknown tags: nothing a configuration needs.
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    return { fault: { offset: problem.pos[0], key: '', expected: 'valid YAML', message: `is not valid YAML: ${problem.message}` } };
  }
  const badKey = findBadKey(document);
  return badKey ? { fault: badKey } : { document };
}

/** parseYamlText reads a text into data with positions, or says the first thing that is wrong with it. Never throws. */
export function parseYamlText(text: string): { ok: true; yaml: YamlText } | { ok: false; fault: YamlFault } {
  const parsed = parseSafely(text);
  if ('fault' in parsed) return { ok: false, fault: parsed.fault };
  const { document } = parsed;
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: YAML_LIMITS.aliases }) ?? {};
  } catch (error) {
    // The library's only refusals here: too many expansions, and an alias of an anchor that comes later.
    if (!(error instanceof ReferenceError)) throw error;
    const expected = `at most ${YAML_LIMITS.aliases} expansions of aliases that exist`;
    const message = `uses too many or unknown aliases: ${error.message}`;
    return { ok: false, fault: { offset: Math.max(0, text.indexOf('*')), key: '', expected, message } };
  }
  const offsetOf = (path: YamlPath): number => {
    const places = walk(document, path);
    for (const { key, value } of places.reverse()) {
      const offset = startOf(value) ?? startOf(key);
      if (offset !== null) return offset;
    }
    return 0;
  };
  return {
    ok: true,
    yaml: {
      data,
      has: (path) => walk(document, path).length > path.length,
      offsetOf,
      offsetOfKey: (path) => {
        const places = walk(document, path);
        return (places.length > path.length ? startOf(places.at(-1)?.key ?? null) : null) ?? offsetOf(path);
      },
      offsetInString: (path, index) => {
        const start = offsetOf(path);
        const value = walk(document, path).at(-1)?.value ?? null;
        if (!isScalar(value) || typeof value.value !== 'string') return start;
        const base = value.type === 'PLAIN' ? start : start + 1;
        // Escapes, folded lines and block indentation move characters about; then the string's start must do.
        return text.slice(base, base + index) === value.value.slice(0, index) ? base + index : start;
      },
    },
  };
}
