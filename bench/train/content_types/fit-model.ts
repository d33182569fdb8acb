import { BUILT_IN_TYPES } from '@/lib/engines/classify/labels';
import { featureVector, type LinearModel } from '@/lib/engines/classify/linear-model';
import type { Item } from './dataset';
import { type Example, fitSoftmax } from './regression';

/** L2 penalties of the two blocks of features. */
export interface Penalty {
  embedding: number;
  surface: number;
}

const ITERATIONS = 250;
/** A feature that hardly varies in the material is not blown up beyond this. */
const LEAST_SCALE = 0.05;

/** fitModel weighs every type alike, and within a type every group, however many windows its items have. */
export function fitModel(items: readonly Item[], features: readonly string[], penalty: Penalty): LinearModel {
  const samples = items.flatMap(({ label, group, samples }) => samples.map((sample) => ({ label, group, sample })));
  const { center, scale } = standardize(samples.map(({ sample }) => sample.surface));
  const key = (label: number, group: number) => `${label}/${group}`;
  const perGroup = tally(samples.map(({ label, group }) => key(label, group)));
  const groupsOf = tally([...perGroup.keys()].map((k) => k.split('/')[0]!));

  const examples = samples.map(
    ({ label, group, sample }): Example => ({
      features: featureVector(sample.embedding, sample.surface, center, scale),
      label,
      weight: 1 / (perGroup.get(key(label, group))! * groupsOf.get(String(label))!),
    }),
  );
  const size = examples[0]!.features.length;
  const l2 = new Float64Array(size).fill(penalty.surface);
  l2.fill(penalty.embedding, 0, size - center.length);
  const { weights, bias } = fitSoftmax(examples, { classes: BUILT_IN_TYPES.length, l2, iterations: ITERATIONS });
  return { features: [...features], center, scale, weights: weights.map((row) => [...row]), bias };
}

function tally(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function standardize(rows: number[][]): { center: number[]; scale: number[] } {
  const center = rows[0]!.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);
  const scale = center.map((mean, i) => Math.sqrt(rows.reduce((sum, row) => sum + (row[i]! - mean) ** 2, 0) / rows.length) + LEAST_SCALE);
  return { center, scale };
}
