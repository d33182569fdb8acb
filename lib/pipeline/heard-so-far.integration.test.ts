import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/lib/base/ids';
import type { HeardWindow, SpeechModel } from '@/lib/core/runs/content';
import { saveArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { createRun } from '@/lib/data/runs';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { heardSoFar } from './heard-so-far';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await database().configVersion.create({ data: { author: 'test', note: '', sources: {}, contentHash: 'x', active: true } });
  await database().effectiveConfig.create({ data: { hash: 'h', config: {} } });
});
afterAll(() => test.close());

function heardWindow(index: number, text: string, rest: Partial<HeardWindow> = {}): HeardWindow {
  const [startSeconds, endSeconds] = [index * 25, index * 25 + 25];
  return {
    window: { index, startSeconds, endSeconds },
    model: 'moonshine-base',
    segments: [{ startSeconds, endSeconds, text, confidence: 0.9, speaker: null }],
    speechSeconds: 20,
    meanLogProbability: -0.1,
    language: 'en',
    languageConfidence: 0.95,
    ...rest,
  };
}

async function newRun(): Promise<string> {
  const url = `https://valley.example/${newId()}`;
  return database().$transaction((tx) =>
    createRun(tx, {
      kind: 'primary',
      parentRunId: null,
      lineageId: null,
      url,
      canonicalUrl: url,
      sourceHost: 'valley.example',
      hints: null,
      depth: 'auto',
      priority: 'medium',
      priorityRequested: false,
      dedupeKey: url,
      effectiveConfigHash: 'h',
      configVersionNumber: 1,
      recorded: true,
      door: 'test',
    }),
  );
}

async function lineageWith(windows: HeardWindow[]): Promise<string> {
  const lineageId = await newRun();
  for (const heard of windows) {
    const key = {
      scopeRunId: lineageId,
      kind: 'heard_window',
      unit: heard.window.index,
      engine: heard.model satisfies SpeechModel,
    } as const;
    await saveArtifact(database(), key, heard);
  }
  return lineageId;
}

const texts = async (lineageId: string) =>
  (await heardSoFar({ state: 'hearing', lineageId }))?.transcript.segments.map(({ text }) => text) ?? null;

describe('heardSoFar', () => {
  it('gives the windows in playing order, in whatever order they were heard, and how long they are', async () => {
    const lineageId = await lineageWith([heardWindow(0, 'First.'), heardWindow(9, 'Last.'), heardWindow(4, 'Middle.')]);
    expect(await texts(lineageId)).toEqual(['First.', 'Middle.', 'Last.']);
    expect(await heardSoFar({ state: 'hearing', lineageId })).toMatchObject({ heardSeconds: 75 });
  });

  it('shows a window once, as the better model heard it', async () => {
    const lineageId = await lineageWith([heardWindow(0, 'Fist word.', { model: 'moonshine-tiny' }), heardWindow(0, 'First word.')]);
    expect(await texts(lineageId)).toEqual(['First word.']);
  });

  it('shows no nonsense of a language that the models do not know', async () => {
    const foreign = { language: 'und', languageConfidence: 0.05 };
    expect(await texts(await lineageWith([heardWindow(0, 'A seam, a seam.', foreign)]))).toBeNull();
  });

  it('gives nothing before there are words, and once the run is not being heard', async () => {
    expect(await texts(await lineageWith([]))).toBeNull();
    const lineageId = await lineageWith([heardWindow(0, 'First.')]);
    expect(await heardSoFar({ state: 'assessing', lineageId })).toBeNull();
  });
});
