/** The one schema source for what callers send about tuning. */
import { z } from 'zod';
import { configDraftSchema } from '@/lib/core/config/requests';

const MAX_CHANGED_RUNS = 200;
const days = z.coerce.number().int().min(1).max(3660).optional().describe('Only runs that ended in the last days; all if absent');

export const previewSchema = configDraftSchema.extend({
  changed_runs: z.int().min(0).max(MAX_CHANGED_RUNS).default(20).describe('How many of the runs whose fate would change are named'),
  days,
});
export type PreviewRequest = z.output<typeof previewSchema>;

export const recommendationsSchema = z.strictObject({ days });
