import { describe, expect, it } from 'vitest';
import type { ContentMetadata, HeardWindow, Segment, Transcript } from '@/lib/core/runs/content';
import { SIGNALS } from './declared';
import { postDownloadSignals } from './metadata';
import { analysisSignals, postTranscriptionSignals, qualitySignals } from './results';
import { languageConfidenceOf, sampleSignals } from './sample';

const NOW = new Date('2026-05-10T12:00:00Z');

const metadata: ContentMetadata = {
  title: ' A quiet walk ',
  description: null,
  author: null,
  siteName: null,
  publishedAt: '2026-05-08T00:00:00Z',
  durationSeconds: 90,
  viewCount: 0,
  isLive: false,
  language: 'en',
  chapters: [],
  sourceHost: 'example.org',
  pageUrl: 'https://example.org/1',
};

function segment(text: string, confidence: number | null = null): Segment {
  return { startSeconds: null, endSeconds: null, text, confidence, speaker: null };
}

function transcript(origin: Transcript['origin'], ...segments: Segment[]): Transcript {
  return { origin, language: 'de', engine: 'published', segments };
}

function heard(index: number, model: HeardWindow['model'], speechSeconds: number, ...segments: Segment[]): HeardWindow {
  return {
    window: { index, startSeconds: index * 100, endSeconds: index * 100 + 20 },
    model,
    segments,
    speechSeconds,
    meanLogProbability: null,
    language: 'en',
    languageConfidence: speechSeconds > 0 ? index / 10 : null,
  };
}

const atDownload = { metadata, mediaKind: 'video' as const, transcript: null, prediction: null, languageConfidence: null, now: NOW };

describe('post_download', () => {
  it('tells what the source says', () => {
    expect(postDownloadSignals({ ...atDownload, prediction: { contentType: 'news', probability: 0.7 } })).toEqual({
      duration_seconds: 90,
      view_count: 0,
      age_days: 2.5,
      title_spam_score: expect.any(Number),
      title_length: 12,
      is_live: false,
      media_kind: 'video',
      has_captions: false,
      language: 'en',
      source_host: 'example.org',
      content_type: 'news',
      content_type_confidence: 0.7,
    });
  });

  it('leaves unknown what the source does not say, or what cannot be', () => {
    const nothing = { title: ' ', publishedAt: 'soon', durationSeconds: 0, viewCount: -1, isLive: null, language: null };
    expect(postDownloadSignals({ ...atDownload, metadata: { ...metadata, ...nothing } })).toMatchObject({
      duration_seconds: null,
      view_count: null,
      age_days: null,
      title_spam_score: null,
      title_length: null,
      is_live: null,
      language: null,
      content_type: null,
    });
  });

  it.each([
    ['2026-05-11T06:00:00Z', 0],
    ['2027-01-01T00:00:00Z', null],
  ])('takes a date ahead of now (%s) for %s days', (publishedAt, days) => {
    expect(postDownloadSignals({ ...atDownload, metadata: { ...metadata, publishedAt } }).age_days).toBe(days);
  });

  it('tells captions from text that was heard', () => {
    expect(postDownloadSignals({ ...atDownload, transcript: transcript('sidecar', segment('Hi.')) }).has_captions).toBe(true);
    expect(postDownloadSignals({ ...atDownload, transcript: transcript('speech_local', segment('Hi.')) }).has_captions).toBe(false);
  });

  it('knows the text of an article, and of nothing else', () => {
    const article = transcript('article', segment('A heading'), segment('Two sentences. Here they are.'));
    const signals = postDownloadSignals({ ...atDownload, mediaKind: 'article', transcript: article, languageConfidence: 0.9 });
    expect(signals).toMatchObject({ word_count: 7, sentence_count: 3, language_confidence: 0.9, transcript_length: 39 });
    expect(postDownloadSignals({ ...atDownload, transcript: transcript('captions', segment('Some words.')) })).not.toHaveProperty(
      'word_count',
    );
  });
});

