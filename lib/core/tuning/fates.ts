/**
 * How every recorded run would have ended under a configuration: `replay` over columns. It decides in the order of the gates; what it gives is what
 * `replay` gives of each run alone (fates.test.ts holds them together).
 */
import type { EffectiveConfig, QualityThresholds } from '@/lib/core/gates/effective-config';
import { LEAST_SHARE, neededShare } from '@/lib/core/gates/needed-share';
import { canEndInRounds } from '@/lib/core/gates/rounds';
import { COST_RATIO } from '@/lib/core/gates/sample-model';
import { PROCESSING_TYPES } from '@/lib/core/runs/states';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import { askedPoints, type Path } from './asked-points';
import { type Candidate, candidateOf, FULL, LIGHTWEIGHT, QUALITY_CHECK } from './candidate';
import { firedRows, type KeptMarks, NOTHING_FIRED } from './fired-rows';
import { DEPTH_CODES, type Recordings } from './recordings';

/** Why the end of a run is not known, in words that fit after "unknown:". */
const REASONS = {
  otherVersion: 'its signals were measured by another version',
  notAcquired: 'it was not acquired',
  notHeard: 'it was not heard',
  notSampled: 'a sample that it would need was not heard',
  notScored: 'a sample that it would need was not scored',
  notWhole: 'all of it was not heard by the small model',
  wholeNotScored: 'all of it was not scored as the small model heard it',
  notThrough: 'it was not heard to its end',
  notRead: 'its whole text was not read',
  unscored: 'its quick result was not scored',
  notAnalysed: 'it was not analysed',
} as const;
type Reason = keyof typeof REASONS;
const REASON_NAMES = Object.keys(REASONS) as Reason[];
export const UNKNOWN_REASONS: readonly string[] = Object.values(REASONS);

const [TYPE_FULL, TYPE_LIGHT, TYPE_EXIT] = ['full', 'lightweight', 'early_exit'].map((type) => PROCESSING_TYPES.indexOf(type as never)) as [
  number,
  number,
  number,
];
export const UNKNOWN = -1;
const THROUGH = -2;
const READ = -3;
const [DOWNLOAD, MID, TRANSCRIPT, QUALITY, ANALYSIS] = CHECKPOINTS.map((_, index) => index) as [number, number, number, number, number];
const [AUTO, QUICK, DEPTH_FULL] = DEPTH_CODES.map((_, index) => index) as [number, number, number];
const NO_CHECKPOINT = -1;
const NO_ROUND = -1;

/** Why a run is light: `quality`, its type's policy, or because its submitter wanted no more. */
export const BY_QUALITY = 0;
export const BY_POLICY = 1;
export const BY_REQUEST = 2;

/** By row. */
export interface Fates {
  config: EffectiveConfig;
  /** Index in PROCESSING_TYPES, or UNKNOWN. */
  type: Int8Array;
  /** Index in CHECKPOINTS, −1 = none. */
  checkpoint: Int8Array;
  /** Index of the condition at that checkpoint, −1 = none. */
  fired: Int16Array;
  /** 0 where it was heard through or read. */
  round: Int16Array;
  /** Row of the round that decided, −1 where none did. */
  roundRow: Int32Array;
  lightBy: Uint8Array;
  /** Index in UNKNOWN_REASONS. */
  reason: Uint8Array;
  /** Hearing that it took, in hearings of the whole item by the best model: more than 1 where a part was heard twice. */
  heard: Float64Array;
}

/** decideFates replays every row under a configuration. */
export function decideFates(recordings: Recordings, config: EffectiveConfig, kept: KeptMarks): Fates {
  return new Decider(recordings, config, kept).decide();
}

/** What follows a round for a run that it did not end. */
type HeardStep = 'next' | 'rest' | 'escalate' | 'ended';

class Decider {
  private readonly candidate: Candidate;
  private readonly path: Path;
  private readonly fates: Fates;

