/**
 * Replay: what another configuration would have decided about a run, from what was measured and stored of it. It asks the same functions as the
 * stages, so a run replayed under its own configuration gives its own decisions. What the candidate would need and was never measured makes
 * the answer unknown, never fine.
 */
import { evaluateCheckpoint } from '@/lib/core/gates/checkpoint';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import type { RoundInput } from '@/lib/core/gates/inputs';
import { weigh } from '@/lib/core/gates/overall';
import { askMidTranscription, canEndInRounds, decideRound, openRound } from '@/lib/core/gates/rounds';
import { settleContentType, withContentType } from '@/lib/core/gates/routing';
import type { RoundDecision } from '@/lib/core/gates/types';
import { decideAssessed, decideTranscribed } from '@/lib/core/gates/whole';
import type { Assessment, ContentTypePrediction, SpeechModel } from '@/lib/core/runs/content';
import { type HearingRound, hearingRounds, type RoundRecord, type RoundStep, throughRound } from '@/lib/core/runs/rounds';
import type { Depth, Priority, ProcessingType } from '@/lib/core/runs/states';
import { type CheckpointName, EXTRACTOR_VERSION, type Signals } from '@/lib/core/signals/declared';

export type RecordedRound = Omit<RoundRecord, 'quickResult' | 'step' | 'reason'> & {
  /** Whether its quick result was made; its assessment is null too where nothing was said. */
  scored: boolean;
};

/** What is stored of a run, as far as gates read it. null: the run did not get so far. */
export interface RecordedRun {
  depth: Depth;
  /** What the submitter asked for; null = the content type decides. */
  requestedPriority: Priority | null;
  extractorVersion: number;
  /** Whether the source offered the text, so that nothing was heard. */
  offeredText: boolean;
  /** Windows of the whole item; null where it was not heard. */
  windowCount: number | null;
  /** post_download, with the guess from title, description and source. */
  downloaded: { signals: Signals; prediction: ContentTypePrediction } | null;
  /** Decided rounds, the run's own before those that were worked out afterwards. */
  rounds: readonly RecordedRound[];
  /** mid_transcription on the whole item as the best model heard it. */
  heardThrough: Signals | null;
  /** post_transcription, with the type of the whole text. */
  transcribed: { signals: Signals; prediction: ContentTypePrediction } | null;
  /** Of the quick result against the whole text. */
  assessment: Assessment | null;
  /** post_analysis. */
  analyzed: Signals | null;
}

/** A round as it went under the candidate. */
export interface ReplayedRound {
  round: number;
  /** What heard it when it was recorded. */
  model: SpeechModel;
  heardShare: number;
  step: RoundStep;
}

export interface ReplayedDecision {
  processingType: ProcessingType;
  exitCheckpoint: CheckpointName | null;
  /** Key of the condition that ended it. */
  firedKey: string | null;
  /** Round in which it was stopped or kept; 0 where it was heard through or read. */
  round: number;
  /** Every decided round in order. */
  steps: ReplayedRound[];
}

export type ReplayOutcome = ReplayedDecision | { unknown: string };

export function replay(recorded: RecordedRun, config: EffectiveConfig): ReplayOutcome {
  if (recorded.extractorVersion !== EXTRACTOR_VERSION) return { unknown: 'its signals were measured by another version' };
  const { downloaded, depth, offeredText } = recorded;
  if (!downloaded) return { unknown: 'it was not acquired' };
  const settled = settleContentType(downloaded.prediction, config);
  const { contentType } = settled;
  const signals = withContentType(downloaded.signals, settled);
  const { fired } = evaluateCheckpoint({ checkpoint: 'post_download', signals, contentType, depth, config });
  if (fired) return exit('post_download', fired.key, 0, []);
  if (offeredText) return replayWhole(recorded, config, []);
  return replayRounds(recorded, downloaded.prediction, config);
}

function exit(exitCheckpoint: CheckpointName, firedKey: string, round: number, steps: ReplayedRound[]): ReplayedDecision {
  return { processingType: 'early_exit', exitCheckpoint, firedKey, round, steps };
}

function light(round: number, steps: ReplayedRound[]): ReplayedDecision {
  return { processingType: 'lightweight', exitCheckpoint: null, firedKey: null, round, steps };
}

