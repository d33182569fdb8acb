/**
 * Fits the loss ruler's matcher on own pairs and writes it to lib/learning/ruler/model.json:
 *
 *     node --import tsx bench/train/loss_ruler/train.ts
 *
 * Everything is seeded: the same material gives the same model. The figures in the file are by cross-validation that holds out whole items. A new
 * model is a new ruler: change RULER_VERSION with it.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { FEATURES } from '@/lib/learning/ruler/features';
import { type Agreement, agreement } from './agreement';
import { crossValidate, SEED } from './cross-validate';
import { createReader, makeExamples } from './examples';
import { fitMatcher } from './fit';
import { readMaterial } from './material';

const OUTPUT = resolve(import.meta.dirname, '../../../lib/learning/ruler/model.json');

const round = (value: number) => Number(value.toPrecision(4));
const rounded = (values: Agreement) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]));

const pairs = readMaterial();
const embedder = createEmbedder();
const read = await createReader(pairs, embedder);
await embedder.close();

const { judged } = crossValidate(pairs, read);
const { weights, bias } = fitMatcher(makeExamples(pairs, read, SEED));
const model = {
  embedder: embedder.model,
  features: FEATURES,
  weights: weights.map(round),
  bias: round(bias),
  training: {
    pairs: pairs.length,
    items: new Set(pairs.map(({ item }) => item)).size,
    alone: rounded(agreement(judged.filter(({ alone, kind }) => alone && kind !== 'verbatim'))),
    amid_others: rounded(agreement(judged.filter(({ alone }) => !alone))),
  },
};
writeFileSync(OUTPUT, JSON.stringify(model));
execFileSync('npx', ['biome', 'format', '--write', OUTPUT], { stdio: 'ignore' });
process.stdout.write(`${JSON.stringify(model.training, null, 2)}\n`);
process.exit(0);
