import type { QuickResult, Transcript } from '@/lib/core/runs/content';
import { countWords } from '../../text/words';
import type { AssessSampleInput } from '../types';
import { incidenceCoverage, type SampleFeatures } from './features';

/** Left out in turn: enough for a mean. */
const MOST_LEFT_OUT = 8;

/** Completeness of a result for a stretch of text. */
export type Complete = (result: QuickResult, transcript: Transcript) => Promise<number>;

/** sampleFeatures measures how well results of parts of the sample tell the rest of it; null where fewer than two stretches say anything. */
export async function sampleFeatures(
  { sample: { stretches, heardShare }, summarize }: Pick<AssessSampleInput, 'sample' | 'summarize'>,
  complete: Complete,
): Promise<SampleFeatures | null> {
  const spoken = stretches.filter(({ segments }) => countWords(textOf(segments)) > 0);
  if (spoken.length < 2) return null;
  const all = joined(spoken);
  const resultOfOthers = (keep: (index: number) => boolean) => summarize(joined(spoken.filter((_, i) => keep(i))));

  const leftOut: number[] = [];
  const allButOne: number[] = [];
  for (const index of spread(spoken.length, MOST_LEFT_OUT)) {
    const result = await resultOfOthers((i) => i !== index);
    leftOut.push(await complete(result, spoken[index]!));
    allButOne.push(await complete(result, all));
  }
  const half: number[] = [];
  for (const parity of [0, 1]) half.push(await complete(await resultOfOthers((i) => i % 2 === parity), all));
  return {
    leftOut: mean(leftOut),
    allButOne: mean(allButOne),
    half: mean(half),
    coverage: incidenceCoverage(spoken.map(({ segments }) => textOf(segments))),
    heardShare,
    stretches: spoken.length,
    words: countWords(textOf(all.segments)) / heardShare,
  };
}

/** joined is one transcript of several, in their order. */
export function joined(transcripts: readonly Transcript[]): Transcript {
  return { ...transcripts[0]!, segments: transcripts.flatMap(({ segments }) => segments) };
}

const textOf = (segments: Transcript['segments']): string => segments.map(({ text }) => text).join(' ');
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** At most `most` of the first `count` integers, evenly spread. */
function spread(count: number, most: number): number[] {
  const taken = Math.min(count, most);
  return Array.from({ length: taken }, (_, i) => Math.floor((i * count) / taken));
}
