import { z } from 'zod';
import type { PerformanceFilter } from './views';

const name = () => z.string().trim().min(1, 'is empty').max(200, 'is longer than 200 characters').optional();

/** What the five reads of /api/performance take. */
export const performanceQuerySchema = z.strictObject({
  hours: z.coerce
    .number()
    .int('is not a whole number')
    .min(1, 'is below 1')
    .max(8_784, 'is above 8784')
    .optional()
    .describe('Whole UTC hours and the current one; without it everything since the last reset, and trends of 24 hours'),
  content_type: name(),
  config_version: name(),
  source: z.enum(['run', 'posted']).optional().describe('run: of this Winnow; posted: recorded from outside'),
});

export function queryOf(request: z.output<typeof performanceQuerySchema>): { hours: number | null; filter: PerformanceFilter } {
  const { hours, content_type: contentType, config_version: configVersion, source } = request;
  return { hours: hours ?? null, filter: { contentType, configVersion, source } };
}
