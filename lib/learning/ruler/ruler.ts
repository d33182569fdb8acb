import type { QuickResult } from '@/lib/core/runs/content';
import type { Embedder } from '@/lib/engines/embed/types';
import { createPace, type Pace } from '@/lib/engines/text/pace';
import { splitSentences } from '@/lib/engines/text/sentences';
import { passagesOf, weightsOf } from './centrality';
import { type Target, targetsOf } from './features';
import { informativenessOf } from './informativeness';
import { type MatcherModel, match } from './matcher';
import model from './model.json' with { type: 'json' };
import { pointsOf, sentencesOf } from './points';
import { type Reading, readSentence } from './reading';
import { tellingStretch } from './stretches';
import type { PointVerdict, Ruler } from './types';

/** Change it with anything that moves a verdict: a new ruler re-scores every label. `ruler.pins.test.ts` tells when that is so. */
export const RULER_VERSION = 'ruler@2';

const CARRIED = 0.5;
/** More of a delivered text than this is not read: a text that long is no summary. */
const MOST_DELIVERED = 200;
/** One sentence is read so far. */
const MOST_CHARACTERS = 1_000;

export interface RulerOptions {
  embedder: Embedder;
  /** Only calibration hands in another. */
  matcher?: MatcherModel;
}

/** deliveredText is what a quick result tells the user: its summary and its key points, one a line. */
export function deliveredText(result: QuickResult): string {
  return [result.summary, ...result.keyPoints.map(({ text }) => text)].filter((line) => line.trim() !== '').join('\n');
}

/** createRuler makes the frozen ruler. The same input always gives the same verdict. English; other languages are matched by their words. */
export function createRuler({ embedder, matcher = model }: RulerOptions): Ruler {
  return {
    version: RULER_VERSION,
    async measure({ full, transcript, delivered }, signal) {
      const pace = createPace(signal);
      const document = await splitSentences(transcript, pace);
      const points = await pointsOf(full, document, pace);
      const told = (await sentencesOf(delivered ?? '', pace)).slice(0, MOST_DELIVERED);
      const informativeness = await informativenessOf(document.sentences, pace);
      if (points.length === 0) return { ruler: RULER_VERSION, loss: 0, informativeness, points: [] };

      const passages = passagesOf(document.sentences);
      const texts = [points.map(({ text }) => text), told, passages].map((list) => list.map((text) => text.slice(0, MOST_CHARACTERS)));
      const vectors = await embedder.embed(texts.flat(), signal);
      const targets = targetsOf(await readAll(texts[0]!, vectors, pace));
      const toldReadings = await readAll(texts[1]!, vectors.slice(points.length), pace);
      const weights = await weightsOf(targets, document.sentences, vectors.slice(points.length + told.length), pace);

      const stretchesOf = await readStretches(targets, toldReadings, embedder, pace, signal);

      const verdicts: PointVerdict[] = [];
      for (const [i, point] of points.entries()) {
        const { probability, by } = await match(matcher, targets[i]!, toldReadings, stretchesOf[i]!, pace);
        const carried = probability >= CARRIED;
        verdicts.push({ ...point, weight: weights[i]!, carried, probability, carriedBy: carried ? (by?.text ?? null) : null });
      }
      return { ruler: RULER_VERSION, loss: lossOf(verdicts), informativeness, points: verdicts };
    },
  };
}

async function readAll(texts: readonly string[], vectors: readonly Float32Array[], pace: Pace): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const [i, text] of texts.entries()) {
    readings.push(readSentence(text, vectors[i]!));
    await pace();
  }
  return readings;
}

/** For each point the stretches of long sentences that may tell it. */
async function readStretches(points: readonly Target[], told: readonly Reading[], embedder: Embedder, pace: Pace, signal?: AbortSignal) {
  const texts: string[][] = [];
  for (const { terms } of points) {
    texts.push(told.flatMap(({ text }) => tellingStretch(terms, text) ?? []));
    await pace();
  }
  const unique = [...new Set(texts.flat())];
  const readings = await readAll(unique, await embedder.embed(unique, signal), pace);
  const byText = new Map(readings.map((reading) => [reading.text, reading]));
  return texts.map((list) => list.map((text) => byText.get(text)!));
}

/** lossOf is the weight of the points that are not carried. */
function lossOf(points: readonly Pick<PointVerdict, 'weight' | 'carried'>[]): number {
  const loss = points.reduce((sum, { weight, carried }) => sum + (carried ? 0 : weight), 0);
  return Math.min(1, loss);
}
