/**
 * Recorded runs by column: what `replay` reads of each of them, and what it takes to say what a decision would have cost. Rows are never changed; a run
 * that is recorded anew gets a new row, and the old one is counted no more.
 */
import type { StageCosts } from '@/lib/core/metrics/expected-full';
import type { Assessment, ContentTypePrediction } from '@/lib/core/runs/content';
import { type Depth, PROCESSING_TYPES, type ProcessingType } from '@/lib/core/runs/states';
import { CHECKPOINTS, type CheckpointName, EXTRACTOR_VERSION, type Signals } from '@/lib/core/signals/declared';
import { bytes, Dictionary, floats, integers } from './growing';
import { PointColumns } from './point-columns';
import type { RecordedRound, RecordedRun } from './replay';

/** What an audit, or a full analysis that was made anyway, found out about a run's possible stops. */
export interface RunVerdict {
  /** Probability that it was found out, (0, 1]. */
  pi: number;
  /** [0, 1) */
  u: number;
  /** false: it was found out and failed for good. */
  judged: boolean;
  /** Of the whole item. */
  informativeness: number;
  /** What the user would have lost with the quick result of a round, 0 = of the whole; [0, 1]. */
  lossByRound: ReadonlyMap<number, number>;
  /** What an exit at post_analysis would have lost; null = not known. */
  lossAtAnalysis: number | null;
}

export interface RecordedFate {
  processingType: ProcessingType;
  checkpoint: CheckpointName | null;
  round: number;
}

export interface RunFactsForReplay {
  runId: string;
  canonicalUrl: string;
  /** Milliseconds since 1970. */
  finishedAt: number;
  contentType: string | null;
  recorded: RecordedRun;
  decided: RecordedFate;
  spentMs: number | null;
  /** null until enough full runs are in. */
  costs: StageCosts | null;
  /** Score of the full analysis of the item, [0, 1], by the run itself or its audit; null where there is none. */
  fullQuality: number | null;
  /** The lot that was drawn at its stop: it is audited iff u < pi. null where it was not stopped. */
  drawn: { pi: number; u: number } | null;
  verdict: RunVerdict | null;
  /** What its audit recorded of the same item, asked as this run was. */
  audited: RecordedRun | null;
}

export const DEPTH_CODES: readonly Depth[] = ['auto', 'quick', 'full'];
export const NO_ROW = -1;
const RUN = 1;
const STAND_IN = 2;
export const JUDGED = 1;
export const FAILED = 2;

/** An assessment by column; a coherence of NaN = there is none. */
class AssessmentColumns {
  readonly coherence = floats();
  readonly informativeness = floats();
  readonly completeness = floats();
  readonly lower = floats();
  readonly upper = floats();
  readonly confidence = floats();
  readonly overall = floats();
  /** NaN where the whole item was read. */
  readonly contentInformativeness = floats();

  put(row: number, assessment: Assessment | null): void {
    this.coherence.set(row, assessment?.coherence ?? Number.NaN);
    this.informativeness.set(row, assessment?.informativeness ?? Number.NaN);
    this.completeness.set(row, assessment?.completeness ?? Number.NaN);
    this.lower.set(row, assessment?.completenessInterval.lower ?? Number.NaN);
    this.upper.set(row, assessment?.completenessInterval.upper ?? Number.NaN);
    this.confidence.set(row, assessment?.assessmentConfidence ?? Number.NaN);
    this.overall.set(row, assessment?.overall ?? Number.NaN);
    this.contentInformativeness.set(row, assessment?.contentInformativeness ?? Number.NaN);
  }
}

/** A prediction by column; a type of −1 = there is none. The ranking of row r: rankFrom[r] .. rankFrom[r] + rankCount[r]. */
class PredictionColumns {
  readonly type = integers();
  readonly probability = floats();
  readonly rankFrom = integers(0);
  readonly rankCount = bytes();
  readonly rankType = integers();
  readonly rankProbability = floats();
  private ranked = 0;

  constructor(private readonly dictionary: Dictionary) {}

  put(row: number, prediction: ContentTypePrediction | null): void {
    this.type.set(row, prediction ? this.dictionary.codeOf(prediction.contentType) : -1);
    this.probability.set(row, prediction?.probability ?? Number.NaN);
    const ranking = prediction?.ranking ?? [];
    this.rankFrom.set(row, this.ranked);
    this.rankCount.set(row, ranking.length);
    for (const { contentType, probability } of ranking) {
      this.rankType.set(this.ranked, this.dictionary.codeOf(contentType));
      this.rankProbability.set(this.ranked++, probability);
    }
  }
}