  constructor(
    private readonly recordings: Recordings,
    private readonly config: EffectiveConfig,
    private readonly kept: KeptMarks,
  ) {
    const { rows, guess } = recordings;
    this.candidate = candidateOf(config, recordings.dictionary);
    this.path = {
      type: guess.type.values.slice(0, rows),
      probability: guess.probability.values.slice(0, rows),
      whole: new Uint8Array(rows),
    };
    this.fates = {
      config,
      type: new Int8Array(rows),
      checkpoint: new Int8Array(rows).fill(NO_CHECKPOINT),
      fired: new Int16Array(rows).fill(NOTHING_FIRED),
      round: new Int16Array(rows),
      roundRow: new Int32Array(rows).fill(NO_ROUND),
      lightBy: new Uint8Array(rows),
      reason: new Uint8Array(rows),
      heard: new Float64Array(rows),
    };
  }

  decide(): Fates {
    const { recordings, fates } = this;
    const points = askedPoints(recordings, this.candidate, this.path);
    const fired = (name: keyof typeof points) => firedRows(points[name], this.config, this.kept, recordings.version);
    const download = fired('downloaded');
    const rounds = fired('rounds');
    for (let row = 0; row < recordings.rows; row++) this.begin(row, download, rounds);
    const through = fired('through');
    for (let row = 0; row < recordings.rows; row++) if (fates.type[row] === THROUGH) this.hearThrough(row, through);
    const [transcript, quality, analysis] = [fired('transcribed'), fired('assessed'), fired('analyzed')];
    for (let row = 0; row < recordings.rows; row++) if (fates.type[row] === READ) this.read(row, transcript, quality, analysis);
    return fates;
  }

  private begin(row: number, download: Int16Array, rounds: Int16Array): void {
    const { recordings: data } = this;
    if (data.comparable.values[row] !== 1) {
      this.unknown(row, 'otherVersion');
      return;
    }
    if (data.hasDownload.values[row] !== 1) {
      this.unknown(row, 'notAcquired');
      return;
    }
    const type = this.settled(data.guess.type.values[row]!, data.guess.probability.values[row]!);
    if (this.exits(row, type, DOWNLOAD, download[row]!, 0, NO_ROUND)) return;
    if (data.offeredText.values[row] === 1) {
      this.fates.type[row] = READ;
      return;
    }
    this.hearRounds(row, rounds);
  }

  /** Rounds, until the run ends or is heard through. */
  private hearRounds(row: number, fired: Int16Array): void {
    const { recordings: data, fates } = this;
    fates.heard[row] = 1;
    fates.type[row] = READ;
    if (!canEndInRounds(this.config, DEPTH_CODES[data.depth.values[row]!]!)) return;
    const windowCount = data.windowCount.values[row]!;
    if (windowCount < 0) {
      this.unknown(row, 'notHeard');
      return;
    }
    fates.type[row] = THROUGH;
    const rounds = this.candidate.rounds(windowCount);
    let step: HeardStep = 'next';
    for (let i = 0; rounds.length > 1 && i < rounds.length; i++) {
      if (step === 'rest' && !rounds[i]!.whole) continue;
      step = this.hearRound(row, i + 1, rounds[i]!, fired);
      if (step === 'ended' || step === 'escalate') return;
    }
  }

  private hearRound(
    row: number,
    round: number,
    { end, lastSample, whole }: { end: number; lastSample: boolean; whole: boolean },
    fired: Int16Array,
  ): HeardStep {
    const { recordings: data, fates } = this;
    const more = !whole && !lastSample;
    const from = data.roundsFrom.values[row]!;
    const to = from + data.roundCount.values[row]!;
    let isHeard = false;
    for (let at = from; at < to; at++) {
      if (data.roundWindows.values[at] !== end || data.roundComparable.values[at] !== 1) continue;
      isHeard = true;
      const step = this.decideRound(row, at, round, more, whole, fired);
      if (step === 'unscored') continue;
      if (step === 'ended') return step;
      const small = data.roundBySmall.values[at] === 1;
      this.path.type[row] = data.roundPrediction.type.values[at]!;
      this.path.probability[row] = data.roundPrediction.probability.values[at]!;
      // What the best model heard of it is not heard again.
      this.path.whole[row] = Number(whole);
      fates.heard[row] = 1 + (small ? COST_RATIO * data.roundShare.values[at]! : 0);
      return step;
    }
    if (whole) this.unknown(row, isHeard ? 'wholeNotScored' : 'notWhole');
    else this.unknown(row, isHeard ? 'notScored' : 'notSampled');
    return 'ended';
  }

