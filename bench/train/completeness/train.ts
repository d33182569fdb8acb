/**
 * Fits the estimate of completeness from a sample and writes it to lib/engines/assess/sample/model.json:
 *
 *     node --import tsx bench/train/completeness/train.ts FILE
 *
 * FILE: JSONL of {id, title, text, redistribute}; only rows that may be passed on are used, and of them only what the scorer measures.
 * Rows are cut into windows, sampled as an item is heard, and scored against the whole. Errors are cross-validated, whole items at a time.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createAssessor } from '@/lib/engines/assess';
import { interpolate, type SampleModel, spreadOf } from '@/lib/engines/assess/sample/estimate';
import { featureRow, type SampleFeatures } from '@/lib/engines/assess/sample/features';
import { joined, sampleFeatures } from '@/lib/engines/assess/sample/measure';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { createSummarizer } from '@/lib/engines/summarize';
import { readJsonl } from '../../support/jsonl';
import { quantile } from '../../support/quantile';
import { samplesOf, windowsOf } from '../../support/samples';
import { isotonic, leastSquares } from './least-squares';

const OUTPUT = resolve(import.meta.dirname, '../../../lib/engines/assess/sample/model.json');
/** Items of some minutes and of most of an hour: words from the start of a row. */
const LENGTHS = [600, 1_300, 4_000];
const SHARES = [0.25, 0.4];
const FOLDS = 5;
const RIDGE = 0.0005;
const LEAST_POOL = 25;
const COVERAGE = 0.9;
const WEIGHTS = { coherence: 1, completeness: 1, informativeness: 1 };

interface Example {
  item: number;
  features: SampleFeatures;
  completeness: number;
}

async function collect(rows: Record<string, unknown>[]): Promise<Example[]> {
  const embedder = createEmbedder();
  const summarizer = createSummarizer({ embedder });
  const assessor = createAssessor({ embedder });
  const examples: Example[] = [];
  for (const [item, row] of rows.entries()) {
    const words = String(row.text).split(/\s+/);
    // One length an item, in turn: rows are many and time is not.
    const windows = windowsOf(words.slice(0, LENGTHS[item % LENGTHS.length]).join(' '));
    const metadata = { title: String(row.title), description: null };
    const whole = joined(windows);
    const complete = async (result: Parameters<typeof assessor.assess>[0], transcript: typeof whole) =>
      (await assessor.assess(result, transcript, WEIGHTS)).completeness;
    for (const stretches of samplesOf(windows, SHARES[item % SHARES.length]!)) {
      const heardShare = stretches.length / windows.length;
      const summarize = (transcript: typeof whole, share: number) => summarizer.summarize({ metadata, transcript, heardShare: share });
      const features = await sampleFeatures(
        {
          sample: { stretches, heardShare },
          summarize: (part) => summarize(part, (heardShare * part.segments.length) / stretches.length),
        },
        complete,
      );
      const result = await summarize(joined(stretches), heardShare);
      if (features) examples.push({ item, features, completeness: await complete(result, whole) });
    }
    process.stderr.write(`${item + 1} of ${rows.length}\n`);
  }
  await embedder.close();
  return examples;
}

type Fit = Pick<SampleModel, 'coefficients' | 'calibration'>;

function fitEstimate(examples: readonly Example[]): Fit {
  const rows = examples.map(({ features }) => featureRow(features));
  const targets = examples.map(({ completeness }) => completeness);
  const coefficients = leastSquares(rows, targets, RIDGE);
  const points = rows.map((row, i) => ({ from: dot(row, coefficients), to: targets[i]! }));
  return { coefficients, calibration: isotonic(points, LEAST_POOL) };
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const predict = (features: SampleFeatures, { coefficients, calibration }: Fit) =>
  Math.min(1, Math.max(0, interpolate(dot(featureRow(features), coefficients), calibration)));

/** What the estimate of each item is off by when nothing of the item was fitted on. */
function crossValidate(examples: readonly Example[]): { example: Example; error: number }[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const model = fitEstimate(examples.filter(({ item }) => item % FOLDS !== fold));
    return examples
      .filter(({ item }) => item % FOLDS === fold)
      .map((example) => ({ example, error: example.completeness - predict(example.features, model) }));
  }).flat();
}

const file = process.argv[2];
if (!file) throw new Error('usage: node --import tsx bench/train/completeness/train.ts FILE');
const rows = readJsonl(file).filter((row) => row.redistribute === true && String(row.text).split(/\s+/).length >= LENGTHS[0]!);
const examples = await collect(rows);
const errors = crossValidate(examples);

const [base, perStretch] = leastSquares(
  errors.map(({ example }) => [1, 1 / example.features.stretches]),
  errors.map(({ error }) => error ** 2),
  0,
) as [number, number];
// A regression of squares may cross zero where it has no data.
const spread = { base: Math.max(base, 0.03 ** 2), perStretch: Math.max(perStretch, 0) };
const deviations = quantile(
  errors.map(({ example, error }) => Math.abs(error) / spreadOf(example.features.stretches, { spread })),
  COVERAGE,
);
const round = (value: number) => Number(value.toPrecision(4));
const { coefficients, calibration } = fitEstimate(examples);
const model: SampleModel = {
  coefficients: coefficients.map(round),
  calibration: { from: calibration.from.map(round), to: calibration.to.map(round) },
  spread: { base: round(spread.base), perStretch: round(spread.perStretch) },
  deviations: round(deviations),
};
writeFileSync(OUTPUT, JSON.stringify(model));
execFileSync('npx', ['biome', 'format', '--write', OUTPUT], { stdio: 'ignore' });
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
process.stdout.write(
  `${JSON.stringify({ items: rows.length, examples: examples.length, error: mean(errors.map(({ error }) => Math.abs(error))), bias: mean(errors.map(({ error }) => error)), model })}\n`,
);
