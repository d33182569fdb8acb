import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { decideRound } from '@/lib/core/gates/rounds';
import type { SpeechModel } from '@/lib/core/runs/content';
import { hearingRounds } from '@/lib/core/runs/rounds';
import type { Signals } from '@/lib/core/signals/declared';
import { findArtifact, findUnits, requireArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import type { Run } from '@/lib/data/generated/client';
import { findRounds, saveRound } from '@/lib/data/rounds';
import type { Engines } from './engines';
import { assessRound, roundRecord } from './rounds';
import { customTypesOf } from './stages/acquire';

/**
 * recordShadowRounds works out what each sample round would have said of an item that was heard through: the same measures on the windows that
 * the round would have heard, as the full run's model heard them. Each is stored as it is done; rounds that the run scored itself are
 * left alone. Does nothing for an item that was not heard.
 */
export async function recordShadowRounds(
  run: Run,
  config: EffectiveConfig,
  engines: Pick<Engines, 'classifier' | 'summarizer' | 'assessor'>,
  signal?: AbortSignal,
): Promise<void> {
  const db = database();
  const plan = await findArtifact(db, run.lineageId, 'window_plan');
  if (!plan) return;
  const { metadata, mediaKind } = await requireArtifact(db, run.lineageId, 'acquired');
  const model = (await requireArtifact(db, run.id, 'transcript')).engine as SpeechModel;
  const windows = await findUnits(db, run.lineageId, 'heard_window', model);
  const downloaded = await db.signalSet.findFirst({ where: { runId: run.id, checkpoint: 'post_download' } });
  const before = (downloaded?.signals ?? {}) as unknown as Signals;
  const { own, shadow } = await findRounds(db, run.id);
  const scored = new Set([...own, ...shadow].filter(({ quickResult }) => quickResult !== null).map(({ round }) => round));
  const customTypes = customTypesOf({ config });
  const { weights, maxSampleShare } = config.quality;
  const schedule = hearingRounds(plan.windows.length, maxSampleShare);
  const samples = schedule.slice(0, 1 + schedule.findIndex(({ lastSample }) => lastSample));
  for (const round of samples) {
    if (scored.has(round.round)) continue;
    const heard = [...round.windows].sort((a, b) => a - b).flatMap((index) => windows.get(index) ?? []);
    // A full run may have been heard on two rungs of the ladder; a sample that its model did not hear says nothing.
    if (heard.length < round.windows.length) return;
    const { durationSeconds } = plan;
    const { lastSample, whole } = round;
    const material = { engines, metadata, mediaKind, customTypes, heard, whole, durationSeconds, weights, before };
    const reading = await assessRound(material, signal);
    const asked = { depth: 'auto', requestedPriority: run.priorityRequested ? run.priority : null, config } as const;
    const decision = decideRound({ ...asked, ...reading, lastSample, whole });
    await saveRound(db, run.id, roundRecord(round, reading, reading, decision), { shadow: true });
  }
}
