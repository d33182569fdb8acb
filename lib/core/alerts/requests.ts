/** The one schema source for what callers send about alerts. */
import { z } from 'zod';

const MAX_SILENCE_MINUTES = 30 * 24 * 60;

export const silenceSchema = z
  .strictObject({
    minutes: z.int().min(1).max(MAX_SILENCE_MINUTES).optional().describe('From now; 30 days at most'),
    until: z.iso.datetime({ offset: true }).optional().describe('ISO 8601, in the future, 30 days from now at most'),
  })
  .refine(({ minutes, until }) => (minutes === undefined) !== (until === undefined), {
    path: ['minutes'],
    error: 'give either minutes or until',
  });
export type SilenceRequest = z.output<typeof silenceSchema>;

/** silenceEnd is when a silence asked for at `now` ends, in milliseconds; null where that is past or too far away. */
export function silenceEnd({ minutes, until }: SilenceRequest, now: number): number | null {
  const end = until === undefined ? now + (minutes ?? 0) * 60_000 : Date.parse(until);
  return end > now && end <= now + MAX_SILENCE_MINUTES * 60_000 ? end : null;
}

export const backtestSchema = z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(7).describe('How far back') });

export const pageSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.uuid().optional(),
});
export type PageRequest = z.output<typeof pageSchema>;
