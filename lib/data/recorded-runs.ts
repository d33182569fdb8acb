/** What is stored of finished runs, as replay reads it: many at once, and no text of any item. */
import type { Assessment, ContentTypePrediction } from '@/lib/core/runs/content';
import type { RoundRecord } from '@/lib/core/runs/rounds';
import type { Depth, Priority, ProcessingType, RunState } from '@/lib/core/runs/states';
import type { CheckpointName, Signals } from '@/lib/core/signals/declared';
import { database } from './client';
import type { AuditStatus, LabelSource, StopKind } from './generated/client';

export interface StoredRecording {
  id: string;
  state: RunState;
  canonicalUrl: string;
  title: string | null;
  finishedAt: Date | null;
  contentType: string | null;
  depth: Depth;
  priority: Priority;
  priorityRequested: boolean;
  processingType: ProcessingType | null;
  exitCheckpoint: CheckpointName | null;
  qualityScore: number | null;
  spentMs: number | null;
  durationSeconds: number | null;
  heardSeconds: number | null;
  speechSeconds: number | null;
  wordCount: number | null;
  acquireMs: number;
  effectiveConfigHash: string;
  maxSampleShare: number;
  offeredText: boolean;
  /** null: it was not heard. */
  windowCount: number | null;
  signals: { checkpoint: CheckpointName; round: number; extractorVersion: number; signals: Signals }[];
  /** By unit, oldest first. */
  rounds: { engine: string; scored: boolean; data: Omit<RoundRecord, 'quickResult' | 'reason'> }[];
  predictions: { engine: string; data: ContentTypePrediction }[];
  assessments: { engine: string; data: Assessment }[];
}

/** findRecordings reads runs by id, in any order; those that are not there are left out. */
export function findRecordings(ids: readonly string[]): Promise<StoredRecording[]> {
  return database().$queryRaw<StoredRecording[]>`
    SELECT r.id::text, r.state::text, r.canonical_url AS "canonicalUrl", r.title, r.finished_at AS "finishedAt", r.content_type AS "contentType",
      r.depth::text, r.priority::text, r.priority_requested AS "priorityRequested", r.processing_type::text AS "processingType",
      r.exit_checkpoint AS "exitCheckpoint", r.quality_score AS "qualityScore", r.spent_ms AS "spentMs", r.duration_seconds AS "durationSeconds",
      r.heard_seconds AS "heardSeconds", r.speech_seconds AS "speechSeconds", r.word_count AS "wordCount",
      coalesce((SELECT s.spent_ms FROM run_stage s WHERE s.run_id = r.id AND s.stage = 'acquire'), 0) AS "acquireMs",
      r.effective_config_hash AS "effectiveConfigHash", (e.config->'quality'->>'maxSampleShare')::float8 AS "maxSampleShare",
      coalesce((SELECT jsonb_typeof(a.data->'transcript') = 'object' FROM artifact a
        WHERE a.scope_run_id = r.lineage_id AND a.kind = 'acquired' ORDER BY a.created_at DESC LIMIT 1), false) AS "offeredText",
      (SELECT jsonb_array_length(a.data->'windows') FROM artifact a
        WHERE a.scope_run_id = r.lineage_id AND a.kind = 'window_plan' ORDER BY a.created_at DESC LIMIT 1) AS "windowCount",
      coalesce((SELECT json_agg(json_build_object('checkpoint', s.checkpoint, 'round', s.round, 'extractorVersion', s.extractor_version, 'signals', s.signals))
        FROM signal_set s WHERE s.run_id = r.id), '[]') AS signals,
      coalesce((SELECT json_agg(json_build_object('engine', a.engine, 'scored', jsonb_typeof(a.data->'quickResult') = 'object',
          'data', a.data - 'quickResult' - 'reason') ORDER BY a.unit, a.created_at)
        FROM artifact a WHERE a.scope_run_id = r.id AND a.kind = 'round'), '[]') AS rounds,
      coalesce((SELECT json_agg(json_build_object('engine', a.engine, 'data', a.data) ORDER BY a.unit, a.created_at)
        FROM artifact a WHERE a.scope_run_id = r.id AND a.kind = 'prediction'), '[]') AS predictions,
      coalesce((SELECT json_agg(json_build_object('engine', a.engine, 'data', a.data) ORDER BY a.unit, a.created_at)
        FROM artifact a WHERE a.scope_run_id = r.id AND a.kind = 'assessment'), '[]') AS assessments
    FROM run r JOIN effective_config e ON e.hash = r.effective_config_hash
    WHERE r.id = ANY(${ids}::uuid[])`;
}

