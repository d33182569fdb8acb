import { WinnowError } from '@/lib/base/errors';
import { askMidTranscription, canEndInRounds, decideRound, openRound } from '@/lib/core/gates/rounds';
import { samplesWithSmallModel } from '@/lib/core/gates/sample-model';
import { afterHearing } from '@/lib/core/gates/score-text';
import type { ConditionOutcome, RoundDecision } from '@/lib/core/gates/types';
import type { AcquiredItem, ContentTypePrediction, HeardWindow, SpeechModel } from '@/lib/core/runs/content';
import { type HearingRound, hearingRounds, type RoundRecord, throughRound } from '@/lib/core/runs/rounds';
import type { Signals } from '@/lib/core/signals/declared';
import { requireArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { findRounds, saveRound } from '@/lib/data/rounds';
import { judgeLanguage } from '@/lib/engines/transcribe';
import { bypassRecord, checkpointRecord, exitFacts, knownSignals, routingRecord } from '../gate';
import { artifact, outcome, type PendingArtifact, type RunFacts, type StageContext, type StageOutcome } from '../outcome';
import { heardSecondsOf, heardSignals, heardTranscript, readRound, roundRecord, scoreRound, wordCountOf } from '../rounds';
import { customTypesOf } from './acquire';
import { scoreFacts } from './scores';
import { type Hearing, hearWindows, openHearing } from './windows';

/** From so many windows on, a language that the model does not know ends the run without hearing the rest. */
const LANGUAGE_SURE_WINDOWS = 8;

/** What hears the samples and, where their quick result may yet be good enough, all of it; and what hears the item through. */
interface Ladder {
  sample: SpeechModel;
  best: SpeechModel;
}

/**
 * hearStage hears the item in rounds, each window a unit that is kept as soon as it was heard, and each round decided as soon as its windows
 * were: the run stops, its quick result is kept, the next round is heard (after the last sample by the small model alone), or everything
 * is heard by the best model. Where nothing in the configuration could end the run before, the item is heard through, in the same order. No
 * window is heard twice by the same model. The ladder goes on to the speech API, where one is configured, for a language that the local
 * models do not know.
 */
export async function hearStage(context: StageContext): Promise<StageOutcome> {
  const { models } = context.engines.speech;
  const prediction = await requireArtifact(database(), context.run.id, 'prediction');
  const small = models.includes('moonshine-tiny') && samplesWithSmallModel(prediction, context.run.depth, context.config);
  const local = await hearWith(context, { sample: small ? 'moonshine-tiny' : 'moonshine-base', best: 'moonshine-base' }, prediction);
  if (local.supported) return local.outcome;
  const remote = models.includes('api') ? await hearWith(context, { sample: 'api', best: 'api' }, prediction) : local;
  if (remote.supported) return remote.outcome;
  throw new WinnowError(
    'unsupported_language',
    `what is said sounds like ${remote.language ?? 'a language'} that no configured model knows`,
  );
}

type Heard = { supported: true; outcome: StageOutcome } | { supported: false; language: string | null };

/** An item being heard by one rung of the ladder. */
interface Session {
  context: StageContext;
  ladder: Ladder;
  acquired: AcquiredItem;
  hearing: Hearing;
  /** Signals of the checkpoint before. */
  before: Signals;
  /** Rounds that an interrupted attempt decided. */
  known: Map<number, RoundRecord>;
  /** The newest guess of the type. */
  prediction: ContentTypePrediction;
  /** Gathers what was decided. */
  result: StageOutcome;
}

async function hearWith(context: StageContext, ladder: Ladder, prediction: ContentTypePrediction): Promise<Heard> {
  const { run, config } = context;
  const acquired = await requireArtifact(database(), run.lineageId, 'acquired');
  const hearing = await openHearing(context, acquired, [...new Set([ladder.best, ladder.sample])]);
  const before = await knownSignals(run.id);
  const { own } = await findRounds(database(), run.id);
  const known = new Map(own.filter(({ model }) => [ladder.sample, ladder.best].includes(model)).map((one) => [one.round, one]));
  const session: Session = { context, ladder, acquired, hearing, before, known, prediction, result: outcome('assess') };
  const rounds = hearingRounds(hearing.windows.length, config.quality.maxSampleShare);
  // Of an item that is too short for a sample, nothing could be spared.
  if (!canEndInRounds(config, run.depth) || rounds.length < 2) return hearThrough(session, rounds);
  const ended = await hearInRounds(session, rounds);
  if (ended) return ended;
  const wholeBySmall = session.result.signalSets.some(({ round }) => round === rounds.length);
  return hearThrough(session, [{ ...rounds.at(-1)!, round: throughRound(rounds, wholeBySmall) }]);
}

/** hearThrough hears the item by the best model. Of its rounds only what costs nothing is measured, and only a condition may stop it. */
async function hearThrough(session: Session, rounds: readonly HearingRound[]): Promise<Heard> {
  const { context, ladder, hearing, before, prediction, result } = session;
  for (const { round, windows, whole } of rounds) {
    const heard = await hearWindows(context, hearing, windows, ladder.best);
    const foreign = foreignLanguage(heard, whole);
    if (foreign) return foreign;
    const measured = heardSignals(heard, hearing.durationSeconds, whole);
    const { depth } = context.run;
    const decision = askMidTranscription({ signals: { ...before, ...measured }, prediction, depth, config: context.config });
    record(session, round, { ...decision, routing: null, bypass: null });
    Object.assign(result.facts, heardFacts(heard, hearing));
    result.artifacts = [transcriptArtifact(heard)];
    if (decision.checkpoint.fired) return { supported: true, outcome: stopped(session, decision.checkpoint.fired) };
  }
  return { supported: true, outcome: result };
}

/** hearInRounds returns null where the best model has to hear the item through. */
async function hearInRounds(session: Session, rounds: readonly HearingRound[]): Promise<Heard | null> {
  const { context, ladder, hearing, result } = session;
  let toTheEnd = false;
  for (const round of rounds) {
    if (toTheEnd && !round.whole) continue;
    const heard = await hearWindows(context, hearing, round.windows, ladder.sample, [ladder.best]);
    // What the small model takes for a foreign language is left to the best one.
    const foreign = ladder.sample === ladder.best ? foreignLanguage(heard, false) : null;
    if (foreign) return foreign;
    const { kept, decision } = await decideHeard(session, round, heard);
    session.prediction = kept.prediction;
    record(session, round.round, decision);
    Object.assign(result.facts, { ...heardFacts(heard, hearing), contentType: decision.contentType });
    if (decision.routing) result.facts.priority = decision.routing.priority;
    if (decision.step === 'escalate') return null;
    toTheEnd = decision.step === 'rest';
    if (toTheEnd || decision.step === 'next') continue;
    if (round.whole) result.facts.wordCount = wordCountOf(heardTranscript(heard));
    result.artifacts = [transcriptArtifact(heard), artifact('run', 'prediction', kept.prediction.engine, kept.prediction)];
    if (decision.checkpoint.fired) return { supported: true, outcome: stopped(session, decision.checkpoint.fired) };
    return { supported: true, outcome: keptLight(session, kept) };
  }
  return null;
}

/** decideHeard decides a round; what an interrupted attempt found out about it is not found out again. */
async function decideHeard(
  { context, acquired, hearing, before, known }: Session,
  round: HearingRound,
  heard: HeardWindow[],
): Promise<{ kept: RoundRecord; decision: RoundDecision }> {
  const { run, engines, config, signal, progress } = context;
  const { metadata, mediaKind } = acquired;
  const { durationSeconds, windows } = hearing;
  const { weights } = config.quality;
  const { lastSample, whole } = round;
  const material = { engines, metadata, mediaKind, customTypes: customTypesOf(context), heard, whole, durationSeconds, weights, before };
  const requestedPriority = run.priorityRequested ? run.priority : null;
  const asked = { depth: run.depth, requestedPriority, config, lastSample, whole };
  const stored = known.get(round.round);
  if (stored) return { kept: stored, decision: decideRound({ ...asked, ...stored }) };

  const reading = await readRound(material, signal);
  const { step } = openRound({ ...asked, ...reading });
  progress(round.windows.length / windows.length, 'Weighing what was heard so far');
  const score = step === null || step === 'light' ? await scoreRound(material, signal) : null;
  const decision = decideRound({ ...asked, ...reading, assessment: score?.assessment ?? null });
  const kept = roundRecord(round, reading, score, decision);
  await saveRound(database(), run.id, kept, { shadow: false });
  return { kept, decision };
}

/** Keeps a record of every gate that was asked in a round. */
function record(
  { result }: Session,
  round: number,
  { signals, checkpoint, routing, bypass }: Omit<RoundDecision, 'step' | 'reason'>,
): void {
  result.signalSets.push({ checkpoint: 'mid_transcription', round, signals });
  result.gates.push(checkpointRecord(checkpoint, round));
  if (routing) result.gates.push(routingRecord(routing, round));
  if (bypass) result.gates.push(bypassRecord(bypass, round));
}

function stopped({ result }: Session, fired: ConditionOutcome): StageOutcome {
  return { ...result, next: 'remember', facts: { ...result.facts, ...exitFacts('mid_transcription', fired) } };
}

function keptLight({ result, context }: Session, { quickResult, assessment, step, reason, heardShare }: RoundRecord): StageOutcome {
  const byType = step === 'light' && context.run.depth === 'auto';
  const verdict = byType ? `Kept light${afterHearing(heardShare)}. ${reason}` : reason;
  const scores = assessment ? scoreFacts(assessment) : {};
  return {
    ...result,
    next: 'remember',
    facts: { ...result.facts, ...scores, processingType: 'lightweight', verdict },
    artifacts: [
      ...result.artifacts,
      ...(quickResult ? [artifact('run', 'quick_result', quickResult.engine, quickResult)] : []),
      ...(assessment ? [artifact('run', 'assessment', assessment.engine, assessment)] : []),
    ],
  };
}

/** Better no transcript than nonsense in the wrong language. */
function foreignLanguage(heard: readonly HeardWindow[], whole: boolean): Heard | null {
  const { supported, language } = judgeLanguage(heard);
  return !supported && (whole || heard.length >= LANGUAGE_SURE_WINDOWS) ? { supported: false, language } : null;
}

function transcriptArtifact(heard: readonly HeardWindow[]): PendingArtifact {
  const transcript = heardTranscript(heard);
  return artifact('run', 'transcript', transcript.engine, transcript);
}

function heardFacts(heard: readonly HeardWindow[], { durationSeconds }: Hearing): RunFacts {
  return {
    durationSeconds,
    heardSeconds: heardSecondsOf(heard),
    speechSeconds: heard.reduce((sum, { speechSeconds }) => sum + speechSeconds, 0),
  };
}
