/** Runs as replay reads them: every signal, type and score that was stored, whatever was decided. */
import { WinnowError } from '@/lib/base/errors';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { hearingRounds, throughRound } from '@/lib/core/runs/rounds';
import type { CheckpointName, Signals } from '@/lib/core/signals/declared';
import type { RecordedRound, RecordedRun, ReplayedDecision } from '@/lib/core/tuning/replay';
import { database } from '@/lib/data/client';
import { loadEffectiveConfig } from '@/lib/data/effective-configs';
import type { Prisma } from '@/lib/data/generated/client';
import { findRecordings, type StoredRecording } from '@/lib/data/recorded-runs';
import { isShadowRound } from '@/lib/data/rounds';

export interface LoadedRun {
  recorded: RecordedRun;
  /** The configuration it was decided under. */
  config: EffectiveConfig;
  /** What was decided; null where the run did not finish. */
  decided: Omit<ReplayedDecision, 'steps'> | null;
}

/** loadRecordedRun reads what is stored of a run. Throws `not_found`. */
export async function loadRecordedRun(id: string): Promise<LoadedRun> {
  const [stored] = await findRecordings([id]);
  if (!stored) throw new WinnowError('not_found', `there is no run ${id}`);
  const run = await database().run.findUniqueOrThrow({ where: { id }, include: { decisions: { orderBy: { seq: 'asc' } } } });
  return {
    config: await loadEffectiveConfig(stored.effectiveConfigHash),
    recorded: recordedRunOf(stored),
    decided: run.state === 'finished' && run.processingType !== null ? decidedOf({ ...run, processingType: run.processingType }) : null,
  };
}

/** recordedRunOf puts together what replay reads of a stored run. */
export function recordedRunOf(stored: StoredRecording): RecordedRun {
  const { signals, windowCount } = stored;
  const signalsAt = (checkpoint: CheckpointName, round = 0): Signals | null =>
    signals.find((set) => set.checkpoint === checkpoint && set.round === round)?.signals ?? null;
  const early = made(stored.predictions, (engine) => engine.endsWith('/early'));
  const late = made(stored.predictions, (engine) => !engine.endsWith('/early'));
  const { own, shadow } = decidedRounds(stored);
  const schedule = hearingRounds(windowCount ?? 0, stored.maxSampleShare);
  const through = throughRound(
    schedule,
    own.some(({ whole }) => whole),
  );
  const [downloaded, transcribed] = [signalsAt('post_download'), signalsAt('post_transcription')];
  return {
    depth: stored.depth,
    requestedPriority: stored.priorityRequested ? stored.priority : null,
    extractorVersion: Math.max(0, ...signals.map((set) => set.extractorVersion)),
    offeredText: stored.offeredText,
    windowCount,
    downloaded: downloaded && early && { signals: downloaded, prediction: early },
    rounds: [...own, ...shadow],
    heardThrough: signalsAt('mid_transcription', through),
    transcribed: transcribed && late && { signals: transcribed, prediction: late },
    // A part-heard item's is the estimate of its last round; of the analysis a score of its own is kept.
    assessment: transcribed && made(stored.assessments, (engine) => !engine.endsWith('/full')),
    analyzed: signalsAt('post_analysis'),
  };
}

function made<T>(stored: readonly { engine: string; data: T }[], by: (engine: string) => boolean): T | null {
  return stored.findLast(({ engine }) => by(engine))?.data ?? null;
}

/** What the run decided by, and what was worked out afterwards; of a run that had to be heard by the speech API, that one's rounds. */
export function decidedRounds({ rounds }: Pick<StoredRecording, 'rounds'>): { own: RecordedRound[]; shadow: RecordedRound[] } {
  const of = (shadow: boolean) =>
    rounds
      .filter(({ engine }) => isShadowRound(engine) === shadow)
      .map(({ data: { step: _step, ...data }, scored }) => ({ ...data, scored }));
  const own = of(false);
  const byApi = own.filter(({ model }) => model === 'api');
  return { own: byApi.length > 0 ? byApi : own, shadow: of(true) };
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
