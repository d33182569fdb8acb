import { describe, expect, it } from 'vitest';
import type { Span, Transcript } from '@/lib/core/runs/content';
import { joinTranscript } from '../text/document';
import { createPace } from '../text/pace';
import { verify } from './verify';

const segment = (text: string) => ({ startSeconds: null, endSeconds: null, text, confidence: null, speaker: null });
const transcript: Transcript = {
  origin: 'captions',
  language: 'en',
  engine: 'published',
  segments: [segment('The dam broke'), segment('at noon. Nobody was hurt.')],
};
const span = (quote: string, segmentIndex: number): Span => ({ quote, segmentIndex, startSeconds: null });
const claim = (quote: string, segmentIndex: number) => ({ text: quote, span: span(quote, segmentIndex), checkWorthiness: 1 });
const none = { keyPoints: [], claims: [], perspectives: [], fallacies: [], relations: [] };
const check = (points: Partial<Parameters<typeof verify>[0]>) => verify({ ...none, ...points }, joinTranscript(transcript), createPace());

describe('verification', () => {
  it('keeps a quote that runs on into the next segment', async () => {
    const { claims, verification } = await check({ claims: [claim('The dam broke at noon.', 0)] });
    expect(claims).toHaveLength(1);
    expect(verification).toEqual({ quotesChecked: 1, quotesDropped: 0 });
  });

  it('drops and counts what was never said, said elsewhere, blank, or in no segment', async () => {
    const { claims, verification } = await check({
      claims: [claim('The dam held', 0), claim('Nobody was hurt.', 0), claim(' ', 0), claim('Nobody', 7), claim('Nobody', -1)],
    });
    expect(claims).toEqual([]);
    expect(verification).toEqual({ quotesChecked: 5, quotesDropped: 5 });
  });

  it('drops a perspective that is left with one side', async () => {
    const position = (quote: string) => ({ stance: quote, holder: null, spans: [span(quote, 1)] });
    const { perspectives, verification } = await check({
      perspectives: [
        { topic: 'harm', positions: [position('Nobody was hurt.'), position('Many were hurt.')] },
        { topic: 'time', positions: [position('at noon.'), position('Nobody was hurt.')] },
      ],
    });
    expect(perspectives.map(({ topic }) => topic)).toEqual(['time']);
    expect(verification).toEqual({ quotesChecked: 4, quotesDropped: 1 });
  });
});