  private decideRound(row: number, at: number, round: number, more: boolean, whole: boolean, fired: Int16Array): HeardStep | 'unscored' {
    const { recordings: data } = this;
    const probability = data.roundPrediction.probability.values[at]!;
    const type = this.settled(data.roundPrediction.type.values[at]!, probability);
    if (this.exits(row, type, MID, fired[at]!, round, at)) return 'ended';
    if (data.roundLanguage.values[at] !== 1) return more ? 'next' : 'escalate';
    const depth = data.depth.values[row]!;
    const mode = this.mode(depth, type, data.roundPrediction, at);
    if (mode === FULL) return 'escalate';
    if (mode === LIGHTWEIGHT && depth === AUTO) return this.light(row, round, at, BY_POLICY);
    const share = data.roundShare.values[at]!;
    if (share < LEAST_SHARE && more) return 'next';
    if (data.roundScored.values[at] !== 1) return 'unscored';
    const scores = data.roundAssessment;
    if (Number.isNaN(scores.coherence.values[at]!)) {
      if (more) return 'next';
      return depth === QUICK ? this.light(row, round, at, BY_REQUEST) : 'escalate';
    }
    const { bars } = this.candidate.typePolicy(type);
    const reached = this.reaches(scores, at, share, bars);
    if (depth === QUICK) return reached || !more ? this.light(row, round, at, BY_REQUEST) : 'next';
    if (reached) return this.light(row, round, at, BY_QUALITY);
    if (whole) return 'escalate';
    const smallHearsOn = data.roundBySmall.values[at] === 1 && this.withinReach(scores, at, bars);
    if (smallHearsOn && neededShare(scores.contentInformativeness.values[at]!) === 1) return 'rest';
    return more || smallHearsOn ? 'next' : 'escalate';
  }

  private hearThrough(row: number, fired: Int16Array): void {
    const { recordings: data, fates } = this;
    if (data.hasThrough.values[row] !== 1) {
      this.unknown(row, 'notThrough');
      return;
    }
    const type = this.settled(this.path.type[row]!, this.path.probability[row]!);
    fates.type[row] = READ;
    if (!this.exits(row, type, MID, fired[row]!, 0, NO_ROUND)) return;
    const rounds = this.candidate.rounds(data.windowCount.values[row]!).length;
    fates.round[row] = rounds + this.path.whole[row]!;
  }

  private read(row: number, transcript: Int16Array, quality: Int16Array, analysis: Int16Array): void {
    const { recordings: data, fates } = this;
    if (data.hasTranscript.values[row] !== 1) {
      this.unknown(row, 'notRead');
      return;
    }
    const probability = data.prediction.probability.values[row]!;
    const type = this.settled(data.prediction.type.values[row]!, probability);
    if (this.exits(row, type, TRANSCRIPT, transcript[row]!, 0, NO_ROUND)) return;
    const depth = data.depth.values[row]!;
    const mode = this.mode(depth, type, data.prediction, row);
    if (mode === LIGHTWEIGHT) {
      this.light(row, 0, NO_ROUND, depth === QUICK ? BY_REQUEST : BY_POLICY);
      return;
    }
    if (Number.isNaN(data.assessment.coherence.values[row]!)) {
      this.unknown(row, 'unscored');
      return;
    }
    if (mode === QUALITY_CHECK && this.reaches(data.assessment, row, 1, this.candidate.typePolicy(type).bars)) {
      this.light(row, 0, NO_ROUND, BY_QUALITY);
      return;
    }
    if (this.exits(row, type, QUALITY, quality[row]!, 0, NO_ROUND)) return;
    const asks = this.mayExit(row, type, ANALYSIS) && this.config.earlyExit.checkpoints.post_analysis.conditions.length > 0;
    if (data.hasAnalysis.values[row] !== 1 && asks) {
      this.unknown(row, 'notAnalysed');
      return;
    }
    if (this.exits(row, type, ANALYSIS, analysis[row]!, 0, NO_ROUND)) return;
    fates.type[row] = TYPE_FULL;
  }

