/**
 * Trains the fallacy model from own writing and writes it to lib/engines/analyze/fallacies/learned/model.json:
 *
 *     node --import tsx bench/train/fallacies/train.ts
 *
 * Nothing is drawn: the same material gives the same model. The measures of the finder are the `fallacy_…` evals.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DETECT_LONGEST, type FallacyModel, featureScale, NAME_LONGEST } from '@/lib/engines/analyze/fallacies/learned/model';
import { COMMON, EVERY_WORD, gramsOf, shapeOf } from '@/lib/engines/analyze/fallacies/learned/shape';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Embedder } from '@/lib/engines/embed/types';
import { createPace } from '@/lib/engines/text/pace';
import { splitSentences } from '@/lib/engines/text/sentences';
import { transcriptOfText } from '../../support/items';
import { readFallacious, readSound, readTelling } from './material';
import { fitSparse, type SparseExample } from './sparse-regression';

const OUTPUT = resolve(import.meta.dirname, '../../../lib/engines/analyze/fallacies/learned/model.json');
/** A fallacious argument counts as much as three sentences of telling, a sound argument as four: they are few, and they are the question. */
const WEIGHT = { fallacious: 3, sound: 4, telling: 1 };
/** In units of the mean loss. */
const PENALTY = { detect: 1.3e-4, name: 6e-4 };
const ITERATIONS = 250;
const LEAST_USES = 2;
/** Shorter lines are exclamations. */
const LEAST_TOKENS = 4;
/** Weights below this change no decision and are not shipped. */
const NEGLIGIBLE = { detect: 0.04, name: 0.05 };

const keysOf = (text: string, rarest: number, longest: number) => gramsOf(shapeOf(text, rarest), longest).map(({ key }) => key);

const sentencesOf = async (text: string) => (await splitSentences(transcriptOfText(text), createPace())).sentences.map((s) => s.text);

function vocabularyOf(texts: readonly (readonly string[])[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const keys of texts) for (const key of keys) uses.set(key, (uses.get(key) ?? 0) + 1);
  const kept = [...uses].filter(([, count]) => count >= LEAST_USES).map(([key]) => key);
  return new Map(kept.sort().map((key, i) => [key, i]));
}

function exampleOf(keys: readonly string[], vocabulary: ReadonlyMap<string, number>, label: number, weight: number): SparseExample {
  const at = keys.flatMap((key) => vocabulary.get(key) ?? []);
  return { at, values: at.map(() => featureScale(keys.length)), label, weight };
}

const round = (value: number): number => Number(value.toPrecision(3));

async function trainDetection(): Promise<FallacyModel['detect']> {
  const texts: { keys: string[]; label: number; weight: number }[] = [];
  const add = (text: string, label: number, weight: number) => {
    const keys = keysOf(text, COMMON, DETECT_LONGEST);
    if (keys.length >= LEAST_TOKENS * DETECT_LONGEST) texts.push({ keys, label, weight });
  };
  // Of an argument of several sentences the last draws the conclusion.
  for (const { text } of readFallacious()) for (const last of (await sentencesOf(text)).slice(-1)) add(last, 1, WEIGHT.fallacious);
  for (const text of readSound()) for (const sentence of await sentencesOf(text)) add(sentence, 0, WEIGHT.sound);
  for (const text of readTelling()) for (const sentence of await sentencesOf(text)) add(sentence, 0, WEIGHT.telling);

  const vocabulary = vocabularyOf(texts.map(({ keys }) => keys));
  const examples = texts.map(({ keys, label, weight }) => exampleOf(keys, vocabulary, label, weight));
  const { weights, bias } = fitSparse(examples, { classes: 2, features: vocabulary.size, l2: PENALTY.detect, iterations: ITERATIONS });
  const entries = [...vocabulary].map(([key, i]): [string, number] => [key, weights[1]![i]! - weights[0]![i]!]);
  const kept = entries.filter(([, weight]) => Math.abs(weight) >= NEGLIGIBLE.detect).map(([key, weight]) => [key, round(weight)]);
  return { bias: round(bias[1]! - bias[0]!), weights: Object.fromEntries(kept) };
}

async function trainNames(embedder: Embedder): Promise<FallacyModel['name']> {
  const material = readFallacious();
  const classes = [...new Set(material.map(({ name }) => name))].sort();
  const vectors = await embedder.embed(material.map(({ text }) => text));
  const keys = material.map(({ text }) => keysOf(text, EVERY_WORD, NAME_LONGEST));
  const vocabulary = vocabularyOf(keys);
  const perClass = (name: string) => material.filter((argument) => argument.name === name).length;
  const examples = material.map(({ name }, i): SparseExample => {
    const told = exampleOf(keys[i]!, vocabulary, classes.indexOf(name), 1 / Math.sqrt(perClass(name)));
    const dimensions = [...vectors[i]!];
    return { ...told, at: [...told.at, ...dimensions.map((_, d) => vocabulary.size + d)], values: [...told.values, ...dimensions] };
  });
  const features = vocabulary.size + embedder.dimension;
  const { weights, bias } = fitSparse(examples, { classes: classes.length, features, l2: PENALTY.name, iterations: ITERATIONS });
  const entries = [...vocabulary].map(([key, i]): [string, number[]] => [key, weights.map((row) => round(row[i]!))]);
  return {
    classes,
    bias: bias.map(round),
    weights: Object.fromEntries(entries.filter(([, row]) => row.some((weight) => Math.abs(weight) >= NEGLIGIBLE.name))),
    embedding: weights.map((row) => [...row.slice(vocabulary.size)].map(round)),
  };
}

const embedder = createEmbedder();
const model: FallacyModel = { detect: await trainDetection(), name: await trainNames(embedder) };
await embedder.close();
writeFileSync(OUTPUT, JSON.stringify(model));
execFileSync('npx', ['biome', 'format', '--write', OUTPUT], { stdio: 'ignore' });
process.stdout.write(
  `${JSON.stringify({ detect: Object.keys(model.detect.weights).length, name: Object.keys(model.name.weights).length, classes: model.name.classes.length })}\n`,
);
process.exit(0);