export class Recordings {
  readonly dictionary = new Dictionary();
  rows = 0;
  /** Goes up with every row: what was computed from columns before is of no use then. */
  version = 0;

  readonly role = bytes();
  readonly runIds: string[] = [];
  readonly finishedAt = floats();
  /** As the run itself was typed in the end; −1 = it was not. */
  readonly contentType = integers();
  readonly depth = bytes();
  /** 0: by another version of the extractors. */
  readonly comparable = bytes();
  readonly offeredText = bytes();
  /** −1: it was not heard. */
  readonly windowCount = integers();
  readonly hasDownload = bytes();
  readonly hasThrough = bytes();
  readonly hasTranscript = bytes();
  readonly hasAnalysis = bytes();

  /** Rounds of row r: roundsFrom[r] .. roundsFrom[r] + roundCount[r]. */
  readonly roundsFrom = integers(0);
  readonly roundCount = integers(0);
  roundRows = 0;
  readonly roundOwner = integers();
  readonly roundNumber = integers(0);
  readonly roundWindows = integers(0);
  readonly roundShare = floats();
  readonly roundBySmall = bytes();
  readonly roundLanguage = bytes();
  readonly roundScored = bytes();
  readonly roundComparable = bytes();
  readonly roundLoss = floats();
  readonly roundPrediction = new PredictionColumns(this.dictionary);
  readonly roundAssessment = new AssessmentColumns();

  readonly downloaded = new PointColumns(this.dictionary, null);
  readonly rounds = new PointColumns(this.dictionary, { points: this.downloaded, rowOf: this.roundOwner });
  readonly through = new PointColumns(this.dictionary, { points: this.downloaded, rowOf: null });
  readonly transcribed = new PointColumns(this.dictionary, { points: this.through, rowOf: null });
  readonly analyzed = new PointColumns(this.dictionary, { points: this.transcribed, rowOf: null });
  readonly guess = new PredictionColumns(this.dictionary);
  readonly prediction = new PredictionColumns(this.dictionary);
  readonly assessment = new AssessmentColumns();

  /** Index in PROCESSING_TYPES, CHECKPOINTS (−1 = none), and the round. */
  readonly decidedType = integers();
  readonly decidedCheckpoint = integers();
  readonly decidedRound = integers(0);
  readonly spentMs = floats();
  readonly acquireMs = floats();
  readonly hearMs = floats();
  readonly assessMs = floats();
  readonly analyzeMs = floats();
  readonly fullQuality = floats();

  /** NaN: it was not stopped, or nobody drew. */
  readonly drawnPi = floats();
  readonly drawnU = floats();
  readonly verdict = bytes();
  readonly pi = floats();
  readonly u = floats();
  readonly informativeness = floats();
  readonly lossWhole = floats();
  readonly lossAtAnalysis = floats();
  /** Row of what its audit recorded; −1 = there is none. */
  readonly standIn = integers(NO_ROW);
  /** 1: its URL is one of those that recommendations are chosen on, and not certified on. */
  readonly chooses = bytes();

  private readonly rowOfRun = new Map<string, number>();
  private latest = 0;

  get runs(): number {
    return this.rowOfRun.size;
  }

  has(runId: string): boolean {
    return this.rowOfRun.has(runId);
  }

  /** Milliseconds since 1970; 0 of nothing. */
  get lastFinishedAt(): number {
    return this.latest;
  }

  isRun(row: number): boolean {
    return this.role.values[row] === RUN;
  }

  /** add takes a run in; one that is there already is replaced. */
  add(run: RunFactsForReplay): void {
    this.remove(run.runId);
    const { recorded, audited, verdict } = run;
    const standIn = audited ? this.addRecording(audited, run, STAND_IN) : NO_ROW;
    const row = this.addRecording(recorded, run, RUN);
    this.rowOfRun.set(run.runId, row);
    this.standIn.set(row, standIn);
    this.verdict.set(row, verdict === null ? 0 : verdict.judged ? JUDGED : FAILED);
    this.version++;
  }

  remove(runId: string): void {
    const row = this.rowOfRun.get(runId);
    if (row === undefined) return;
    this.rowOfRun.delete(runId);
    this.role.set(row, 0);
    const standIn = this.standIn.values[row]!;
    if (standIn !== NO_ROW) this.role.set(standIn, 0);
    this.version++;
  }

  private addRecording(recorded: RecordedRun, run: RunFactsForReplay, role: number): number {
    const row = this.rows++;
    this.role.set(row, role);
    this.runIds[row] = run.runId;
    this.finishedAt.set(row, run.finishedAt);
    this.latest = Math.max(this.latest, run.finishedAt);
    this.contentType.set(row, run.contentType === null ? -1 : this.dictionary.codeOf(run.contentType));
    this.chooses.set(row, Number(chooses(run.canonicalUrl)));
    this.putRecorded(row, recorded);
    this.putRounds(row, recorded, run.verdict);
    this.putFacts(row, run);
    return row;
  }

