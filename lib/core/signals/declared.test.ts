import { describe, expect, it } from 'vitest';
import { CHECKPOINTS, type CheckpointName, isKnownAt, isSignalName, SIGNAL_ALIASES, SIGNALS, type SignalName } from './declared';

/** The contract's own lists: what each checkpoint adds. */
const CONTRACT: Record<CheckpointName, string> = {
  post_download:
    'duration_seconds view_count age_days title_spam_score title_length is_live media_kind has_captions language source_host content_type content_type_confidence',
  mid_transcription:
    'speech_ratio sampled_seconds sample_word_count sample_words_per_minute sample_repetition_ratio sample_unique_word_ratio sample_confidence estimated_word_count',
  post_transcription:
    'transcript_length word_count sentence_count transcription_confidence repetition_ratio unique_word_ratio words_per_minute language_confidence content_informativeness content_coherence',
  post_quality_filtering: 'overall_quality coherence_score completeness_score informativeness_score assessment_confidence',
  post_analysis: 'claim_count fallacy_count perspective_count novelty_score',
};

const names = Object.keys(SIGNALS) as SignalName[];

describe('the declared signals', () => {
  it.each(CHECKPOINTS)('are those of the contract at %s', (checkpoint) => {
    expect(names.filter((name) => SIGNALS[name].from === checkpoint).sort()).toEqual(CONTRACT[checkpoint].split(' ').sort());
  });

  it('stay known at every later checkpoint', () => {
    for (const name of names) {
      const known = CHECKPOINTS.map((checkpoint) => isKnownAt(name, checkpoint));
      expect(known.lastIndexOf(false)).toBeLessThan(known.indexOf(true));
    }
  });

  it('do not take aliases from each other', () => {
    for (const [alias, name] of Object.entries(SIGNAL_ALIASES)) {
      expect(isSignalName(alias)).toBe(false);
      expect(isSignalName(name)).toBe(true);
    }
  });

  it('are no property of every object', () => {
    expect(isSignalName('constructor')).toBe(false);
    expect(isSignalName('__proto__')).toBe(false);
  });
});
