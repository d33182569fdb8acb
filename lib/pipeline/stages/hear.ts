import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import type { AcquiredItem, HeardWindow, SpeechModel, Transcript, Window } from '@/lib/core/runs/content';
import { hearingRounds } from '@/lib/core/runs/rounds';
import { bestHearings, sampleSignals } from '@/lib/core/signals/sample';
import { findArtifact, findUnits, requireArtifact, saveArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { judgeLanguage, transcriptSegments } from '@/lib/engines/transcribe';
import { ITEM_CAPS } from '../caps';
import { exitFacts, knownSignals, passCheckpoint } from '../gate';
import { artifact, type GateRecord, outcome, type RunFacts, type SignalSetRecord, type StageContext, type StageOutcome } from '../outcome';

/** From so many windows on, a language that the model does not know ends the run without hearing the rest. */
const LANGUAGE_SURE_WINDOWS = 8;

/**
 * hearStage hears the item's windows in rounds, each window a unit that is kept as soon as it was heard, and asks mid_transcription after
 * each round. A window that the lineage has heard before with the same model is not heard again. The ladder goes on to the speech API, where
 * one is configured, for a language that the local model does not know.
 */
export async function hearStage(context: StageContext): Promise<StageOutcome> {
  const local = await hearWith(context, 'moonshine-base');
  if (local.supported) return local.outcome;
  const { models } = context.engines.speech;
  const remote = models.includes('api') ? await hearWith(context, 'api') : local;
  if (remote.supported) return remote.outcome;
  throw new WinnowError(
    'unsupported_language',
    `what is said sounds like ${remote.language ?? 'a language'} that no configured model knows`,
  );
}

type Hearing = { supported: true; outcome: StageOutcome } | { supported: false; language: string | null };

async function hearWith(context: StageContext, model: SpeechModel): Promise<Hearing> {
  const { run } = context;
  const acquired = await requireArtifact(database(), run.lineageId, 'acquired');
  const path = mediaPath(context, acquired);
  const { windows, durationSeconds } = await plannedWindows(context, path);
  const heard = new Map<number, HeardWindow>(await findUnits(database(), run.lineageId, 'heard_window', model));
  const contentType = run.contentType ?? 'general';
  const before = await knownSignals(run.id);

  const gates: GateRecord[] = [];
  const signalSets: SignalSetRecord[] = [];
  const end = (next: 'assess' | 'remember', exit: RunFacts = {}): Hearing => ({
    supported: true,
    outcome: outcome(next, {
      facts: { ...heardFacts(heard, durationSeconds), ...exit },
      artifacts: [artifact('run', 'transcript', model, transcriptOf(heard, model))],
      signalSets,
      gates,
    }),
  });
  for (const [i, round] of hearingRounds(windows.length).entries()) {
    const inRound = round.map((index) => windows[index]!);
    await hearWindows(context, path, inRound, model, heard, windows.length);
    const whole = heard.size === windows.length;
    // Better no transcript than nonsense in the wrong language.
    const language = judgeLanguage([...heard.values()]);
    if (!language.supported && (whole || heard.size >= LANGUAGE_SURE_WINDOWS)) return { supported: false, language: language.language };
    const sample = sampleSignals([...heard.values()], durationSeconds);
    // A wholly heard item has a word count, not an estimate.
    const signals = { ...before, duration_seconds: durationSeconds, ...sample, ...(whole ? { estimated_word_count: null } : {}) };
    const pass = passCheckpoint(context, 'mid_transcription', i + 1, contentType, signals);
    gates.push(pass.gate);
    signalSets.push(pass.signalSet);
    if (pass.decision.fired) return end('remember', exitFacts('mid_transcription', pass.decision.fired));
  }
  return end('assess');
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

/** hearWindows hears what is not yet in `heard`, saves each window as it is done, and adds it. */
async function hearWindows(
  context: StageContext,
  path: string,
  windows: Window[],
  model: SpeechModel,
  heard: Map<number, HeardWindow>,
  total: number,
): Promise<void> {
  const { run, engines, signal, progress } = context;
  const waiting = windows.filter(({ index }) => !heard.has(index));
  const hearNext = async (): Promise<void> => {
    for (let window = waiting.shift(); window; window = waiting.shift()) {
      signal.throwIfAborted();
      progress(heard.size / total, `Hearing window ${heard.size + 1} of ${total}`);
      const result = await engines.speech.hear(path, window, model, signal);
      await saveArtifact(database(), { scopeRunId: run.lineageId, kind: 'heard_window', unit: window.index, engine: model }, result);
      heard.set(window.index, result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(engines.speech.concurrency, waiting.length) }, hearNext));
}

function heardFacts(heard: Map<number, HeardWindow>, durationSeconds: number) {
  const windows = [...heard.values()];
  return {
    durationSeconds,
    heardSeconds: windows.reduce((sum, { window }) => sum + window.endSeconds - window.startSeconds, 0),
    speechSeconds: windows.reduce((sum, { speechSeconds }) => sum + speechSeconds, 0),
  };
}

function transcriptOf(heard: Map<number, HeardWindow>, model: SpeechModel): Transcript {
  const windows = bestHearings([...heard.values()]);
  const language = judgeLanguage(windows).language;
  return { origin: model === 'api' ? 'speech_api' : 'speech_local', language, engine: model, segments: transcriptSegments(windows) };
}
