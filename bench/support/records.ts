/** Posted records as a real deployment might see them: seven types, versions that follow each other, reasons with a long tail, some fields left out. */
import type { RecordRequest } from '@/lib/core/metrics/record-request';
import { CHECKPOINTS } from '@/lib/core/signals/declared';

export const TYPES = ['discussion', 'educational', 'technology', 'news', 'entertainment', 'music', 'advertisement'];
export const REASONS = 300;

const chosen = <T>(values: readonly T[], random: () => number): T => values[Math.floor(random() * values.length)]!;

/** recordAt makes a record; `config_version` and `occurred_at` are the caller's. */
export function randomRecord(random: () => number): RecordRequest {
  const kind = random();
  const processing_type = kind < 0.5 ? 'lightweight' : kind < 0.7 ? 'early_exit' : 'full';
  const record: RecordRequest = {
    processing_type,
    content_type: chosen(TYPES, random),
    // Log-normal in shape: seconds mostly, minutes at times.
    processing_time: Math.round(1000 * Math.exp(2 + 2.2 * (random() + random() + random() - 1.5))) / 1000,
    time_saved_pct: Math.round((0.95 - random() * random()) * 1000) / 1000,
  };
  if (processing_type === 'early_exit') {
    // Squared, so that a few reasons are frequent. Each is of a condition, and that of one checkpoint.
    const reason = Math.floor(random() ** 2 * REASONS);
    return {
      ...record,
      exit_checkpoint: CHECKPOINTS[reason % CHECKPOINTS.length]!,
      exit_reason: `reason ${reason}`,
      exit_confidence: Math.round(random() * 1000) / 1000,
    };
  }
  if (random() < 0.1) return record;
  const score = () => Math.round((0.5 + random() / 2) * 1000) / 1000;
  return { ...record, quality_score: score(), coherence_score: score(), completeness_score: score(), informativeness_score: score() };
}
