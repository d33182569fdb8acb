/** What POST /api/performance/record and /records take: the one schema source for validation and the OpenAPI document. */
import { z } from 'zod';
import { PROCESSING_TYPES } from '@/lib/core/runs/states';
import type { TimedEntry } from './deltas';

const share = () => z.number().min(0, 'is below 0').max(1, 'is above 1: a fraction from 0 to 1 is wanted').nullish();
/** Longer names are cut when they are counted, not refused; this is against what is no name at all. */
const name = () => z.string().max(2_000, 'is longer than 2000 characters').nullish();

/** 23 days: in milliseconds it is still a 32-bit number. */
const MAX_SECONDS = 2_000_000;
const EARLIEST = Date.parse('2000-01-01T00:00:00Z');

export const recordSchema = z.strictObject({
  processing_type: z.enum(PROCESSING_TYPES),
  content_type: name(),
  quality_score: share(),
  coherence_score: share(),
  completeness_score: share(),
  informativeness_score: share(),
  processing_time: z.number().min(0, 'is below 0').max(MAX_SECONDS, `is above ${MAX_SECONDS} s`).nullish().describe('Seconds'),
  exit_checkpoint: name(),
  exit_reason: name(),
  exit_confidence: share(),
  time_saved_pct: z
    .number()
    .max(1, 'is above 1: a fraction is wanted, 0.8 for 80 %')
    .min(-1_000, 'is below −1000')
    .nullish()
    .describe('A fraction, 0.8 for 80 %; negative where more time was spent'),
  config_version: name(),
  occurred_at: z.iso
    .datetime({ offset: true })
    .refine((at) => !(Date.parse(at) < EARLIEST), 'is before the year 2000')
    .nullish()
    .describe('Now where it is absent or yet to come'),
});

const MAX_KEY_LENGTH = 200;
export const idempotencyKeySchema = z.string().min(1, 'is empty').max(MAX_KEY_LENGTH, `is longer than ${MAX_KEY_LENGTH} characters`);

/** A line of POST /api/performance/records. */
export const recordLineSchema = recordSchema.extend({ idempotency_key: idempotencyKeySchema.nullish() });

export type RecordRequest = z.output<typeof recordSchema>;

const NUMBERS = Object.keys(recordSchema.shape).filter((field) => /_(score|confidence|pct)$|^processing_time$/.test(field));

/** recordOfQuery spells the parameters of a query string as a JSON body has them: numbers as numbers. What is no number stays text, which the schema refuses. */
export function recordOfQuery(query: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...query].map(([field, value]) => [
      field,
      NUMBERS.includes(field) && /^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(value) ? Number(value) : value,
    ]),
  );
}

/** entryOfRequest is the record as it is counted. A time that is yet to come is a clock that runs ahead: it counts as `now`. */
export function entryOfRequest(request: RecordRequest, now: Date): TimedEntry {
  const occurredAt = request.occurred_at ? new Date(request.occurred_at) : now;
  return {
    outcome: request.processing_type,
    source: 'posted',
    contentType: request.content_type ?? null,
    configVersion: request.config_version ?? null,
    qualityScore: request.quality_score ?? null,
    coherenceScore: request.coherence_score ?? null,
    completenessScore: request.completeness_score ?? null,
    informativenessScore: request.informativeness_score ?? null,
    exitCheckpoint: request.exit_checkpoint ?? null,
    exitReason: request.exit_reason ?? null,
    exitConfidence: request.exit_confidence ?? null,
    reached: null,
    spentMs: request.processing_time == null ? null : Math.round(request.processing_time * 1000),
    expectedFullMs: null,
    timeSavedPct: request.time_saved_pct ?? null,
    occurredAt: occurredAt < now ? occurredAt : now,
  };
}
