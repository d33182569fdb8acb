import { ERROR_KINDS, type ErrorCode, WinnowError } from '@/lib/base/errors';
import type { BypassDecision, CheckpointDecision, RoutingDecision } from '@/lib/core/gates/types';
import { timeSavedPct } from '@/lib/core/metrics/expected-full';
import type { MediaKind, Transcript, Window } from '@/lib/core/runs/content';
import type { ListRunsRequest } from '@/lib/core/runs/requests';
import { type RoundRecord, type Stretch, unheardStretches } from '@/lib/core/runs/rounds';
import { isFinal, RUN_STATES, STAGES } from '@/lib/core/runs/states';
import type {
  DecisionView,
  RoundView,
  RunDetailView,
  RunErrorView,
  RunPageView,
  RunSummaryView,
  SignalSetView,
  StageView,
} from '@/lib/core/runs/views';
import { CHECKPOINTS, type CheckpointName, SIGNALS, type SignalName, type Signals } from '@/lib/core/signals/declared';
import { findArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { loadEffectiveConfig } from '@/lib/data/effective-configs';
import type { Decision, Prisma, Run, RunStage, SignalSet } from '@/lib/data/generated/client';
import { findRounds } from '@/lib/data/rounds';
import { auditView } from './audit-view';
import { heardSoFar } from './heard-so-far';
import { isRunId } from './run-id';
import { findMedia } from './run-media';

/** listRuns returns a page of runs, newest first, and a cursor that goes on after its last row. */
export async function listRuns(query: ListRunsRequest): Promise<RunPageView> {
  const cursor = query.cursor && isRunId(query.cursor) ? query.cursor : null;
  const where: Prisma.RunWhereInput = {
    // Audits are evidence, not something anybody asked for; the page of the run they audit shows them.
    kind: { not: 'audit' },
    ...(cursor ? { id: { lt: cursor } } : {}),
    ...(query.state ? { state: query.state === 'active' ? { in: RUN_STATES.filter((state) => !isFinal(state)) } : query.state } : {}),
    ...(query.processing_type ? { processingType: query.processing_type } : {}),
    ...(query.content_type ? { contentType: query.content_type } : {}),
    ...(query.q ? { OR: [{ title: contains(query.q) }, { canonicalUrl: contains(query.q) }] } : {}),
  };
  // Run ids are UUIDv7: their order is the order of creation.
  const rows = await database().run.findMany({ where, orderBy: { id: 'desc' }, take: query.limit + 1, include: { stages: true } });
  const page = rows.slice(0, query.limit);
  return { runs: page.map(summaryOf), nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null };
}

function contains(words: string): Prisma.StringFilter {
  return { contains: words.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' };
}

/** getRun returns everything a run's page shows. Throws `not_found`. */
export async function getRun(id: string): Promise<RunDetailView> {
  const db = database();
  const run = isRunId(id)
    ? await db.run.findUnique({
        where: { id },
        include: {
          stages: true,
          signalSets: true,
          decisions: { orderBy: { seq: 'asc' } },
          children: { where: { kind: { not: 'audit' } }, orderBy: { id: 'asc' }, take: 500, include: { stages: true } },
          feedback: true,
          _count: { select: { subscribers: true } },
        },
      })
    : null;
  if (!run) throw new WinnowError('not_found', `there is no run ${id}`);
  const [acquired, plan, rounds, prediction, quickResult, assessment, analysis, stored, soFar, media, config, audit] = await Promise.all([
    findArtifact(db, run.lineageId, 'acquired'),
    findArtifact(db, run.lineageId, 'window_plan'),
    findRounds(db, run.id),
    findArtifact(db, run.id, 'prediction'),
    findArtifact(db, run.id, 'quick_result'),
    findArtifact(db, run.id, 'assessment'),
    findArtifact(db, run.id, 'analysis'),
    findArtifact(db, run.id, 'transcript'),
    heardSoFar(run),
    findMedia(run),
    loadEffectiveConfig(run.effectiveConfigHash),
    auditView(run),
  ]);
  const transcript = stored ?? soFar?.transcript ?? null;
  const heardSeconds = soFar?.heardSeconds ?? run.heardSeconds;
  const durationSeconds = run.durationSeconds ?? plan?.durationSeconds ?? null;
  return {
    ...summaryOf(run),
    metadata: acquired?.metadata ?? null,
    hasMedia: media !== null,
    stages: STAGES.flatMap((stage) => run.stages.filter((row) => row.stage === stage)).map(stageOf),
    signalSets: run.signalSets.sort((a, b) => order(a) - order(b) || a.round - b.round).map(signalSetOf),
    decisions: run.decisions.map(decisionOf),
    prediction,
    quickResult,
    assessment,
    analysis,
    transcriptInfo: transcript && {
      origin: transcript.origin,
      language: transcript.language,
      segmentCount: transcript.segments.length,
      wordCount: countWords(transcript),
      heardShare: heardSeconds !== null && durationSeconds ? Math.min(1, heardSeconds / durationSeconds) : 1,
      unheard: unheardOf(rounds.own.at(-1), plan?.windows ?? []),
    },
    rounds: rounds.own.map(roundOf),
    effectiveConfig: {
      hash: run.effectiveConfigHash,
      version: run.configVersionNumber,
      flags: [
        { name: 'quality_filtering', on: config.flags.qualityFiltering },
        { name: 'content_routing', on: config.flags.contentRouting },
        { name: 'early_exit', on: config.flags.earlyExit },
      ],
    },
    children: run.children
      .filter(({ lineageId }) => lineageId === run.lineageId)
      .map(({ id: childId, kind, state, createdAt }) => ({
        id: childId,
        kind,
        state,
        createdAt: createdAt.toISOString(),
      })),
    entries: run.children.filter(({ lineageId }) => lineageId !== run.lineageId).map(summaryOf),
    isEntry: run.parentRunId !== null && run.lineageId === run.id,
    subscriberCount: run._count.subscribers,
    feedback: (run.feedback?.verdict as 'up' | 'down' | undefined) ?? null,
    audit,
    eventSeq: run.eventSeq,
  };
}

/** Of a run that ended in a round, what it left out. */
function unheardOf(last: RoundRecord | undefined, windows: readonly Window[]): Stretch[] {
  const goesOn = !last || last.step === 'next' || last.step === 'rest' || last.step === 'escalate';
  return goesOn ? [] : unheardStretches(windows, last.windows);
}

function roundOf({ round, model, windows, heardShare, prediction, assessment, step, reason }: RoundRecord): RoundView {
  const { contentType, probability: typeProbability } = prediction;
  return { round, model, windowCount: windows.length, heardShare, contentType, typeProbability, assessment, step, reason };
}

/** runTranscript returns the words a run has so far, or null before there are any. Throws `not_found`. */
export async function runTranscript(id: string): Promise<Transcript | null> {
  const run = isRunId(id) ? await database().run.findUnique({ where: { id }, select: { state: true, lineageId: true } }) : null;
  if (!run) throw new WinnowError('not_found', `there is no run ${id}`);
  return (await findArtifact(database(), id, 'transcript')) ?? (await heardSoFar(run))?.transcript ?? null;
}

function summaryOf(run: Run & { stages: RunStage[] }): RunSummaryView {
  const spentMs = run.spentMs ?? run.stages.reduce((sum, stage) => sum + stage.spentMs, 0);
  const started = run.stages.some(({ startedAt }) => startedAt !== null);
  return {
    id: run.id,
    url: run.url,
    title: run.title,
    sourceHost: run.sourceHost,
    mediaKind: run.mediaKind as MediaKind | null,
    durationSeconds: run.durationSeconds,
    kind: run.kind,
    depth: run.depth,
    priority: run.priority,
    state: run.state,
    processingType: run.processingType,
    contentType: run.contentType,
    exitCheckpoint: run.exitCheckpoint as CheckpointName | null,
    verdict: run.verdict,
    qualityScore: run.qualityScore,
    configVersion: run.configVersionNumber,
    spentSeconds: started ? spentMs / 1000 : null,
    timeSavedPct: timeSavedPct(run.spentMs, run.expectedFullMs),
    error: run.errorCode ? errorOf(run.errorCode as ErrorCode, run.errorMessage ?? '') : null,
    parentRunId: run.parentRunId,
    createdAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}

function errorOf(code: ErrorCode, message: string): RunErrorView {
  const { title, advice, fault, retry } = ERROR_KINDS[code];
  return { code, title, message, advice, fault, retry };
}

function stageOf(row: RunStage): StageView {
  return {
    stage: row.stage,
    status: row.status,
    progress: row.progress,
    doing: row.status === 'running' ? row.doing : null,
    seconds: row.startedAt && row.status !== 'running' ? row.spentMs / 1000 : null,
    attempts: row.attempts,
    crashes: row.crashes,
    retryAt: row.retryAt?.toISOString() ?? null,
  };
}

const order = ({ checkpoint }: SignalSet) => CHECKPOINTS.indexOf(checkpoint as CheckpointName);

function signalSetOf(row: SignalSet): SignalSetView {
  const signals = row.signals as unknown as Signals;
  return {
    checkpoint: row.checkpoint as CheckpointName,
    round: row.round,
    signals: (Object.keys(SIGNALS) as SignalName[]).flatMap((name) =>
      name in signals ? [{ name, value: signals[name] ?? null, unit: SIGNALS[name].unit, description: SIGNALS[name].description }] : [],
    ),
  };
}

function decisionOf(row: Decision): DecisionView {
  const { seq, round } = row;
  const at = row.at.toISOString();
  switch (row.kind) {
    case 'routing':
      return { kind: 'routing', seq, round, at, decision: row.decision as unknown as RoutingDecision };
    case 'bypass':
      return { kind: 'bypass', seq, round, at, decision: row.decision as unknown as BypassDecision };
    default:
      return { kind: 'checkpoint', seq, round, at, decision: row.decision as unknown as CheckpointDecision };
  }
}

function countWords(transcript: Transcript): number {
  return transcript.segments.reduce((sum, { text }) => sum + text.split(/\s+/).filter(Boolean).length, 0);
}
