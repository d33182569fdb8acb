/** What the model is asked for. Without lengths and ranges, which strict endpoints refuse: those are held when the answer is used. */
import { z } from 'zod';

const ENTITY_TYPES = ['person', 'organization', 'place', 'date', 'money', 'percent', 'number', 'work', 'other'] as const;

const keyPoint = z.strictObject({ text: z.string(), quote: z.string() });
const chapter = z.strictObject({ title: z.string(), quote: z.string() });
const claim = z.strictObject({ text: z.string(), quote: z.string(), check_worthiness: z.number() });
const position = z.strictObject({ topic: z.string(), stance: z.string(), holder: z.string().nullable(), quote: z.string() });
const fallacy = z.strictObject({ name: z.string(), quote: z.string(), cue: z.string(), explanation: z.string(), confidence: z.number() });
const entity = z.strictObject({ name: z.string(), type: z.enum(ENTITY_TYPES) });
const relation = z.strictObject({ subject: z.string(), predicate: z.string(), object: z.string(), quote: z.string() });

/** Of one part of an item. */
export const readingSchema = z.strictObject({
  short_summary: z.string(),
  summary: z.string(),
  key_points: z.array(keyPoint),
  chapters: z.array(chapter),
  claims: z.array(claim),
  positions: z.array(position),
  fallacies: z.array(fallacy),
  entities: z.array(entity),
  relations: z.array(relation),
});
export type Reading = z.output<typeof readingSchema>;

/** Of several parts: points are named by number, so that their quotes stay what they were. */
export const mergeSchema = z.strictObject({
  short_summary: z.string(),
  summary: z.string(),
  key_points: z.array(z.number()),
  chapters: z.array(z.number()),
  topics: z.array(z.strictObject({ topic: z.string(), positions: z.array(z.number()) })),
});
export type Merge = z.output<typeof mergeSchema>;

const LISTS = {
  key_points: keyPoint,
  chapters: chapter,
  claims: claim,
  positions: position,
  fallacies: fallacy,
  entities: entity,
  relations: relation,
} as const;

/** salvageReading keeps the items that fit, if there is a summary. Unknown keys and lists that are missing do no harm. */
export function salvageReading(value: unknown): Reading | null {
  const object = recordOf(value);
  const summary = textOf(object?.summary) ?? textOf(object?.short_summary);
  if (!object || summary === null) return null;
  const lists = Object.fromEntries(
    Object.entries(LISTS).map(([key, item]) => [
      key,
      (Array.isArray(object[key]) ? object[key] : []).flatMap((one: unknown) => {
        const parsed = item.safeParse(onlyKeysOf(item, one));
        return parsed.success ? [parsed.data] : [];
      }),
    ]),
  );
  return { short_summary: textOf(object.short_summary) ?? summary, summary, ...lists } as unknown as Reading;
}

export function salvageMerge(value: unknown): Merge | null {
  const object = recordOf(value);
  const summary = textOf(object?.summary) ?? textOf(object?.short_summary);
  if (!object || summary === null) return null;
  const numbers = (list: unknown) => (Array.isArray(list) ? list.filter((one): one is number => typeof one === 'number') : []);
  const topics = (Array.isArray(object.topics) ? object.topics : []).flatMap((one: unknown) => {
    const topic = recordOf(one);
    const name = textOf(topic?.topic);
    return name === null ? [] : [{ topic: name, positions: numbers(topic?.positions) }];
  });
  const short_summary = textOf(object.short_summary) ?? summary;
  return { short_summary, summary, key_points: numbers(object.key_points), chapters: numbers(object.chapters), topics };
}

const recordOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** A missing `holder` or `cue` is no loss; anything beyond what was asked for is left out. */
function onlyKeysOf(item: z.ZodObject, one: unknown): unknown {
  const object = recordOf(one);
  if (!object) return one;
  const defaults: Record<string, unknown> = { holder: null, cue: '', check_worthiness: 0.5, type: 'other' };
  return Object.fromEntries(Object.keys(item.shape).map((key) => [key, object[key] ?? defaults[key]]));
}
