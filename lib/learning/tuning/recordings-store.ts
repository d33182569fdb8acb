/**
 * The recorded runs of this deployment by column, kept in this process and brought up to date before each use. All of it comes from the database: what ended
 * or was judged since the last time is read anew. About 0.6 kB a run.
 */
import { expectedStageCosts, type StageRates } from '@/lib/core/metrics/expected-full';
import { KeptMarks } from '@/lib/core/tuning/fired-rows';
import { Recordings, type RunFactsForReplay, type RunVerdict } from '@/lib/core/tuning/recordings';
import { database } from '@/lib/data/client';
import {
  type ChangedRun,
  countFinished,
  findDraws,
  findFinishedSince,
  findJudgedSince,
  findLabels,
  findRecordings,
  type StoredDraw,
  type StoredLabel,
  type StoredRecording,
  type Watermark,
} from '@/lib/data/recorded-runs';
import { loadStageRates } from '@/lib/data/stage-rates';
import { decidedRounds, recordedRunOf } from '../replay';

const BATCH = 1_000;
/** Rates that moved by more than this make what runs would have cost another. */
const RATES_MOVED = 0.1;
const RATES_KEPT_MS = 60_000;

export interface RecordingsStore {
  recordings: Recordings;
  kept: KeptMarks;
}

interface State extends RecordingsStore {
  databaseUrl: string | undefined;
  watermark: Watermark;
  rates: StageRates | null;
  ratesAt: number;
  /** When each run was last taken in, so that the overlap of two refreshes costs nothing. */
  judgedAt: Map<string, number>;
  refreshing: Promise<void> | null;
  /** Runs that are to be read, while they are. */
  reading: { read: number; all: number } | null;
}

/** Next.js may load this module more than once in one process, so the columns live on globalThis. */
const holder = globalThis as { winnowRecordings?: State };

/** recordedRuns returns the columns as of now. Callers that come while they are brought up to date wait for the same. */
export async function recordedRuns(): Promise<RecordingsStore> {
  const known = holder.winnowRecordings;
  const state: State = known && known.databaseUrl === process.env.DATABASE_URL ? known : empty(null, 0);
  holder.winnowRecordings = state;
  state.refreshing ??= refresh(state).finally(() => {
    state.refreshing = null;
    state.reading = null;
  });
  await state.refreshing;
  return state;
}

function empty(rates: StageRates | null, ratesAt: number): State {
  return {
    recordings: new Recordings(),
    kept: new KeptMarks(),
    databaseUrl: process.env.DATABASE_URL,
    watermark: { finishedAt: new Date(0), judgedAt: new Date(0) },
    rates,
    ratesAt,
    judgedAt: new Map(),
    refreshing: null,
    reading: null,
  };
}

/** readingProgress tells how far reading has got; null while nothing is read. */
export function readingProgress(): { read: number; all: number } | null {
  return holder.winnowRecordings?.reading ?? null;
}

async function refresh(state: State): Promise<void> {
  const stale = Date.now() - state.ratesAt > RATES_KEPT_MS;
  const rates = stale ? await loadStageRates(database()) : state.rates;
  if (stale) state.ratesAt = Date.now();
  const mostlyReplaced = state.recordings.rows > 2 * state.recordings.runs + BATCH;
  if (moved(state.rates, rates) || mostlyReplaced) Object.assign(state, { ...empty(rates, state.ratesAt), refreshing: state.refreshing });
  const judged = await findJudgedSince(state.watermark.judgedAt);
  if (state.recordings.runs === 0) state.reading = { read: 0, all: await countFinished() };
  let page: ChangedRun[];
  let last: ChangedRun | null = null;
  do {
    page = await findFinishedSince(state.watermark.finishedAt, last);
    last = page.at(-1) ?? null;
    await take(
      state,
      page.filter(({ id }) => !state.recordings.has(id)).map(({ id }) => id),
    );
  } while (page.length > 0 && last);
  const changed = judged.filter(({ runId, at }) => (state.judgedAt.get(runId) ?? 0) < at.getTime());
  await take(
    state,
    changed.map(({ runId }) => runId).filter((id) => state.recordings.has(id)),
  );
  for (const { runId, at } of judged) state.judgedAt.set(runId, at.getTime());
  const latest = (times: readonly Date[], before: Date) => new Date(Math.max(before.getTime(), ...times.map((time) => time.getTime())));
  state.watermark.judgedAt = latest(
    judged.map(({ at }) => at),
    state.watermark.judgedAt,
  );
  state.watermark.finishedAt = new Date(Math.max(state.watermark.finishedAt.getTime(), state.recordings.lastFinishedAt));
}

