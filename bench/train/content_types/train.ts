/**
 * Trains the content-type model from own material and writes it to lib/engines/classify/model.json:
 *
 *     node --import tsx bench/train/content_types/train.ts
 *
 * Everything is seeded: the same material gives the same model. What it prints is the estimate by cross-validation that the calibration
 * rests on; the measure of the classifier is `npm run eval -- content_types`.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SURFACE_NAMES } from '@/lib/engines/classify/features';
import { BUILT_IN_TYPES } from '@/lib/engines/classify/labels';
import { type ClassifierModel, type LinearModel, logits, meanOf } from '@/lib/engines/classify/linear-model';
import { TITLE_NAMES } from '@/lib/engines/classify/title-features';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { calibrate, type Scored } from './calibrate';
import { type Item, makeDocuments, makeTitles } from './dataset';
import { fitModel, type Penalty } from './fit-model';
import { Random } from './random';

const SEED = 20;
const FOLDS = 5;
const OUTPUT = resolve(import.meta.dirname, '../../../lib/engines/classify/model.json');

/** Form tells more than topic, and a form's topics here are few: the embedding is held back more than the surface features. */
const TEXT_PENALTY: Penalty = { embedding: 0.02, surface: 0.004 };
const TITLE_PENALTY: Penalty = { embedding: 0.01, surface: 0.01 };

const score = (model: LinearModel, item: Item): Scored => ({
  label: item.label,
  windows: item.samples.length,
  logits: meanOf(item.samples.map(({ embedding, surface }) => logits(model, embedding, surface))),
});

/** Each item scored by a model that saw nothing of its group: its whole form of programme, or its title's wording. */
function crossValidate(items: Item[], features: readonly string[], penalty: Penalty): Scored[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    process.stderr.write(`  fold ${fold + 1} of ${FOLDS}\n`);
    const model = fitModel(
      items.filter(({ group }) => group % FOLDS !== fold),
      features,
      penalty,
    );
    return items.filter(({ group }) => group % FOLDS === fold).map((item) => score(model, item));
  }).flat();
}

const accuracy = (scored: Scored[]) => scored.filter(({ label, logits: l }) => l.indexOf(Math.max(...l)) === label).length / scored.length;

const round = (value: number) => Number(value.toPrecision(4));
const rounded = ({ features, center, scale, weights, bias }: LinearModel): LinearModel => ({
  features,
  center: center.map(round),
  scale: scale.map(round),
  weights: weights.map((row) => row.map(round)),
  bias: bias.map(round),
});

const embedder = createEmbedder();
const random = new Random(SEED);
process.stderr.write('embedding the material\n');
const documents = await makeDocuments(embedder, random);
const titles = await makeTitles(embedder, random);
await embedder.close();

process.stderr.write('cross-validation\n');
const heldOutDocuments = crossValidate(documents, SURFACE_NAMES, TEXT_PENALTY);
const heldOutTitles = crossValidate(titles, TITLE_NAMES, TITLE_PENALTY);
const model: ClassifierModel = {
  embedder: embedder.model,
  text: rounded(fitModel(documents, SURFACE_NAMES, TEXT_PENALTY)),
  title: rounded(fitModel(titles, TITLE_NAMES, TITLE_PENALTY)),
  calibration: calibrate(heldOutDocuments, heldOutTitles),
};
writeFileSync(OUTPUT, JSON.stringify(model));
execFileSync('npx', ['biome', 'format', '--write', OUTPUT], { stdio: 'ignore' });
process.stdout.write(
  `${JSON.stringify({
    types: BUILT_IN_TYPES.length,
    documents: documents.length,
    windows: documents.reduce((sum, { samples }) => sum + samples.length, 0),
    titles: titles.length,
    accuracy_on_unseen_forms: accuracy(heldOutDocuments),
    accuracy_on_unseen_titles: accuracy(heldOutTitles),
    calibration: model.calibration,
  })}\n`,
);