function replayRounds(recorded: RecordedRun, guess: ContentTypePrediction, config: EffectiveConfig): ReplayOutcome {
  const { depth, windowCount } = recorded;
  const steps: ReplayedRound[] = [];
  if (!canEndInRounds(config, depth)) return replayWhole(recorded, config, steps);
  if (windowCount === null) return { unknown: 'it was not heard' };
  let prediction = guess;
  const schedule = hearingRounds(windowCount, config.quality.maxSampleShare);
  let [toTheEnd, isWhole] = [false, false];
  // An item that is too short for a sample is heard through at once.
  for (const planned of schedule.length > 1 ? schedule : []) {
    if (toTheEnd && !planned.whole) continue;
    const replayed = replayRound(recorded, planned, config);
    if ('unknown' in replayed) return replayed;
    const { heard, decision } = replayed;
    const { step } = decision;
    const { round } = planned;
    prediction = heard.prediction;
    steps.push({ round, model: heard.model, heardShare: heard.heardShare, step });
    if (decision.checkpoint.fired) return exit('mid_transcription', decision.checkpoint.fired.key, round, steps);
    if (step === 'light' || step === 'keep') return light(round, steps);
    toTheEnd = step === 'rest';
    isWhole = planned.whole;
    if (step === 'escalate') break;
  }
  if (!recorded.heardThrough) return { unknown: 'it was not heard to its end' };
  const { fired } = askMidTranscription({ signals: recorded.heardThrough, prediction, depth, config }).checkpoint;
  if (fired) return exit('mid_transcription', fired.key, throughRound(schedule, isWhole), steps);
  return replayWhole(recorded, config, steps);
}

/** A round is known by how many windows were heard by its end: the order of windows is always the same. */
function replayRound(
  recorded: RecordedRun,
  { windows: { length: windowsHeard }, lastSample, whole }: HearingRound,
  config: EffectiveConfig,
): { heard: RecordedRound; decision: RoundDecision } | { unknown: string } {
  const candidates = recorded.rounds.filter(
    ({ windows, extractorVersion }) => windows.length === windowsHeard && extractorVersion === EXTRACTOR_VERSION,
  );
  for (const heard of candidates) {
    const input: RoundInput = { ...askedWith(recorded, config), ...heard, lastSample, whole };
    if (!heard.scored && openRound(input).step === null) continue;
    const assessment = heard.assessment && weighed(heard.assessment, config);
    return { heard, decision: decideRound({ ...input, assessment }) };
  }
  const isHeard = candidates.length > 0;
  if (whole) return { unknown: `all of it was not ${isHeard ? 'scored as the small model heard it' : 'heard by the small model'}` };
  return { unknown: `what ${windowsHeard} windows say was not ${isHeard ? 'scored' : 'sampled'}` };
}

function replayWhole(recorded: RecordedRun, config: EffectiveConfig, steps: ReplayedRound[]): ReplayOutcome {
  const { transcribed, depth } = recorded;
  if (!transcribed) return { unknown: 'its whole text was not read' };
  const read = decideTranscribed({ ...askedWith(recorded, config), ...transcribed });
  if (read.checkpoint.fired) return exit('post_transcription', read.checkpoint.fired.key, 0, steps);
  if (!recorded.assessment) {
    return read.routing.mode === 'lightweight' ? light(0, steps) : { unknown: 'its quick result was not scored' };
  }
  const assessed = decideAssessed({ transcribed: read, assessment: weighed(recorded.assessment, config), depth, config });
  if (assessed.checkpoint?.fired) return exit('post_quality_filtering', assessed.checkpoint.fired.key, 0, steps);
  if (assessed.step !== 'analyze') return light(0, steps);
  const { contentType } = read;
  const signals = { ...recorded.analyzed, ...assessed.signals };
  const analyzed = evaluateCheckpoint({ checkpoint: 'post_analysis', signals, contentType, depth, config });
  if (!recorded.analyzed && analyzed.enabled && analyzed.conditions.length > 0) return { unknown: 'it was not analysed' };
  if (analyzed.fired) return exit('post_analysis', analyzed.fired.key, 0, steps);
  return { processingType: 'full', exitCheckpoint: null, firedKey: null, round: 0, steps };
}

function askedWith({ depth, requestedPriority }: RecordedRun, config: EffectiveConfig) {
  return { depth, requestedPriority, config };
}

/** `overall` follows from the dimensions by the candidate's weights. */
function weighed(assessment: Assessment, config: EffectiveConfig): Assessment {
  return { ...assessment, ...weigh(assessment, config.quality.weights) };
}