describe('mid_transcription', () => {
  it('tells what was heard so far', () => {
    const windows = [
      heard(0, 'moonshine-base', 10, segment('one two three four', 0.9)),
      heard(3, 'moonshine-base', 5, segment('five', 0.4)),
    ];
    expect(sampleSignals(windows, 400)).toEqual({
      speech_ratio: 15 / 40,
      sampled_seconds: 40,
      sample_word_count: 5,
      sample_words_per_minute: 20,
      sample_repetition_ratio: null,
      sample_unique_word_ratio: 1,
      sample_confidence: 0.8,
      estimated_word_count: 50,
    });
  });

  it('counts a window heard by two models once, as the better one heard it', () => {
    const windows = [heard(0, 'moonshine-base', 10, segment('right words')), heard(0, 'moonshine-tiny', 10, segment('wrong'))];
    expect(sampleSignals(windows, null)).toMatchObject({ sampled_seconds: 20, sample_word_count: 2, estimated_word_count: null });
    expect(sampleSignals(windows.reverse(), null)).toMatchObject({ sampled_seconds: 20, sample_word_count: 2 });
  });

  it('knows silence as such, and nothing before anything was heard', () => {
    expect(sampleSignals([heard(0, 'moonshine-base', 0)], 100)).toMatchObject({
      speech_ratio: 0,
      sample_word_count: 0,
      sample_words_per_minute: null,
      sample_confidence: null,
      estimated_word_count: 0,
    });
    expect(sampleSignals([], 100)).toEqual({});
  });

  it('weights the language by how much was said', () => {
    expect(
      languageConfidenceOf([heard(2, 'moonshine-base', 30), heard(8, 'moonshine-base', 10), heard(9, 'moonshine-base', 0)]),
    ).toBeCloseTo(0.35);
    expect(languageConfidenceOf([])).toBeNull();
  });
});

describe('post_transcription', () => {
  it('tells what the whole text tells', () => {
    const whole = transcript('speech_local', segment('We met at noon', 0.5), segment('and left. It rained.', 1));
    expect(
      postTranscriptionSignals({
        transcript: whole,
        durationSeconds: 30,
        languageConfidence: 0.8,
        quality: { contentInformativeness: 0.4, contentCoherence: 0.6 },
      }),
    ).toEqual({
      transcript_length: 35,
      word_count: 8,
      sentence_count: 2,
      repetition_ratio: 0,
      unique_word_ratio: 1,
      language_confidence: 0.8,
      transcription_confidence: 0.75,
      words_per_minute: 16,
      content_informativeness: 0.4,
      content_coherence: 0.6,
    });
  });

  it('leaves unknown what an article does not have', () => {
    const signals = postTranscriptionSignals({
      transcript: transcript('article', segment('Words.')),
      durationSeconds: null,
      languageConfidence: null,
      quality: null,
    });
    expect(signals).toMatchObject({ transcription_confidence: null, words_per_minute: null, content_coherence: null });
  });
});

it('every declared signal is computed by one of these functions', () => {
  const scores = { coherence: 0.1, completeness: 0.2, informativeness: 0.3, overall: 0.2 };
  const computed = {
    ...postDownloadSignals(atDownload),
    ...sampleSignals([heard(0, 'api', 1)], 10),
    ...postTranscriptionSignals({ transcript: transcript('captions'), durationSeconds: 1, languageConfidence: null, quality: null }),
    ...qualitySignals({
      ...scores,
      completenessInterval: { lower: 0.1, upper: 0.3 },
      overallInterval: { lower: 0.1, upper: 0.3 },
      assessmentConfidence: 0.9,
      engine: 'assess@1',
    }),
    ...analysisSignals({ claims: [], fallacies: [], perspectives: [] }, 0.5),
  };
  expect(Object.keys(computed).sort()).toEqual(Object.keys(SIGNALS).sort());
  expect(computed).toMatchObject({ overall_quality: 0.2, completeness_score: 0.2, claim_count: 0, novelty_score: 0.5 });
});
