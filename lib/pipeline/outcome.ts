import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import type { BypassDecision, CheckpointDecision, RoutingDecision } from '@/lib/core/gates/types';
import type { ProcessingType, Stage } from '@/lib/core/runs/states';
import type { CheckpointName, Signals } from '@/lib/core/signals/declared';
import type { ArtifactData, ArtifactKind } from '@/lib/data/artifacts';
import type { Run } from '@/lib/data/generated/client';
import type { Intake } from '@/lib/data/take-in';
import type { Memories } from '@/lib/memory';
import type { Engines } from './engines';

/** What a stage is given. It writes nothing but units; everything else it returns. */
export interface StageContext {
  run: Run;
  config: EffectiveConfig;
  engines: Engines;
  /** Folder of the lineage's media, on this machine. */
  folder: string;
  /** Aborted when the run is cancelled, the lease is lost, or the worker shuts down. */
  signal: AbortSignal;
  /** Share done, [0, 1] or null where it is not known, and what is being done now. Cheap: shown at most every half second. */
  progress(share: number | null, doing: string): void;
}

export interface PendingArtifact<K extends ArtifactKind = ArtifactKind> {
  /** `lineage`: shared by all runs of the same item; `run`: this run's own. */
  scope: 'lineage' | 'run';
  kind: K;
  unit?: number;
  engine: string;
  data: ArtifactData[K];
}

/** artifact types its data by its kind. */
export function artifact<K extends ArtifactKind>(
  scope: 'lineage' | 'run',
  kind: K,
  engine: string,
  data: ArtifactData[K],
): PendingArtifact {
  return { scope, kind, engine, data };
}

export interface GateRecord {
  kind: 'checkpoint' | 'routing' | 'bypass';
  checkpoint: CheckpointName | null;
  round: number;
  /** Key of the condition that ends the run. */
  firedKey: string | null;
  decision: CheckpointDecision | RoutingDecision | BypassDecision;
  /** For the live log. */
  message: string;
}

export interface SignalSetRecord {
  checkpoint: CheckpointName;
  round: number;
  signals: Signals;
}

/** The columns of a run that stages decide. */
export type RunFacts = Partial<
  Pick<
    Run,
    | 'title'
    | 'mediaKind'
    | 'durationSeconds'
    | 'contentType'
    | 'priority'
    | 'exitCheckpoint'
    | 'exitReason'
    | 'exitConfidence'
    | 'verdict'
    | 'qualityScore'
    | 'coherenceScore'
    | 'completenessScore'
    | 'informativenessScore'
    | 'wordCount'
    | 'heardSeconds'
    | 'speechSeconds'
  >
> & { processingType?: ProcessingType };

/** What a stage found and decided: stored in one transaction with the transition to the next stage. */
export interface StageOutcome {
  next: Stage | 'finish';
  facts: RunFacts;
  artifacts: PendingArtifact[];
  signalSets: SignalSetRecord[];
  gates: GateRecord[];
  /** Replaces what memory holds of the item. */
  memories?: Memories;
  /** Runs for the entries of a playlist. */
  children?: Intake[];
}

/** outcome fills in the lists that a stage leaves empty. */
export function outcome(next: StageOutcome['next'], rest: Partial<Omit<StageOutcome, 'next'>> = {}): StageOutcome {
  return { facts: {}, artifacts: [], signalSets: [], gates: [], ...rest, next };
}
