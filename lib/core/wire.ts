/** toWire / fromWire re-spell object keys, deeply: camelCase in code, snake_case in JSON. Values are left alone. */
function respell(value: unknown, spell: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => respell(item, spell));
  if (value instanceof Date) return value.toISOString();
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [spell(key), respell(item, spell)]));
}

export function toWire(value: unknown): unknown {
  return respell(value, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

/** The caller names the shape it expects; the API's own answers are trusted to have it. */
export function fromWire<T>(value: unknown): T {
  return respell(value, (key) => key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())) as T;
}