export interface StoredDraw {
  runId: string;
  pi: number;
  u: number;
  round: number;
  status: AuditStatus;
  auditRunId: string | null;
}

export interface StoredLabel {
  runId: string;
  source: LabelSource;
  stopKind: StopKind;
  checkpoint: CheckpointName | null;
  round: number;
  pi: number;
  u: number | null;
  loss: number;
  informativeness: number;
}

/** findDraws reads the draws at the stops of runs. */
export function findDraws(runIds: readonly string[]): Promise<StoredDraw[]> {
  return database().$queryRaw<StoredDraw[]>`
    SELECT run_id::text AS "runId", pi, u, round, status::text, audit_run_id::text AS "auditRunId" FROM audit WHERE run_id = ANY(${runIds}::uuid[])`;
}

/** findLabels reads what the newest ruler said of each stop of runs, of random audits and shadow evidence. */
export function findLabels(runIds: readonly string[]): Promise<StoredLabel[]> {
  return database().$queryRaw<StoredLabel[]>`
    SELECT DISTINCT ON (run_id, stop) run_id::text AS "runId", source::text, stop_kind::text AS "stopKind", checkpoint, round, pi, u, loss, informativeness
    FROM loss_label WHERE run_id = ANY(${runIds}::uuid[]) AND source IN ('audit', 'shadow') ORDER BY run_id, stop, at DESC`;
}

/** Where a reader of finished runs has got to. */
export interface Watermark {
  finishedAt: Date;
  judgedAt: Date;
}

/** A transaction may commit so much later than the time that it wrote. */
const OVERLAP_MS = 120_000;
const PAGE = 5_000;

export interface ChangedRun {
  id: string;
  finishedAt: Date;
}

/** findFinishedSince pages through finished primary runs by time of ending: those that ended from a little before `since` on. */
export function findFinishedSince(since: Date, after: ChangedRun | null): Promise<ChangedRun[]> {
  const from = after?.finishedAt ?? new Date(Math.max(0, since.getTime() - OVERLAP_MS));
  return database().$queryRaw<ChangedRun[]>`
    SELECT id::text, finished_at AS "finishedAt" FROM run
    WHERE finished_at >= ${from} AND (finished_at, id) > (${from}, ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
      AND kind = 'primary' AND state = 'finished' AND processing_type IS NOT NULL
    ORDER BY finished_at, id LIMIT ${PAGE}`;
}

/** countFinished counts the runs that findFinishedSince pages through, from the first on. */
export function countFinished(): Promise<number> {
  return database().run.count({ where: { kind: 'primary', state: 'finished', processingType: { not: null } } });
}

/** findJudgedSince lists the runs that something new was found out about, from a little before `since` on. */
export async function findJudgedSince(since: Date): Promise<{ runId: string; at: Date }[]> {
  const from = new Date(Math.max(0, since.getTime() - OVERLAP_MS));
  return database().$queryRaw<{ runId: string; at: Date }[]>`
    SELECT run_id::text AS "runId", max(at) AS at FROM (
      SELECT run_id, at FROM loss_label WHERE at >= ${from}
      UNION ALL SELECT run_id, done_at FROM audit WHERE done_at >= ${from}) changed GROUP BY run_id`;
}
