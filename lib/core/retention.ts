/** How long what is stored is kept: validation, OpenAPI, the command line and the page read this. Kept in the database under the key `retention`. */
import { z } from 'zod';

const days = (least: number, kept: number | null, description: string) =>
  z.int().min(least).max(36_500).nullable().default(kept).describe(`${description}; null = for ever`);

/** A month: rules look back 30 days, and what was decided is held against audits that take a while. */
const LEAST_DAYS = 31;

export const retentionSchema = z.strictObject({
  runs_days: days(LEAST_DAYS, null, 'Ended runs, with transcript, decisions, result and what is remembered of them'),
  records_days: days(LEAST_DAYS, null, 'Single performance records; the figures that they were counted into stay'),
  intermediates_days: days(
    1,
    null,
    'What ended runs were worked out from: heard windows, parts read by language models. Without them no new version of the loss ruler can judge these runs',
  ),
  events_days: days(1, 90, 'The log of ended runs'),
  media_days: z.int().min(1).max(36_500).default(7).describe('Recordings of ended runs, for the player'),
  media_gigabytes: z.int().min(1).max(1_000_000).default(5).describe('Recordings of ended runs together, per machine'),
  deliveries_days: z.int().min(1).max(36_500).default(90).describe('Messages that were delivered or given up'),
  audit_log_days: days(LEAST_DAYS, null, 'The audit log'),
});
export type RetentionSettings = z.output<typeof retentionSchema>;

export const DEFAULT_RETENTION: RetentionSettings = retentionSchema.parse({});
