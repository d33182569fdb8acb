import { describe, expect, it } from 'vitest';
import type { RunDetailView, RunEventView, StageView } from '@/lib/core/runs/views';
import { downloadsOf } from './downloads';
import { keptOf } from './kept';
import { withProgress } from './with-progress';

const ID = '01a2047f-06a1-77fb-8203-b471ea48a3c0';
const info = (origin: 'article' | 'captions') => ({ origin, language: 'en', segmentCount: 2, wordCount: 1, heardShare: 1, unheard: [] });

describe('downloads', () => {
  const files = (transcriptInfo: RunDetailView['transcriptInfo']) =>
    downloadsOf({ id: ID, transcriptInfo }).map(({ href }) => href.slice(`/api/runs/${ID}`.length));

  it('offer subtitles only of what has times', () => {
    expect(files(info('captions'))).toEqual([
      '/report.md',
      '',
      '/transcript.txt',
      '/transcript.vtt',
      '/transcript.srt',
      '/transcript.json',
    ]);
    expect(files(info('article'))).toEqual(['/report.md', '', '/transcript.txt', '/transcript.json']);
  });

  it('offer no transcript before there is one', () => expect(files(null)).toEqual(['/report.md', '']));
});

describe('what a failed run kept', () => {
  it('is named part by part', () => {
    expect(keptOf({ hasMedia: true, transcriptInfo: info('captions'), quickResult: null, analysis: null })).toBe(
      'The media, a transcript of 1 word. A retry goes on from there.',
    );
  });
  it('is said to be nothing where it is', () => {
    expect(keptOf({ hasMedia: false, transcriptInfo: null, quickResult: null, analysis: null })).toMatch(/nothing had been fetched/);
  });
});

describe('progress of a run', () => {
  const stage = (name: StageView['stage'], status: StageView['status']): StageView => ({
    stage: name,
    status,
    progress: null,
    doing: null,
    seconds: null,
    attempts: 1,
    crashes: 0,
    retryAt: null,
  });
  const event: RunEventView = { seq: 1, at: '', type: 'progress', message: 'Hearing window 2 of 4', stage: 'hear', progress: 0.5 };

  it('goes to the stage that is running, and to no other', () => {
    const run = { stages: [stage('acquire', 'done'), stage('hear', 'running')] } as RunDetailView;
    expect(withProgress(run, event).stages.map(({ progress, doing }) => [progress, doing])).toEqual([
      [null, null],
      [0.5, 'Hearing window 2 of 4'],
    ]);
  });

  it('that comes late does not touch a stage that has ended', () => {
    const run = { stages: [stage('hear', 'done')] } as RunDetailView;
    expect(withProgress(run, event).stages[0]?.progress).toBeNull();
  });
});
