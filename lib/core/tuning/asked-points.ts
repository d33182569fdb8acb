import type { QualityScores } from '@/lib/core/runs/content';
import type { SignalName } from '@/lib/core/signals/declared';
import type { Candidate } from './candidate';
import type { BlockSource } from './evaluate-block';
import type { AskedPoint } from './fired-rows';
import { type PointColumns, signalIndex } from './point-columns';
import type { Recordings } from './recordings';

/** The newest guess of each row's type, as far as the candidate let it be heard. */
export interface Path {
  type: Int32Array;
  probability: Float64Array;
  /** 1 where the last of its rounds was decided, that of the whole item. */
  whole: Uint8Array;
}

type Derived = (from: number, length: number, out: Float64Array) => void;

/** askedPoints are the places where checkpoints are asked, each with the signals as the candidate sees them. */
export function askedPoints(recordings: Recordings, candidate: Candidate, path: Path) {
  const { rows, roundRows, dictionary } = recordings;
  const point = (
    name: string,
    checkpoint: AskedPoint['checkpoint'],
    columns: PointColumns,
    derived: Partial<Record<SignalName, Derived>>,
    typeIsKept = true,
  ): AskedPoint => ({
    name,
    checkpoint,
    rows: name === 'rounds' ? roundRows : rows,
    source: sourceOf(columns, derived, dictionary),
    typeIsKept,
  });
  const { guess, prediction, roundPrediction } = recordings;
  const ofText = typed(prediction.type.values, prediction.probability.values, candidate);
  const assessed = { ...ofText, ...scores(recordings, candidate.config.quality.weights) };
  return {
    downloaded: point('downloaded', 'post_download', recordings.downloaded, typed(guess.type.values, guess.probability.values, candidate)),
    rounds: point(
      'rounds',
      'mid_transcription',
      recordings.rounds,
      typed(roundPrediction.type.values, roundPrediction.probability.values, candidate),
    ),
    through: point('through', 'mid_transcription', recordings.through, typed(path.type, path.probability, candidate), false),
    transcribed: point('transcribed', 'post_transcription', recordings.transcribed, ofText),
    assessed: point('assessed', 'post_quality_filtering', recordings.transcribed, assessed),
    analyzed: point('analyzed', 'post_analysis', recordings.analyzed, assessed),
  };
}

function sourceOf(columns: PointColumns, derived: Partial<Record<SignalName, Derived>>, dictionary: Recordings['dictionary']): BlockSource {
  return {
    dictionary,
    read: (name, from, length, out) => {
      const derive = derived[name];
      if (derive) derive(from, length, out);
      else columns.read(signalIndex(name), from, length, out);
    },
  };
}

/** The type as it is settled by `min_type_confidence`; the probability stays that of the most probable type. */
function typed(types: Int32Array, probabilities: Float64Array, { config, generalType }: Candidate): Partial<Record<SignalName, Derived>> {
  const { minTypeConfidence } = config.routing;
  return {
    content_type: (from, length, out) => {
      for (let i = 0; i < length; i++) out[i] = probabilities[from + i]! >= minTypeConfidence ? types[from + i]! : generalType;
    },
    content_type_confidence: (from, length, out) => {
      for (let i = 0; i < length; i++) out[i] = probabilities[from + i]!;
    },
  };
}

type Weights = Candidate['config']['quality']['weights'];

/** The scores of the quick result as signals, the overall one by the candidate's weights. */
function scores({ assessment }: Recordings, weights: Weights): Partial<Record<SignalName, Derived>> {
  const { coherence, completeness, informativeness, confidence } = assessment;
  const copied =
    ({ values }: { values: Float64Array }): Derived =>
    (from, length, out) => {
      for (let i = 0; i < length; i++) out[i] = values[from + i]!;
    };
  const total = weights.coherence + weights.completeness + weights.informativeness;
  const overall = ({ coherence: a, completeness: b, informativeness: c }: Omit<QualityScores, 'overall'>) =>
    (weights.coherence * a + weights.completeness * b + weights.informativeness * c) / total;
  return {
    overall_quality: (from, length, out) => {
      for (let i = 0; i < length; i++) {
        const row = from + i;
        out[i] = overall({
          coherence: coherence.values[row]!,
          completeness: completeness.values[row]!,
          informativeness: informativeness.values[row]!,
        });
      }
    },
    coherence_score: copied(coherence),
    completeness_score: copied(completeness),
    informativeness_score: copied(informativeness),
    assessment_confidence: copied(confidence),
  };
}
