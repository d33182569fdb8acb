/** The one schema source for what callers send about runs: validation, OpenAPI and the web form all read these. */
import { z } from 'zod';
import { DEPTHS, PRIORITIES, PROCESSING_TYPES, RUN_STATES } from './states';

export const submitRunSchema = z.strictObject({
  url: z.string().trim().min(1, 'is empty').max(4096, 'is longer than 4096 characters').describe('http(s) URL, or sample:NAME'),
  depth: z.enum(DEPTHS).default('auto').describe('quick never analyses in full, full always does'),
  priority: z.enum(PRIORITIES).optional().describe('Queue priority; by default the content type decides'),
  force: z.boolean().default(false).describe('Start a new run even where a fresh one exists'),
  callback_url: z
    .url({ protocol: /^https?$/, error: 'is not an http(s) URL' })
    .max(2048, 'is longer than 2048 characters')
    .optional()
    .describe('Where the end of the run is posted to, signed as Standard Webhooks has it'),
});
export type SubmitRunRequest = z.input<typeof submitRunSchema>;

export const listRunsSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(200).optional(),
  state: z
    .enum([...RUN_STATES, 'active'])
    .optional()
    .describe('active = not yet ended'),
  processing_type: z.enum(PROCESSING_TYPES).optional(),
  content_type: z.string().max(64).optional(),
  q: z.string().trim().max(200).optional().describe('Words in title or URL'),
});
export type ListRunsRequest = z.output<typeof listRunsSchema>;

export const feedbackSchema = z.strictObject({ verdict: z.enum(['up', 'down']) });