function moved(before: StageRates | null, now: StageRates | null): boolean {
  if (!before || !now) return before !== now;
  return (Object.keys(now) as (keyof StageRates)[]).some((name) => Math.abs(now[name] - before[name]) > RATES_MOVED * before[name]);
}

/** Batches leave the process room for other requests; while one is taken in, the database reads the next. */
async function take(state: State, ids: readonly string[]): Promise<void> {
  const load = (from: number) => loadFacts(ids.slice(from, from + BATCH), state.rates);
  let next = ids.length > 0 ? load(0) : null;
  for (let from = BATCH; next; from += BATCH) {
    const batch = await next;
    next = from < ids.length ? load(from) : null;
    for (const facts of batch) state.recordings.add(facts);
    if (state.reading) state.reading.read = state.recordings.runs;
  }
}

async function loadFacts(ids: readonly string[], rates: StageRates | null): Promise<RunFactsForReplay[]> {
  const [runs, draws, labels] = await Promise.all([findRecordings(ids), findDraws(ids), findLabels(ids)]);
  const drawOf = new Map(draws.map((draw) => [draw.runId, draw]));
  const audits = await findRecordings(draws.flatMap(({ auditRunId }) => auditRunId ?? []));
  const auditOf = new Map(audits.map((audit) => [audit.id, audit]));
  const labelsOf = new Map<string, StoredLabel[]>();
  for (const label of labels) labelsOf.set(label.runId, [...(labelsOf.get(label.runId) ?? []), label]);
  return runs
    .sort((a, b) => endOf(a) - endOf(b))
    .flatMap((run) => {
      const draw = drawOf.get(run.id) ?? null;
      const audit = (draw?.auditRunId && auditOf.get(draw.auditRunId)) || null;
      return run.processingType === null ? [] : [factsOf(run, draw, audit, labelsOf.get(run.id) ?? [], rates)];
    });
}

const endOf = ({ finishedAt }: StoredRecording) => finishedAt?.getTime() ?? 0;

function factsOf(
  run: StoredRecording,
  draw: StoredDraw | null,
  audit: StoredRecording | null,
  labels: readonly StoredLabel[],
  rates: StageRates | null,
): RunFactsForReplay {
  const recorded = recordedRunOf(run);
  const audited = audit?.state === 'finished' ? { ...recordedRunOf(audit), depth: recorded.depth } : null;
  return {
    runId: run.id,
    canonicalUrl: run.canonicalUrl,
    finishedAt: endOf(run),
    contentType: run.contentType,
    recorded,
    decided: { processingType: run.processingType!, checkpoint: run.exitCheckpoint, round: draw?.round ?? lastRound(run) },
    spentMs: run.spentMs,
    costs: expectedStageCosts(run, rates),
    fullQuality: run.processingType === 'full' ? run.qualityScore : (audit?.qualityScore ?? null),
    drawn: draw && { pi: draw.pi, u: draw.u },
    verdict: verdictOf(draw, labels),
    audited,
  };
}

/** Of a run that nobody drew a lot for: the round that it was kept light in, if it was. */
function lastRound(run: StoredRecording): number {
  if (run.processingType !== 'lightweight') return 0;
  const { own } = decidedRounds(run);
  const last = run.rounds.findLast(({ data }) => data.step === 'light' || data.step === 'keep');
  return last && own.some(({ round }) => round === last.data.round) ? last.data.round : 0;
}

function verdictOf(draw: StoredDraw | null, labels: readonly StoredLabel[]): RunVerdict | null {
  const [first] = labels;
  if (!first) {
    const unjudged = { judged: false, informativeness: 0, lossByRound: new Map<number, number>(), lossAtAnalysis: null };
    return draw?.status === 'failed' ? { pi: draw.pi, u: draw.u, ...unjudged } : null;
  }
  const lossByRound = new Map<number, number>();
  for (const { stopKind, checkpoint, round, loss } of labels) {
    if (stopKind !== 'early_exit') lossByRound.set(round, loss);
    // What is delivered there is the quick result of the whole.
    else if (checkpoint === 'post_quality_filtering' && !lossByRound.has(0)) lossByRound.set(0, loss);
  }
  return {
    pi: first.pi,
    u: first.u ?? 0,
    judged: true,
    informativeness: first.informativeness,
    lossByRound,
    lossAtAnalysis: labels.find(({ checkpoint }) => checkpoint === 'post_analysis')?.loss ?? null,
  };
}
