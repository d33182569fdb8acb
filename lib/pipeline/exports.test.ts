import { describe, expect, it } from 'vitest';
import type { Segment, Transcript } from '@/lib/core/runs/content';
import type { RunDetailView } from '@/lib/core/runs/views';
import { reportMarkdown, transcriptAs } from './exports';

function transcript(...segments: Partial<Segment>[]): Transcript {
  return {
    origin: 'speech_local',
    language: 'en',
    engine: 'moonshine-base',
    segments: segments.map((segment) => ({ startSeconds: null, endSeconds: null, text: '', confidence: null, speaker: null, ...segment })),
  };
}

const run: RunDetailView = {
  id: '0190',
  url: 'https://valley.example/a',
  title: '# [click](https://evil.example) <b>',
  sourceHost: 'valley.example',
  mediaKind: 'article',
  durationSeconds: null,
  kind: 'primary',
  depth: 'auto',
  priority: 'medium',
  state: 'finished',
  processingType: 'lightweight',
  contentType: 'news',
  exitCheckpoint: null,
  verdict: 'Kept.',
  qualityScore: 0.7,
  configVersion: 1,
  spentSeconds: 1.25,
  timeSavedPct: null,
  error: null,
  parentRunId: null,
  createdAt: '2026-01-01T00:00:00Z',
  finishedAt: '2026-01-01T00:00:02Z',
  metadata: null,
  hasMedia: false,
  stages: [],
  signalSets: [],
  decisions: [],
  prediction: null,
  quickResult: {
    summary: 'A *bridge*.',
    keyPoints: [{ text: 'It cost 3', span: { quote: 'It cost 3', segmentIndex: 0, startSeconds: 3_725 } }],
    engine: 'x',
  },
  assessment: null,
  analysis: null,
  transcriptInfo: null,
  rounds: [],
  effectiveConfig: { hash: '', version: 1, flags: [] },
  children: [],
  entries: [],
  isEntry: false,
  subscriberCount: 1,
  feedback: null,
  audit: null,
  eventSeq: 1,
};

describe('transcript downloads', () => {
  const spoken = transcript(
    { startSeconds: 0, endSeconds: 2.5, text: 'One & <two>', speaker: 'Ann' },
    { startSeconds: 3_661.0016, endSeconds: 3_662, text: 'three --> four\n\nfive' },
  );

  it('as WebVTT escape markup and keep a cue in one block', () => {
    expect(transcriptAs(spoken, 'vtt')).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:02.500\n<v Ann>One &amp; &lt;two&gt;\n\n01:01:01.002 --> 01:01:02.000\nthree → four five\n',
    );
  });

  it('as SubRip number their cues and use commas', () => {
    expect(transcriptAs(spoken, 'srt')).toContain('1\n00:00:00,000 --> 00:00:02,500\nAnn: One & <two>\n\n2\n01:01:01,002');
  });

  it('as JSON are snake_case', () => {
    expect(JSON.parse(transcriptAs(spoken, 'json')).segments[0]).toMatchObject({ start_seconds: 0, end_seconds: 2.5 });
  });

  it('leave segments without times out of subtitles, and in texts', () => {
    const article = transcript({ text: 'A paragraph.' });
    expect(transcriptAs(article, 'vtt')).toBe('WEBVTT\n\n');
    expect(transcriptAs(article, 'txt')).toBe('A paragraph.\n');
  });
});

describe('the Markdown report', () => {
  it('lets foreign text neither link nor format', () => {
    const report = reportMarkdown(run, transcript({ text: '![x](http://evil.example/p.png)' }));
    expect(report).toContain('# \\# \\[click\\](https\\://evil.example) \\<b\\>');
    expect(report).toContain('A \\*bridge\\*.');
    expect(report).toContain('!\\[x\\](http\\://evil.example/p.png)');
    expect(report).toContain('- Source: <https://valley.example/a>');
  });

  it('stamps points with their time and says what is not known', () => {
    const report = reportMarkdown(run, null);
    expect(report).toContain('- [01:02:05] It cost 3');
    expect(report).toContain('- Time saved: not known yet');
  });
});
