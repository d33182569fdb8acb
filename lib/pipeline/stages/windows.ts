/** Hearing windows as units of a lineage: each is kept as soon as it was heard, and none is heard twice by the same model. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import type { AcquiredItem, HeardWindow, SpeechModel, Window } from '@/lib/core/runs/content';
import { findArtifact, findUnits, saveArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { ITEM_CAPS } from '../caps';
import type { StageContext } from '../outcome';

/** An item that is being heard. */
export interface Hearing {
  path: string;
  windows: Window[];
  durationSeconds: number;
  /** What the lineage has heard so far, by model and window. */
  heard: Map<SpeechModel, Map<number, HeardWindow>>;
}

/** openHearing finds the media, its windows, and what was heard of it before by one of these models. */
export async function openHearing(context: StageContext, acquired: AcquiredItem, models: readonly SpeechModel[]): Promise<Hearing> {
  const path = mediaPath(context, acquired);
  const { windows, durationSeconds } = await plannedWindows(context, path);
  const heard: Hearing['heard'] = new Map();
  for (const model of models) heard.set(model, await findUnits(database(), context.run.lineageId, 'heard_window', model));
  return { path, windows, durationSeconds, heard };
}

/**
 * hearWindows returns these windows in playing order, as `model` heard them or one of the `better` models did before. What is missing is
 * heard by `model`.
 */
export async function hearWindows(
  { run, engines, signal, progress }: StageContext,
  { path, windows, heard }: Hearing,
  indexes: readonly number[],
  model: SpeechModel,
  better: readonly SpeechModel[] = [],
): Promise<HeardWindow[]> {
  const find = (index: number): HeardWindow | null => {
    for (const one of [...better, model]) {
      const found = heard.get(one)?.get(index);
      if (found) return found;
    }
    return null;
  };
  const waiting = indexes.filter((index) => find(index) === null);
  let done = indexes.length - waiting.length;
  const hearNext = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      signal.throwIfAborted();
      progress(done / windows.length, `Hearing window ${done + 1} of ${windows.length}`);
      const result = await engines.speech.hear(path, windows[index]!, model, signal);
      await saveArtifact(database(), { scopeRunId: run.lineageId, kind: 'heard_window', unit: index, engine: model }, result);
      heard.set(model, (heard.get(model) ?? new Map<number, HeardWindow>()).set(index, result));
      done++;
    }
  };
  await Promise.all(Array.from({ length: Math.min(engines.speech.concurrency, waiting.length) }, hearNext));
  return [...indexes].sort((a, b) => a - b).map((index) => find(index)!);
}

function mediaPath({ folder, run }: StageContext, acquired: AcquiredItem): string {
  const path = acquired.mediaFile && join(folder, acquired.mediaFile);
  if (path && existsSync(path)) return path;
  throw new WinnowError('engine_failed', `the media of run ${run.id} is not on this machine any more; submit it again`);
}

/** The plan is made once per lineage: the numbers of windows must mean the same in every run of it. */
async function plannedWindows(
  { run, engines, signal, progress }: StageContext,
  path: string,
): Promise<{ windows: Window[]; durationSeconds: number }> {
  const stored = await findArtifact(database(), run.lineageId, 'window_plan');
  if (stored) return stored;
  progress(0, 'Looking at the media');
  const probe = await engines.media.probe(path, signal);
  if (!probe.hasAudio) throw new WinnowError('no_audio', `${run.url} has no audio track`);
  if (probe.durationSeconds > ITEM_CAPS.maxDurationSeconds) {
    const hours = (seconds: number) => (seconds / 3600).toFixed(1);
    throw new WinnowError(
      'too_long',
      `${run.url} is ${hours(probe.durationSeconds)} h long; at most ${hours(ITEM_CAPS.maxDurationSeconds)} h are taken`,
    );
  }
  const plan = { windows: await engines.speech.planWindows(path, probe, signal), durationSeconds: probe.durationSeconds };
  await saveArtifact(database(), { scopeRunId: run.lineageId, kind: 'window_plan', engine: 'windows' }, plan);
  return plan;
}
