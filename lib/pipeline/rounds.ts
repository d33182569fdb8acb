/** What is found out about what was heard of an item: the same for a run that is heard in rounds and for one that is judged afterwards. */
import type { RoundDecision } from '@/lib/core/gates/types';
import type {
  Assessment,
  ContentMetadata,
  ContentTypePrediction,
  HeardWindow,
  MediaKind,
  QuickResult,
  SpeechModel,
  Transcript,
} from '@/lib/core/runs/content';
import type { HearingRound, RoundRecord } from '@/lib/core/runs/rounds';
import { EXTRACTOR_VERSION, type Signals } from '@/lib/core/signals/declared';
import { bestHearings, sampleSignals } from '@/lib/core/signals/sample';
import { textOf } from '@/lib/core/signals/text';
import { wordsOf } from '@/lib/core/signals/words';
import type { QualityWeights } from '@/lib/engines/assess/types';
import type { CustomType } from '@/lib/engines/classify/types';
import { judgeLanguage, transcriptSegments } from '@/lib/engines/transcribe';
import type { Engines } from './engines';

/** A sample of an item, or all of it. */
export interface RoundMaterial {
  engines: Pick<Engines, 'classifier' | 'summarizer' | 'assessor'>;
  metadata: ContentMetadata;
  mediaKind: MediaKind;
  customTypes: CustomType[];
  /** The windows heard by the end of the round, one hearing of each; at least one. */
  heard: readonly HeardWindow[];
  /** They are all the windows that there are. */
  whole: boolean;
  /** Of the whole item. */
  durationSeconds: number;
  weights: QualityWeights;
  /** Signals of the checkpoints before. */
  before: Signals;
}

export interface RoundReading {
  /** Everything measured by now, but for the content type, which is that of `prediction`. */
  signals: Signals;
  /** From the title and what was heard. */
  prediction: ContentTypePrediction;
  /** Share of the item's seconds that was heard, (0, 1]. */
  heardShare: number;
  /** What heard it; the small one where any of it was heard by that. */
  model: SpeechModel;
  languageSupported: boolean;
}

export interface RoundScore {
  quickResult: QuickResult;
  /** For the whole item, estimated by a sample; null where nothing was said. */
  assessment: Assessment | null;
}

/** assessRound measures what was heard, classifies it, makes its quick result and scores that for the whole item. */
export async function assessRound(material: RoundMaterial, signal?: AbortSignal): Promise<RoundReading & RoundScore> {
  return { ...(await readRound(material, signal)), ...(await scoreRound(material, signal)) };
}

/** readRound is the part of `assessRound` that needs no quick result. */
export async function readRound(material: RoundMaterial, signal?: AbortSignal): Promise<RoundReading> {
  const { engines, metadata, mediaKind, customTypes, heard, whole, durationSeconds, before } = material;
  const text = textOf(heardTranscript(heard)) || null;
  return {
    signals: { ...before, ...heardSignals(heard, durationSeconds, whole) },
    prediction: await engines.classifier.classify({ metadata, mediaKind, text, customTypes }, signal),
    heardShare: heardShareOf(material),
    // Windows that the best model happened to have heard before are no less good.
    model: heard.find((window) => window.model === 'moonshine-tiny')?.model ?? heard[0]!.model,
    languageSupported: judgeLanguage(heard).supported,
  };
}

/** scoreRound is the part of `assessRound` that makes the quick result and scores it. */
export async function scoreRound(material: RoundMaterial, signal?: AbortSignal): Promise<RoundScore> {
  const { engines, metadata, heard, weights } = material;
  const transcript = heardTranscript(heard);
  const heardShare = heardShareOf(material);
  const quickResult = await engines.summarizer.summarize({ metadata, transcript, heardShare }, signal);
  const words = wordCountOf(transcript);
  if (words === 0) return { quickResult, assessment: null };
  const assessment = await engines.assessor.assessSample(
    {
      result: quickResult,
      sample: { stretches: bestHearings(heard).map((one) => heardTranscript([one])), heardShare },
      // A part of the sample is summarised for the same whole item, so at the same length.
      summarize: (part) =>
        engines.summarizer.summarize(
          { metadata, transcript: part, heardShare: heardShare * Math.min(1, wordCountOf(part) / words) },
          signal,
        ),
      weights,
    },
    signal,
  );
  return { quickResult, assessment };
}

/** roundRecord is what is kept of a decided round. `score`: null where it was not needed. */
export function roundRecord(
  { round, windows, lastSample, whole }: HearingRound,
  { signals, prediction, heardShare, model, languageSupported }: RoundReading,
  score: RoundScore | null,
  { step, reason }: RoundDecision,
): RoundRecord {
  const { quickResult, assessment } = score ?? { quickResult: null, assessment: null };
  const read = { signals, extractorVersion: EXTRACTOR_VERSION, prediction, heardShare, languageSupported };
  return { round, model, windows, lastSample, whole, ...read, quickResult, assessment, step, reason };
}

/** heardSignals are the sample's signals. A wholly heard item has a word count, not an estimate. */
export function heardSignals(heard: readonly HeardWindow[], durationSeconds: number, whole = false): Signals {
  return {
    duration_seconds: durationSeconds,
    ...sampleSignals(heard, durationSeconds),
    ...(whole ? { estimated_word_count: null } : {}),
  };
}

/** heardTranscript is what was heard, in playing order, without the nonsense of windows in a language that is not known. */
export function heardTranscript(heard: readonly HeardWindow[]): Transcript {
  const windows = bestHearings(heard);
  const model = windows[0]?.model ?? 'moonshine-base';
  return {
    origin: model === 'api' ? 'speech_api' : 'speech_local',
    language: judgeLanguage(windows).language,
    engine: model,
    segments: transcriptSegments(windows),
  };
}

export function heardSecondsOf(heard: readonly HeardWindow[]): number {
  return heard.reduce((sum, { window }) => sum + window.endSeconds - window.startSeconds, 0);
}

function heardShareOf({ heard, whole, durationSeconds }: RoundMaterial): number {
  return whole ? 1 : Math.min(1, heardSecondsOf(heard) / durationSeconds);
}

export function wordCountOf(transcript: Transcript): number {
  return wordsOf(textOf(transcript)).length;
}
