/** What a page says of itself in JSON-LD (schema.org). Anything may be missing, of the wrong type, or nested in any way. */

export type JsonLdNode = Record<string, unknown>;

const MAX_SCRIPTS = 20;
const MAX_LENGTH = 500_000;
const MAX_NODES = 500;
const MAX_DEPTH = 8;

function isNode(value: unknown): value is JsonLdNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function collect(value: unknown, depth: number, nodes: JsonLdNode[]): void {
  if (depth > MAX_DEPTH || nodes.length >= MAX_NODES) return;
  if (Array.isArray(value)) for (const item of value) collect(item, depth + 1, nodes);
  if (!isNode(value)) return;
  if (value['@type'] !== undefined) nodes.push(value);
  for (const item of Object.values(value)) if (typeof item === 'object') collect(item, depth + 1, nodes);
}

/** jsonLdNodes returns every typed node, outer ones before those within them. */
export function jsonLdNodes(document: Document): JsonLdNode[] {
  const nodes: JsonLdNode[] = [];
  for (const script of [...document.querySelectorAll('script[type="application/ld+json"]')].slice(0, MAX_SCRIPTS)) {
    const text = (script.textContent ?? '').replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*$/g, '');
    if (text.length > MAX_LENGTH) continue;
    try {
      collect(JSON.parse(text), 0, nodes);
    } catch {
      // A page's broken JSON-LD is as good as none.
    }
  }
  return nodes;
}

/** typesOf returns a node's types without their vocabulary: `https://schema.org/NewsArticle` → `NewsArticle`. */
export function typesOf(node: JsonLdNode): string[] {
  return [node['@type']].flat().flatMap((type) => (typeof type === 'string' ? [type.replace(/^.*[/#:]/, '')] : []));
}

/** firstText returns the first text among a property's values: itself, or the `name` or `@value` of a node. */
export function firstText(node: JsonLdNode | undefined, ...properties: string[]): string | null {
  for (const property of properties) {
    for (const value of [node?.[property]].flat()) {
      const text = isNode(value) ? (value.name ?? value['@value']) : value;
      if (typeof text === 'string' && text.trim() !== '') return text;
      if (typeof text === 'number') return String(text);
    }
  }
  return null;
}

/** nodesAt returns the nodes that are a property's values. */
export function nodesAt(node: JsonLdNode, property: string): JsonLdNode[] {
  return [node[property]].flat().filter(isNode);
}
