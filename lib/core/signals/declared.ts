/**
 * Every signal that a condition may use, with its type, unit and the checkpoint from which on it is known. Each checkpoint adds to those
 * before it: what a sample told stays known later, beside what the whole tells. All are measured; none comes from an LLM (a hostile
 * transcript could steer it).
 */

export const CHECKPOINTS = ['post_download', 'mid_transcription', 'post_transcription', 'post_quality_filtering', 'post_analysis'] as const;
export type CheckpointName = (typeof CHECKPOINTS)[number];

export type SignalType = 'number' | 'string' | 'boolean';
/** null = this item does not have the signal: unknown in the three-valued logic of conditions. */
export type SignalValue = number | string | boolean | null;

export interface SignalDeclaration {
  type: SignalType;
  /** First checkpoint at which it is known. */
  from: CheckpointName;
  /**
   * First checkpoint at which it is known of an article, whose text is there at once. A condition may use it from there on; for other
   * media it is unknown until `from`, and unknown never fires.
   */
  articleFrom?: CheckpointName;
  unit: string;
  description: string;
}

export const SIGNALS = {
  duration_seconds: { type: 'number', from: 'post_download', unit: 's', description: 'Length of the media' },
  view_count: { type: 'number', from: 'post_download', unit: 'views', description: 'Views the source reports' },
  age_days: { type: 'number', from: 'post_download', unit: 'days', description: 'Days since it was published' },
  title_spam_score: { type: 'number', from: 'post_download', unit: '0..1', description: 'How much the title reads like spam or clickbait' },
  title_length: { type: 'number', from: 'post_download', unit: 'characters', description: 'Length of the title' },
  is_live: { type: 'boolean', from: 'post_download', unit: '', description: 'Is a live broadcast' },
  media_kind: { type: 'string', from: 'post_download', unit: '', description: 'audio, video or article' },
  has_captions: { type: 'boolean', from: 'post_download', unit: '', description: 'The source offers captions or a transcript' },
  language: { type: 'string', from: 'post_download', unit: '', description: 'Language the source states, two letters' },
  source_host: { type: 'string', from: 'post_download', unit: '', description: 'Host name of the source' },
  content_type: { type: 'string', from: 'post_download', unit: '', description: 'Most probable content type' },
  content_type_confidence: {
    type: 'number',
    from: 'post_download',
    unit: '0..1',
    description: 'Calibrated probability of the content type',
  },

  speech_ratio: { type: 'number', from: 'mid_transcription', unit: '0..1', description: 'Share of what was heard that is speech' },
  sampled_seconds: { type: 'number', from: 'mid_transcription', unit: 's', description: 'Seconds heard so far' },
  sample_word_count: { type: 'number', from: 'mid_transcription', unit: 'words', description: 'Words heard so far' },
  sample_words_per_minute: {
    type: 'number',
    from: 'mid_transcription',
    unit: 'words/min',
    description: 'Words per minute of speech heard',
  },
  sample_repetition_ratio: {
    type: 'number',
    from: 'mid_transcription',
    unit: '0..1',
    description: 'Share of the words heard that stand in a run of four said before',
  },
  sample_unique_word_ratio: {
    type: 'number',
    from: 'mid_transcription',
    unit: '0..1',
    description: 'Distinct words among the words heard, as unique_word_ratio',
  },
  sample_confidence: { type: 'number', from: 'mid_transcription', unit: '0..1', description: 'Mean confidence of the words heard' },
  estimated_word_count: {
    type: 'number',
    from: 'mid_transcription',
    unit: 'words',
    description: 'Words of the whole item, estimated from what was heard',
  },

  transcript_length: {
    type: 'number',
    from: 'post_transcription',
    articleFrom: 'post_download',
    unit: 'characters',
    description: 'Length of the transcript',
  },
  word_count: {
    type: 'number',
    from: 'post_transcription',
    articleFrom: 'post_download',
    unit: 'words',
    description: 'Words of the transcript',
  },
  sentence_count: {
    type: 'number',
    from: 'post_transcription',
    articleFrom: 'post_download',
    unit: 'sentences',
    description: 'Sentences of the transcript; unknown where it has no punctuation',
  },
  transcription_confidence: { type: 'number', from: 'post_transcription', unit: '0..1', description: 'Mean confidence of the transcript' },
  repetition_ratio: {
    type: 'number',
    from: 'post_transcription',
    articleFrom: 'post_download',
    unit: '0..1',
    description: 'Share of the words that stand in a run of four said before',
  },
  unique_word_ratio: {
    type: 'number',
    from: 'post_transcription',
    articleFrom: 'post_download',
    unit: '0..1',
    description: 'Distinct words among all words, averaged over stretches of 500 words',
  },
  words_per_minute: { type: 'number', from: 'post_transcription', unit: 'words/min', description: 'Words per minute of the media' },
  language_confidence: {
    type: 'number',
    from: 'post_transcription',
    articleFrom: 'post_download',
    unit: '0..1',
    description: 'How sure the language of the text is',
  },
  content_informativeness: {
    type: 'number',
    from: 'post_transcription',
    unit: '0..1',
    description: 'Entities, figures and claims against filler, in the transcript',
  },
  content_coherence: { type: 'number', from: 'post_transcription', unit: '0..1', description: 'How well the transcript hangs together' },

  overall_quality: { type: 'number', from: 'post_quality_filtering', unit: '0..1', description: 'Overall score of the quick result' },
  coherence_score: { type: 'number', from: 'post_quality_filtering', unit: '0..1', description: 'Coherence of the quick result' },
  completeness_score: { type: 'number', from: 'post_quality_filtering', unit: '0..1', description: 'Completeness of the quick result' },
  informativeness_score: {
    type: 'number',
    from: 'post_quality_filtering',
    unit: '0..1',
    description: 'Informativeness of the quick result',
  },
  assessment_confidence: { type: 'number', from: 'post_quality_filtering', unit: '0..1', description: 'How sure the assessment is' },

  claim_count: { type: 'number', from: 'post_analysis', unit: 'claims', description: 'Claims the local analyser found' },
  fallacy_count: { type: 'number', from: 'post_analysis', unit: 'fallacies', description: 'Fallacies the local analyser found' },
  perspective_count: {
    type: 'number',
    from: 'post_analysis',
    unit: 'perspectives',
    description: 'Contested points the local analyser found',
  },
  novelty_score: { type: 'number', from: 'post_analysis', unit: '0..1', description: 'How much is not in memory yet' },
} as const satisfies Record<string, SignalDeclaration>;

export type SignalName = keyof typeof SIGNALS;

/** Other spellings a condition may use. */
export const SIGNAL_ALIASES: Readonly<Record<string, SignalName>> = { duration: 'duration_seconds' };

/** Version of what computes the signals; part of every condition's key, so that evidence of different extractors never mixes. */
export const EXTRACTOR_VERSION = 1;

/** Signals with their values; a missing name and null both mean unknown. */
export type Signals = Partial<Record<SignalName, SignalValue>>;

/** isKnownAt tells whether conditions at a checkpoint may use a signal. */
export function isKnownAt(name: SignalName, checkpoint: CheckpointName): boolean {
  const declaration: SignalDeclaration = SIGNALS[name];
  return CHECKPOINTS.indexOf(checkpoint) >= CHECKPOINTS.indexOf(declaration.articleFrom ?? declaration.from);
}

export function isSignalName(name: string): name is SignalName {
  return Object.hasOwn(SIGNALS, name);
}
