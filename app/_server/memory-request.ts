import { z } from 'zod';
import { SEARCH_MODES } from '@/lib/core/memory/modes';

const filters = {
  content_type: z.string().min(1).max(64).optional().describe('Only items of this type'),
  source: z.string().min(1).max(255).optional().describe('Only items from this host'),
  from: z.iso.datetime({ offset: true }).optional().describe('Only runs taken in at or after'),
  to: z.iso.datetime({ offset: true }).optional().describe('Only runs taken in before'),
  run_id: z.uuid().optional().describe('Only this run'),
};

export const memorySearchSchema = z.strictObject({
  q: z.string().trim().min(1, 'is empty').max(500, 'is longer than 500 characters').describe('What to look for, in plain words'),
  mode: z
    .enum(SEARCH_MODES)
    .default('hybrid')
    .describe('vector: by meaning; lexical: by words; hybrid: by both; graph, hipporag: by what is connected'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  ...filters,
});

export const memoryAskSchema = z.strictObject({
  question: z.string().trim().min(1, 'is empty').max(500, 'is longer than 500 characters').describe('A question in plain words'),
  ...filters,
});

export const entityListSchema = z.strictObject({
  q: z.string().trim().max(200).default('').describe('Part of a name'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const graphSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(5_000).default(500).describe('How many entities, the most mentioned first'),
});

type Filters = Pick<z.output<typeof memoryAskSchema>, keyof typeof filters>;

/** filterOf spells a request's filters as the library does. */
export function filterOf({ content_type, source, from, to, run_id }: Filters) {
  return {
    ...(content_type === undefined ? {} : { contentType: content_type }),
    ...(source === undefined ? {} : { source }),
    ...(run_id === undefined ? {} : { runId: run_id }),
    ...(from === undefined ? {} : { from: new Date(from) }),
    ...(to === undefined ? {} : { to: new Date(to) }),
  };
}

export function queryOf({ q, mode, limit, ...rest }: z.output<typeof memorySearchSchema>) {
  return { q, mode, limit, ...filterOf(rest) };
}
