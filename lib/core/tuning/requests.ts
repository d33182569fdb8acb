/** The one schema source for what callers send about tuning. */
import { z } from 'zod';

const MAX_CHANGED_RUNS = 200;
const MAX_DAYS = 3660;
const SECTIONS = ['quality_filtering', 'content_routing', 'early_exit', 'monitoring'] as const;
const MAX_FILE_CHARACTERS = 262_144;

export const previewSchema = z.strictObject({
  base: z.int().min(1).optional().describe('Number of the config version that is changed; the active one where it is left out'),
  sources: z
    .partialRecord(z.enum(SECTIONS), z.string().max(MAX_FILE_CHARACTERS))
    .optional()
    .describe('YAML texts that replace those of the base'),
  set: z.record(z.string().max(200), z.unknown()).optional().describe('Values by dotted key; null goes back to the built-in default'),
  changed_runs: z.int().min(0).max(MAX_CHANGED_RUNS).default(20).describe('How many of the runs whose fate would change are named'),
  days: z.int().min(1).max(MAX_DAYS).optional().describe('Only runs that ended in the last days; all if absent'),
});
export type PreviewRequest = z.output<typeof previewSchema>;
