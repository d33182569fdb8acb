/**
 * sampling: what a sample tells of the whole. Rows: {id, label, title, text, redistribute?}: transcripts. Each of 900 words and more is cut into
 * windows and sampled as an item is heard; the quick result of each sample is scored with completeness estimated, and against the whole.
 *
 * - `completeness_error`: mean absolute difference of the estimated and the true completeness; `bias`: the mean difference; `spread`: its standard
 *   deviation; `interval_coverage`: how often the 90 % interval holds the truth;
 * - `by_share`, `by_label`, `by_words`: the same, apart; `unseen`: of rows that may not be passed on, on which nothing was fitted;
 * - `curve`: by share heard, what the quick result is worth: mean completeness, informativeness and overall against the whole.
 *
 * Options: --limit N rows, --words M from the start of each (default 1300 and 4000 in turn).
 */
import { qualityFilteringSchema } from '@/lib/config/schema/quality-filtering';
import { createAssessor } from '@/lib/engines/assess';
import { joined } from '@/lib/engines/assess/sample/measure';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { createSummarizer } from '@/lib/engines/summarize';
import type { Measure } from '../run';
import { samplesOf, windowsOf } from '../support/samples';

const LEAST_WORDS = 900;
const LENGTHS = [1_300, 4_000];
/** Items of which nothing is analysed have no sample worth estimating. */
const LEFT_OUT = ['music', 'advertisement'];
const SHARES = [0.05, 0.15, 0.3, 0.5];

interface Sampled {
  label: string;
  unseen: boolean;
  words: number;
  heardShare: number;
  error: number;
  held: boolean;
  completeness: number;
  informativeness: number;
  overall: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function errorsOf(samples: readonly Sampled[]) {
  if (samples.length === 0) return null;
  const errors = samples.map(({ error }) => error);
  const bias = mean(errors);
  return {
    n: samples.length,
    completeness_error: mean(errors.map(Math.abs)),
    bias,
    spread: Math.sqrt(mean(errors.map((error) => (error - bias) ** 2))),
    interval_coverage: mean(samples.map(({ held }) => Number(held))),
  };
}

function grouped<T>(
  samples: readonly Sampled[],
  keyOf: (sample: Sampled) => string,
  summarise: (group: Sampled[]) => T,
): Record<string, T> {
  const groups = new Map<string, Sampled[]>();
  for (const sample of samples) groups.set(keyOf(sample), [...(groups.get(keyOf(sample)) ?? []), sample]);
  return Object.fromEntries([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, group]) => [key, summarise(group)]));
}

const shareOf = ({ heardShare }: Sampled) => `under ${SHARES.find((share) => heardShare < share) ?? 1}`;

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('sampling needs --file (rows of id, label, title, text)');
  const { weights, sampling } = qualityFilteringSchema.parse({});
  const embedder = createEmbedder();
  const summarizer = createSummarizer({ embedder });
  const assessor = createAssessor({ embedder });
  const long = rows
    .filter(({ label, text }) => !LEFT_OUT.includes(String(label)) && String(text).split(/\s+/).length >= LEAST_WORDS)
    .slice(0, options.limit ? Number(options.limit) : undefined);
  const samples: Sampled[] = [];
  for (const [i, row] of long.entries()) {
    const words = options.words ? Number(options.words) : LENGTHS[i % LENGTHS.length]!;
    const windows = windowsOf(String(row.text).split(/\s+/).slice(0, words).join(' '));
    const whole = joined(windows);
    const metadata = { title: String(row.title), description: null };
    for (const stretches of samplesOf(windows, sampling.max_sample_share)) {
      const heardShare = stretches.length / windows.length;
      const summarize = (transcript: typeof whole) =>
        summarizer.summarize({ metadata, transcript, heardShare: (heardShare * transcript.segments.length) / stretches.length });
      const result = await summarize(joined(stretches));
      const estimated = await assessor.assessSample({ result, sample: { stretches, heardShare }, summarize, weights });
      const { completeness, informativeness, overall } = await assessor.assess(result, whole, weights);
      const { lower, upper } = estimated.completenessInterval;
      samples.push({
        label: String(row.label),
        unseen: row.redistribute !== true,
        words,
        heardShare,
        error: estimated.completeness - completeness,
        held: completeness >= lower && completeness <= upper,
        completeness,
        informativeness,
        overall,
      });
    }
    progress(`${i + 1} of ${long.length}`);
  }
  await embedder.close();
  return {
    n: long.length,
    metrics: {
      ...errorsOf(samples),
      n: undefined,
      samples: samples.length,
      unseen: errorsOf(samples.filter(({ unseen }) => unseen)),
      by_share: grouped(samples, shareOf, errorsOf),
      by_label: grouped(samples, ({ label }) => label, errorsOf),
      by_words: grouped(samples, ({ words }) => String(words), errorsOf),
      curve: grouped(samples, shareOf, (group) => ({
        completeness: mean(group.map(({ completeness }) => completeness)),
        informativeness: mean(group.map(({ informativeness }) => informativeness)),
        overall: mean(group.map(({ overall }) => overall)),
      })),
    },
    settings: { assessor: assessor.engine, summarizer: summarizer.engine, weights, max_sample_share: sampling.max_sample_share },
  };
};

export default measure;
