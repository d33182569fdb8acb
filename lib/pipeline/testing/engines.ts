/** Stand-in engines for tests of the pipeline: quick, deterministic, and counting what they are asked. What engines really do is tested in their rooms. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AcquiredItem, Assessment, ContentMetadata, HeardWindow, Transcript, Window } from '@/lib/core/runs/content';
import type { Acquired } from '@/lib/engines/acquire/types';
import type { Engines } from '../engines';

export interface StandIns {
  engines: Engines;
  /** Window indices in the order they were heard. */
  heard: number[];
  /** Replaced by tests to say what the source gives. */
  source: { acquire(url: string, folder: string): Promise<Acquired> };
  /** Scores of every result. */
  scores: { overall: number };
  calls: { acquire: number; analyze: number };
}

export const METADATA: ContentMetadata = {
  title: 'The bridge at Low Ferry',
  description: 'How a village built its own bridge.',
  author: 'Ada Wren',
  siteName: 'Valley Notes',
  publishedAt: '2026-01-05T10:00:00Z',
  durationSeconds: null,
  viewCount: null,
  isLive: null,
  language: 'en',
  chapters: [],
  sourceHost: 'valley.example',
  pageUrl: 'https://valley.example/bridge',
};

export function articleTranscript(sentences = 30): Transcript {
  const segments = Array.from({ length: sentences }, (_, i) => ({
    startSeconds: null,
    endSeconds: null,
    text: sentence(i),
    confidence: null,
    speaker: null,
  }));
  return { origin: 'article', language: 'en', engine: 'published', segments };
}

const WORDS = 'river bridge village carpenter winter flood harvest lantern market orchard mill ferry valley stone council meadow'.split(
  ' ',
);

/** Sentences that repeat no run of words, so that no gate takes the text for a loop. */
function sentence(i: number): string {
  return `${Array.from({ length: 12 }, (_, k) => WORDS[(i * 7 + k * (i + 3)) % WORDS.length]! + (k % 3 === 0 ? i : '')).join(' ')}.`;
}

export function article(sentences?: number): AcquiredItem {
  return { kind: 'item', mediaKind: 'article', metadata: METADATA, mediaFile: null, transcript: articleTranscript(sentences) };
}

/** A recording of `durationSeconds` whose file really is in the folder. */
export async function recording(folder: string, durationSeconds: number): Promise<AcquiredItem> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'source.ogg'), 'sound');
  return { kind: 'item', mediaKind: 'audio', metadata: { ...METADATA, durationSeconds }, mediaFile: 'source.ogg', transcript: null };
}

export function standInEngines(): StandIns {
  const heard: number[] = [];
  const calls = { acquire: 0, analyze: 0 };
  const scores = { overall: 0.5 };
  const source: StandIns['source'] = { acquire: async () => article() };
  const assessment = (): Assessment => ({
    coherence: scores.overall,
    completeness: scores.overall,
    informativeness: scores.overall,
    overall: scores.overall,
    completenessInterval: { lower: scores.overall, upper: scores.overall },
    overallInterval: { lower: scores.overall, upper: scores.overall },
    assessmentConfidence: 0.9,
    engine: 'stand-in@1',
  });
  const engines: Engines = {
    acquirer: {
      acquire(url, context) {
        calls.acquire++;
        return source.acquire(url, context.folder);
      },
    },
    media: {
      probe: async () => ({ durationSeconds: 250, hasAudio: true, hasVideo: false, format: 'ogg', audioCodec: 'opus' }),
      decode: async () => new Float32Array(16_000),
      decodeChannels: async () => [new Float32Array(16_000)],
    },
    speech: {
      models: ['moonshine-base'],
      concurrency: 2,
      planWindows: async (_, probe) => windowsOf(probe.durationSeconds),
      async hear(_, window, model): Promise<HeardWindow> {
        heard.push(window.index);
        const text = `Window ${window.index} says that ${window.index + 3} boats crossed the river before the bridge was opened that year.`;
        const segment = { startSeconds: window.startSeconds, endSeconds: window.endSeconds, text, confidence: 0.9, speaker: null };
        return {
          window,
          model,
          segments: [segment],
          speechSeconds: 20,
          meanLogProbability: -0.1,
          language: 'en',
          languageConfidence: 0.95,
        };
      },
      close: async () => {},
    },
    embedder: { model: 'stand-in@1', dimension: 8, embed: async (texts) => texts.map(hashedVector) },
    classifier: {
      engine: 'stand-in@1',
      classify: async () => ({
        contentType: 'technology',
        probability: 0.9,
        ranking: [{ contentType: 'technology', probability: 1 }],
        engine: 'stand-in@1',
      }),
    },
    summarizer: {
      engine: 'stand-in@1',
      summarize: async ({ transcript }) => ({ summary: transcript.segments[0]?.text ?? '', keyPoints: [], engine: 'stand-in@1' }),
    },
    assessor: {
      engine: 'stand-in@1',
      assess: async () => assessment(),
      assessSample: async ({ sample }) => ({ ...assessment(), ...(sample.heardShare < 1 ? { contentInformativeness: 0.4 } : {}) }),
      assessTranscript: async () => ({ contentInformativeness: 0.6, contentCoherence: 0.6 }),
    },
    analyzer: {
      engine: 'stand-in@1',
      async analyze({ transcript }) {
        calls.analyze++;
        const quote = transcript.segments[0]?.text ?? '';
        return {
          shortSummary: quote,
          summary: quote,
          keyPoints: [],
          claims: [{ text: quote, span: { quote, segmentIndex: 0, startSeconds: null }, checkWorthiness: 0.7 }],
          perspectives: [],
          fallacies: [],
          entities: [],
          relations: [],
          engine: 'stand-in@1',
          usage: { apiCalls: 0, inputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
          verification: { quotesChecked: 1, quotesDropped: 0 },
        };
      },
    },
    close: async () => {},
  };
  return { engines, heard, source, scores, calls };
}

function windowsOf(durationSeconds: number): Window[] {
  return Array.from({ length: Math.ceil(durationSeconds / 25) }, (_, index) => ({
    index,
    startSeconds: index * 25,
    endSeconds: Math.min((index + 1) * 25, durationSeconds),
  }));
}

/** Unit vectors that differ between texts. */
function hashedVector(text: string): Float32Array {
  const vector = new Float32Array(8);
  for (const [i, word] of text.split(/\s+/).entries()) vector[(word.length * 31 + word.charCodeAt(0) + i) % 8]! += 1;
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