  private putRecorded(row: number, recorded: RecordedRun): void {
    const { downloaded, transcribed, analyzed, windowCount } = recorded;
    this.depth.set(row, DEPTH_CODES.indexOf(recorded.depth));
    this.comparable.set(row, Number(recorded.extractorVersion === EXTRACTOR_VERSION));
    this.offeredText.set(row, Number(recorded.offeredText));
    this.windowCount.set(row, windowCount ?? -1);
    this.hasDownload.set(row, Number(downloaded !== null));
    this.hasThrough.set(row, Number(recorded.heardThrough !== null));
    this.hasTranscript.set(row, Number(transcribed !== null));
    this.hasAnalysis.set(row, Number(analyzed !== null));
    this.downloaded.put(row, downloaded?.signals ?? null);
    // Nothing is routed by it.
    this.guess.put(row, downloaded && { ...downloaded.prediction, ranking: [] });
    this.through.put(row, recorded.heardThrough);
    this.transcribed.put(row, transcribed?.signals ?? null);
    this.prediction.put(row, transcribed?.prediction ?? null);
    this.assessment.put(row, recorded.assessment);
    // What the text told comes before what was stored with the analysis.
    this.analyzed.put(row, analyzed && ({ ...analyzed, ...transcribed?.signals } as Signals));
  }

  private putRounds(row: number, { rounds }: RecordedRun, verdict: RunVerdict | null): void {
    this.roundsFrom.set(row, this.roundRows);
    this.roundCount.set(row, rounds.length);
    for (const round of rounds) this.putRound(this.roundRows++, row, round, verdict);
  }

  private putRound(at: number, owner: number, round: RecordedRound, verdict: RunVerdict | null): void {
    this.roundOwner.set(at, owner);
    this.roundNumber.set(at, round.round);
    this.roundWindows.set(at, round.windows.length);
    this.roundShare.set(at, round.heardShare);
    this.roundBySmall.set(at, Number(round.model === 'moonshine-tiny'));
    this.roundLanguage.set(at, Number(round.languageSupported));
    this.roundScored.set(at, Number(round.scored));
    this.roundComparable.set(at, Number(round.extractorVersion === EXTRACTOR_VERSION));
    this.roundLoss.set(at, verdict?.lossByRound.get(round.round) ?? Number.NaN);
    this.roundPrediction.put(at, round.prediction);
    this.roundAssessment.put(at, round.assessment);
    this.rounds.put(at, round.signals);
  }

  private putFacts(row: number, run: RunFactsForReplay): void {
    const { decided, costs, verdict } = run;
    this.decidedType.set(row, PROCESSING_TYPES.indexOf(decided.processingType));
    this.decidedCheckpoint.set(row, decided.checkpoint === null ? -1 : CHECKPOINTS.indexOf(decided.checkpoint));
    this.decidedRound.set(row, decided.round);
    this.spentMs.set(row, run.spentMs ?? Number.NaN);
    this.acquireMs.set(row, costs?.acquireMs ?? Number.NaN);
    this.hearMs.set(row, costs?.hearMs ?? Number.NaN);
    this.assessMs.set(row, costs?.assessMs ?? Number.NaN);
    this.analyzeMs.set(row, costs?.analyzeMs ?? Number.NaN);
    this.fullQuality.set(row, run.fullQuality ?? Number.NaN);
    this.drawnPi.set(row, run.drawn?.pi ?? Number.NaN);
    this.drawnU.set(row, run.drawn?.u ?? Number.NaN);
    this.pi.set(row, verdict?.pi ?? Number.NaN);
    this.u.set(row, verdict?.u ?? Number.NaN);
    this.informativeness.set(row, verdict?.informativeness ?? Number.NaN);
    this.lossWhole.set(row, verdict?.lossByRound.get(0) ?? Number.NaN);
    this.lossAtAnalysis.set(row, verdict?.lossAtAnalysis ?? Number.NaN);
  }
}

/** One URL in so many chooses. */
const CHOOSING_PART = 5;
export const CERTIFYING_SHARE = 1 - 1 / CHOOSING_PART;

/** chooses tells which part a URL belongs to, for ever: FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo), its bits mixed as MurmurHash3 ends (A. Appleby). */
export function chooses(url: string): boolean {
  let hash = 0x811c9dc5;
  for (let i = 0; i < url.length; i++) hash = Math.imul(hash ^ url.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % CHOOSING_PART === 0;
}
