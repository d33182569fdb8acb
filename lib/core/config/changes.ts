/** Configurations as flat lists of values, and what differs between two of them. */

export type SettingValue = string | number | boolean | readonly (string | number | boolean)[];

export interface ConfigChange {
  /** A condition is named by its text, not by its place: `early_exit.checkpoints.post_download.conditions["is_live"].confidence`. */
  key: string;
  /** null: it was not there. */
  from: SettingValue | null;
  /** null: it is gone. */
  to: SettingValue | null;
}

type Entry = readonly [key: string, value: SettingValue];

const isPlain = (value: unknown): value is SettingValue =>
  value === null || typeof value !== 'object' || (Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object'));

/** flatten lists the values of plain data, in its order, by dotted key; items of a list of mappings by their index. */
export function flatten(data: unknown, key: string): Entry[] {
  return walk(data, key, (_, index) => `.${index}`);
}

/** flattenNamed names conditions by their text, so that one that moved is the same one. */
function flattenNamed(data: unknown, key: string): Entry[] {
  return walk(data, key, (item, index) => {
    const { condition } = item as { condition?: unknown };
    return typeof condition === 'string' ? `[${JSON.stringify(condition)}]` : `.${index}`;
  });
}

function walk(data: unknown, key: string, stepOf: (item: unknown, index: number) => string): Entry[] {
  if (isPlain(data)) return [[key, data]];
  if (Array.isArray(data)) return data.flatMap((item, index) => walk(item, key + stepOf(item, index), stepOf));
  const inside = (name: string) => (key === '' ? name : `${key}.${name}`);
  return Object.entries(data as object).flatMap(([name, value]) => walk(value, inside(name), stepOf));
}

/** changesBetween lists what differs, in the order of the newer one; what is gone comes last. */
export function changesBetween(before: unknown, after: unknown): ConfigChange[] {
  const [old, now] = [new Map(flattenNamed(before, '')), new Map(flattenNamed(after, ''))];
  const same = (a: SettingValue | undefined, b: SettingValue | undefined) => JSON.stringify(a) === JSON.stringify(b);
  const changed = [...now]
    .filter(([key, value]) => !same(old.get(key), value))
    .map(([key, to]) => ({ key, from: old.get(key) ?? null, to }));
  const gone = [...old].filter(([key]) => !now.has(key)).map(([key, from]) => ({ key, from, to: null }));
  return [...changed, ...gone];
}

/** changeSentence: `min_overall 0.65 → 0.6`. The last part of the key is the name, with what tells it from others before it. */
export function changeSentence({ key, from, to }: ConfigChange): string {
  const name = key.replace(/^(quality_filtering\.thresholds|early_exit\.checkpoints|content_routing\.content_types)\./, '');
  return `${name}: ${show(from)} → ${show(to)}`;
}

function show(value: SettingValue | null): string {
  if (value === null) return 'nothing';
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}
