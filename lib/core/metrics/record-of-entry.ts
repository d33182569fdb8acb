import type { TimedEntry } from './deltas';
import type { RecordRequest } from './record-request';

const LONGEST_NAME = 2_000;
const LEAST_SAVED = -1_000;

const name = (text: string | null) => text?.slice(0, LONGEST_NAME) ?? null;

/** recordOfEntry spells a finished run as POST /api/performance/record takes it; null of a failed one, which that does not take. */
export function recordOfEntry(entry: TimedEntry): RecordRequest | null {
  const { outcome } = entry;
  if (outcome === 'failed_source' || outcome === 'failed_winnow') return null;
  return {
    processing_type: outcome,
    content_type: name(entry.contentType),
    config_version: name(entry.configVersion),
    quality_score: entry.qualityScore,
    coherence_score: entry.coherenceScore,
    completeness_score: entry.completenessScore,
    informativeness_score: entry.informativenessScore,
    processing_time: entry.spentMs === null ? null : entry.spentMs / 1000,
    exit_checkpoint: name(entry.exitCheckpoint),
    exit_reason: name(entry.exitReason),
    exit_confidence: entry.exitConfidence,
    time_saved_pct: entry.timeSavedPct === null ? null : Math.max(LEAST_SAVED, entry.timeSavedPct),
    occurred_at: entry.occurredAt.toISOString(),
  };
}