  private settled(type: number, probability: number): number {
    return probability >= this.config.routing.minTypeConfidence ? type : this.candidate.generalType;
  }

  private mode(depth: number, type: number, predictions: Recordings['prediction'], at: number): number {
    if (depth !== AUTO) return depth === DEPTH_FULL ? FULL : LIGHTWEIGHT;
    const { mode, needed } = this.candidate.typePolicy(type);
    const sure = mode === QUALITY_CHECK || needed === Number.NEGATIVE_INFINITY || this.modeProbability(predictions, at, mode) >= needed;
    const wanted = sure ? mode : QUALITY_CHECK;
    return wanted === QUALITY_CHECK && !this.config.flags.qualityFiltering ? FULL : wanted;
  }

  /** As gates/routing sums it up, in the same order. */
  private modeProbability({ rankFrom, rankCount, rankType, rankProbability }: Recordings['prediction'], at: number, mode: number): number {
    const from = rankFrom.values[at]!;
    const to = from + rankCount.values[at]!;
    let sum = 0;
    for (let i = from; i < to; i++) if (this.candidate.typePolicy(rankType.values[i]!).mode === mode) sum += rankProbability.values[i]!;
    return sum;
  }

  private reaches(scores: Recordings['assessment'], at: number, share: number, bars: QualityThresholds): boolean {
    const content = scores.contentInformativeness.values[at]!;
    return (
      this.overall(scores, at, scores.lower.values[at]!) >= bars.minOverall &&
      scores.coherence.values[at]! >= bars.minCoherence &&
      scores.lower.values[at]! >= bars.minCompleteness &&
      scores.informativeness.values[at]! >= bars.minInformativeness &&
      (Number.isNaN(content) || share >= neededShare(content))
    );
  }

  private withinReach(scores: Recordings['assessment'], at: number, bars: QualityThresholds): boolean {
    const upper = scores.upper.values[at]!;
    return this.overall(scores, at, upper) >= bars.minOverall && upper >= bars.minCompleteness;
  }

  /** As gates/overall, to the last bit. */
  private overall(scores: Recordings['assessment'], at: number, completeness: number): number {
    const { weights } = this.config.quality;
    const total = weights.coherence + weights.completeness + weights.informativeness;
    const { coherence, informativeness } = scores;
    return (
      (weights.coherence * coherence.values[at]! +
        weights.completeness * completeness +
        weights.informativeness * informativeness.values[at]!) /
      total
    );
  }

  private mayExit(row: number, type: number, checkpoint: number): boolean {
    return this.recordings.depth.values[row] !== DEPTH_FULL && this.candidate.typePolicy(type).exits[checkpoint]!;
  }

  private exits(row: number, type: number, checkpoint: number, fired: number, round: number, roundRow: number): boolean {
    if (fired === NOTHING_FIRED || !this.mayExit(row, type, checkpoint)) return false;
    const { fates } = this;
    fates.type[row] = TYPE_EXIT;
    fates.checkpoint[row] = checkpoint;
    fates.fired[row] = fired;
    this.endIn(row, round, roundRow);
    return true;
  }

  private light(row: number, round: number, roundRow: number, by: number): 'ended' {
    this.fates.type[row] = TYPE_LIGHT;
    this.fates.lightBy[row] = by;
    this.endIn(row, round, roundRow);
    return 'ended';
  }

  private endIn(row: number, round: number, roundRow: number): void {
    const { fates, recordings: data } = this;
    fates.round[row] = round;
    fates.roundRow[row] = roundRow;
    if (roundRow === NO_ROUND) return;
    fates.heard[row] = data.roundShare.values[roundRow]! * (data.roundBySmall.values[roundRow] === 1 ? COST_RATIO : 1);
  }

  private unknown(row: number, reason: Reason): void {
    this.fates.type[row] = UNKNOWN;
    this.fates.reason[row] = REASON_NAMES.indexOf(reason);
  }
}
