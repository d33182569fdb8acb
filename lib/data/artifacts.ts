import type {
  AcquiredItem,
  Analysis,
  Assessment,
  ContentTypePrediction,
  HeardWindow,
  QuickResult,
  Transcript,
  TranscriptQuality,
  Window,
} from '@/lib/core/runs/content';
import type { RoundRecord } from '@/lib/core/runs/rounds';
import { json, type Tx } from './client';

/** What stages make, by kind. `acquired`, `window_plan` and `heard_window` belong to the lineage, the rest to the run. */
export interface ArtifactData {
  acquired: AcquiredItem;
  window_plan: { windows: Window[]; durationSeconds: number };
  heard_window: HeardWindow;
  /** See ./rounds. */
  round: RoundRecord;
  transcript: Transcript;
  transcript_quality: TranscriptQuality;
  prediction: ContentTypePrediction;
  quick_result: QuickResult;
  assessment: Assessment;
  analysis: Analysis;
  /** What a language model answered on a part of an item; `engine` begins with the key of what it was shown. */
  llm_part: { key: string; reading: unknown };
}
export type ArtifactKind = keyof ArtifactData;

export interface ArtifactKey<K extends ArtifactKind> {
  scopeRunId: string;
  kind: K;
  unit?: number;
  engine: string;
}

/** saveArtifact stores a unit; a unit that is already there is kept (it was made by the same engine). */
export async function saveArtifact<K extends ArtifactKind>(tx: Tx, key: ArtifactKey<K>, data: ArtifactData[K]): Promise<void> {
  const where = { scopeRunId: key.scopeRunId, kind: key.kind, unit: key.unit ?? 0, engine: key.engine };
  await tx.artifact.createMany({ data: [{ ...where, data: json(data) }], skipDuplicates: true });
}

/** findArtifact returns the newest artefact of a kind, by whatever engine it was made. */
export async function findArtifact<K extends ArtifactKind>(tx: Tx, scopeRunId: string, kind: K): Promise<ArtifactData[K] | null> {
  const row = await tx.artifact.findFirst({ where: { scopeRunId, kind, unit: 0 }, orderBy: { createdAt: 'desc' }, select: { data: true } });
  return row ? (row.data as unknown as ArtifactData[K]) : null;
}

/** requireArtifact is findArtifact for what an earlier stage must have left; its absence is a defect. */
export async function requireArtifact<K extends ArtifactKind>(tx: Tx, scopeRunId: string, kind: K): Promise<ArtifactData[K]> {
  const data = await findArtifact(tx, scopeRunId, kind);
  if (!data) throw new Error(`run ${scopeRunId} has no artefact ${kind}`);
  return data;
}

/** findUnits returns a lineage's stored units of one kind and engine, by unit number. */
export async function findUnits<K extends ArtifactKind>(
  tx: Tx,
  scopeRunId: string,
  kind: K,
  engine: string,
): Promise<Map<number, ArtifactData[K]>> {
  const rows = await tx.artifact.findMany({ where: { scopeRunId, kind, engine }, select: { unit: true, data: true } });
  return new Map(rows.map((row) => [row.unit, row.data as unknown as ArtifactData[K]]));
}

export interface StoredArtifact<K extends ArtifactKind> {
  unit: number;
  engine: string;
  data: ArtifactData[K];
}

/** findArtifacts returns all artefacts of a kind, by whatever engines they were made: by unit, oldest first. */
export async function findArtifacts<K extends ArtifactKind>(tx: Tx, scopeRunId: string, kind: K): Promise<StoredArtifact<K>[]> {
  const rows = await tx.artifact.findMany({
    where: { scopeRunId, kind },
    orderBy: [{ unit: 'asc' }, { createdAt: 'asc' }],
    select: { unit: true, engine: true, data: true },
  });
  return rows as unknown as StoredArtifact<K>[];
}
