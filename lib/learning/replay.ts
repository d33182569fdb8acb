/** Runs as replay reads them: every signal, type and score that was stored, whatever was decided. */
import { WinnowError } from '@/lib/base/errors';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { hearingRounds, throughRound } from '@/lib/core/runs/rounds';
import type { CheckpointName, Signals } from '@/lib/core/signals/declared';
import type { RecordedRound, RecordedRun, ReplayedDecision } from '@/lib/core/tuning/replay';
import { type ArtifactData, type ArtifactKind, findArtifact, findArtifacts, type StoredArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { loadEffectiveConfig } from '@/lib/data/effective-configs';
import type { Prisma } from '@/lib/data/generated/client';
import { findRounds, type StoredRounds } from '@/lib/data/rounds';

export interface LoadedRun {
  recorded: RecordedRun;
  /** The configuration it was decided under. */
  config: EffectiveConfig;
  /** What was decided; null where the run did not finish. */
  decided: Omit<ReplayedDecision, 'steps'> | null;
}

/** loadRecordedRun reads what is stored of a run. Throws `not_found`. */
export async function loadRecordedRun(id: string): Promise<LoadedRun> {
  const db = database();
  const run = await db.run.findUnique({ where: { id }, include: { signalSets: true, decisions: { orderBy: { seq: 'asc' } } } });
  if (!run) throw new WinnowError('not_found', `there is no run ${id}`);
  const [config, acquired, plan, predictions, rounds, assessments] = await Promise.all([
    loadEffectiveConfig(run.effectiveConfigHash),
    findArtifact(db, run.lineageId, 'acquired'),
    findArtifact(db, run.lineageId, 'window_plan'),
    findArtifacts(db, id, 'prediction'),
    findRounds(db, id),
    findArtifacts(db, id, 'assessment'),
  ]);
  const signalsAt = (checkpoint: CheckpointName, round = 0) =>
    (run.signalSets.find((set) => set.checkpoint === checkpoint && set.round === round)?.signals ?? null) as Signals | null;
  const early = made(predictions, (engine) => engine.endsWith('/early'));
  const late = made(predictions, (engine) => !engine.endsWith('/early'));
  const windowCount = plan?.windows.length ?? null;
  const schedule = hearingRounds(windowCount ?? 0, config.quality.maxSampleShare);
  const through = throughRound(
    schedule,
    rounds.own.some(({ whole }) => whole),
  );
  const [downloaded, transcribed] = [signalsAt('post_download'), signalsAt('post_transcription')];
  return {
    config,
    recorded: {
      depth: run.depth,
      requestedPriority: run.priorityRequested ? run.priority : null,
      extractorVersion: Math.max(0, ...run.signalSets.map((set) => set.extractorVersion)),
      offeredText: acquired !== null && acquired.transcript !== null,
      windowCount,
      downloaded: downloaded && early && { signals: downloaded, prediction: early },
      rounds: recordedRounds(rounds),
      heardThrough: signalsAt('mid_transcription', through),
      transcribed: transcribed && late && { signals: transcribed, prediction: late },
      // A part-heard item's is the estimate of its last round; of the analysis a score of its own is kept.
      assessment: transcribed && made(assessments, (engine) => !engine.endsWith('/full')),
      analyzed: signalsAt('post_analysis'),
    },
    decided: run.state === 'finished' && run.processingType !== null ? decidedOf({ ...run, processingType: run.processingType }) : null,
  };
}

function made<K extends ArtifactKind>(stored: readonly StoredArtifact<K>[], by: (engine: string) => boolean): ArtifactData[K] | null {
  return stored.findLast(({ engine }) => by(engine))?.data ?? null;
}

function recordedRounds({ own, shadow }: StoredRounds): RecordedRound[] {
  return [...own, ...shadow].map(({ quickResult, step: _step, reason: _reason, ...rest }) => ({ ...rest, scored: quickResult !== null }));
}

type FinishedRun = Prisma.RunGetPayload<{ include: { decisions: true } }> & Pick<ReplayedDecision, 'processingType'>;

function decidedOf({ processingType, exitCheckpoint, decisions }: FinishedRun): LoadedRun['decided'] {
  const fired = processingType === 'early_exit' ? decisions.findLast(({ firedKey }) => firedKey !== null) : null;
  const ended =
    fired ?? (processingType === 'lightweight' ? decisions.findLast(({ kind }) => kind === 'bypass' || kind === 'routing') : null);
  return {
    processingType,
    exitCheckpoint: exitCheckpoint as CheckpointName | null,
    firedKey: fired?.firedKey ?? null,
    round: ended?.round ?? 0,
  };
}
