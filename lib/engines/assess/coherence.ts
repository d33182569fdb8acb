import { repetitionRatio } from '@/lib/core/signals/repetition';
import { logistic, mean, ramp } from '../text/curves';
import { formOf, pointsBack } from '../text/form';
import { dot } from '../text/vectors';
import { contentStems, words } from '../text/words';
import { grammarBreaks } from './grammar';

/** Sentences that follow one another, with their vectors. */
export interface Sequence {
  sentences: string[];
  vectors: Float32Array[];
}

/** With at least so many sentences, neighbours are measured against sentences further apart; with fewer there is nothing to measure against. */
const LONG = 24;
const FAR = { from: 6, to: 14 };

/**
 * coherence says how well sentences hang together, [0, 1]: neighbours are about the same thing (by meaning and by shared words), sentences
 * are whole, nothing points back at what is not there, words fit side by side, and nothing is said over and over. Several sequences are parts of one text.
 */
export function coherence(sequences: readonly Sequence[]): number {
  const parts = sequences.filter(({ sentences }) => sentences.length > 0);
  const all = parts.flatMap(({ sentences }) => sentences);
  if (all.length === 0) return 0;
  const form = all.reduce((sum, sentence) => sum + formOf(sentence), 0) / all.length;
  const references = 1 - parts.reduce((sum, part) => sum + dangling(part), 0) / all.length;
  const { chances, breaks } = all.map(grammarBreaks).reduce((a, b) => ({ chances: a.chances + b.chances, breaks: a.breaks + b.breaks }));
  // One break in few chances proves little.
  const grammar = Math.exp((-GRAMMAR_STEEPNESS * Math.max(0, breaks - 1)) / (chances + 4));
  const whole = WEIGHT.continuity * continuity(parts) + WEIGHT.form * form + WEIGHT.references * references;
  return whole * grammar * (1 - repetition(parts));
}

const WEIGHT = { continuity: 0.5, form: 0.35, references: 0.15 };
const GRAMMAR_STEEPNESS = 5;

function continuity(parts: readonly Sequence[]): number {
  const count = parts.reduce((sum, { sentences }) => sum + sentences.length, 0);
  if (count === 1) return SINGLE_SENTENCE;
  const near = mean(parts.flatMap(nearCloseness));
  const order = near - mean(parts.flatMap(farCloseness));
  const absolute = ramp(near, 0, 0.46);
  if (count < LONG) return absolute;
  return 0.2 * absolute + 0.8 * logistic((order - 0.032) / 0.016);
}

/** There is nothing for a single sentence to hang together with. */
const SINGLE_SENTENCE = 0.7;

/** Closeness of two sentences: by meaning, and by the words they share. */
function closeness(a: number, b: number, { vectors }: Sequence, stems: readonly ReadonlySet<string>[]): number {
  const [left, right] = [stems[a]!, stems[b]!];
  let shared = 0;
  for (const stem of left) if (right.has(stem)) shared++;
  return dot(vectors[a]!, vectors[b]!) + (0.3 * shared) / Math.sqrt((left.size + 1) * (right.size + 1));
}

function nearCloseness(part: Sequence): number[] {
  const stems = part.sentences.map((sentence) => new Set(contentStems(sentence)));
  return part.sentences.slice(1).map((_, i) => closeness(i, i + 1, part, stems));
}

function farCloseness(part: Sequence): number[] {
  const stems = part.sentences.map((sentence) => new Set(contentStems(sentence)));
  const values: number[] = [];
  for (let i = 0; i < part.sentences.length; i++) {
    for (let j = i + FAR.from; j <= i + FAR.to && j < part.sentences.length; j++) values.push(closeness(i, j, part, stems));
  }
  return values;
}

/** Sentences that point back while the one before is about something else, or is not there. */
function dangling(part: Sequence): number {
  return part.sentences.filter((sentence, i) => pointsBack(sentence) && (i === 0 || dot(part.vectors[i - 1]!, part.vectors[i]!) < 0.15))
    .length;
}

/** Share said over, beyond what natural speech repeats. */
function repetition(parts: readonly Sequence[]): number {
  const lists = parts.map(({ sentences }) => sentences.flatMap((sentence) => words(sentence.toLowerCase())));
  return ramp(repetitionRatio(lists) ?? 0, 0.12, 0.7);
}
