import type { Window } from '@/lib/core/runs/content';
import { createMedia, createSpeechEngine } from '@/lib/engines/transcribe';
import type { SpeechEngine } from '@/lib/engines/transcribe/types';
import { quantile } from '../../support/quantile';
import { createBareModel } from './bare';

/** Windows heard between two changes of side: enough to fill the pipeline, few enough that the machine's mood changes slower. */
const GROUP = 6;

export interface Comparison {
  windows: number;
  audioSeconds: number;
  engineSeconds: number;
  bareSeconds: number;
  /** How much longer the engine takes: the median over groups, each heard by both right after each other, for other work on the machine comes in gusts. */
  overhead: number;
}

interface Piece {
  path: string;
  window: Window;
  /** What the engine hears in the window, decoded beforehand. */
  pcm: Float32Array;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function hearAll(engine: SpeechEngine, pieces: readonly Piece[], size: 'base' | 'tiny'): Promise<void> {
  const waiting = [...pieces];
  const hearNext = async () => {
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) await engine.hear(piece.path, piece.window, `moonshine-${size}`);
  };
  await Promise.all(Array.from({ length: engine.concurrency }, hearNext));
}

/**
 * compare hears the first windows of some files twice: through the engine, which decodes, seeks pauses, finds speech and judges, and with the bare
 * model on the same stretches. The two take turns, each going first half of the time.
 */
export async function compare(paths: readonly string[], threads: number, size: 'base' | 'tiny', maxWindows: number): Promise<Comparison> {
  const media = createMedia();
  const planner = createSpeechEngine({ threads: 1, media });
  const pieces: Piece[] = [];
  for (const path of paths) {
    const probe = await media.probe(path);
    for (const window of await planner.planWindows(path, probe)) {
      if (pieces.length >= maxWindows) break;
      pieces.push({ path, window, pcm: await media.decode(path, window.startSeconds, window.endSeconds) });
    }
  }
  await planner.close();

  const engine = createSpeechEngine({ threads, media });
  const bare = createBareModel(threads, size);
  const result: Comparison = { windows: pieces.length, audioSeconds: 0, engineSeconds: 0, bareSeconds: 0, overhead: 0 };
  const overheads: number[] = [];
  const sides = {
    engine: (group: Piece[]) => timed(() => hearAll(engine, group, size)),
    bare: (group: Piece[]) => timed(() => bare.recognise(group.map(({ pcm }) => pcm))),
  };
  const warmUp = pieces.slice(0, threads);
  await Promise.all([hearAll(engine, warmUp, size), bare.recognise(warmUp.map(({ pcm }) => pcm))]);
  for (let at = 0; at < pieces.length; at += GROUP) {
    const group = pieces.slice(at, at + GROUP);
    const order = (at / GROUP) % 2 === 0 ? (['engine', 'bare'] as const) : (['bare', 'engine'] as const);
    const seconds = { engine: 0, bare: 0 };
    for (const side of order) seconds[side] = await sides[side](group);
    result.engineSeconds += seconds.engine;
    result.bareSeconds += seconds.bare;
    overheads.push(seconds.engine / seconds.bare - 1);
    result.audioSeconds += group.reduce((sum, { window }) => sum + window.endSeconds - window.startSeconds, 0);
  }
  await Promise.all([engine.close(), bare.close()]);
  return { ...result, overhead: quantile(overheads, 0.5) };
}
