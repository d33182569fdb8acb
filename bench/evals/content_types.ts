/**
 * content_types: does the classifier give an item the type that its source has? Rows: {label, also_ok[], title, text, duration_s, n_words}; of
 * these the classifier gets title, text and length, as it does in the pipeline. Right, here "lenient", is the label or one of also_ok.
 *
 * `--view` says how much of an item is known: `whole` (default) its text as published; `heard` the words alone, on one line, without speaker
 * names and notes; `sample` the first and the last 65 words of that, with the item's length; `title` the title alone.
 */

import { createClassifier } from '@/lib/engines/classify';
import { BUILT_IN_TYPES } from '@/lib/engines/classify/labels';
import { separateSpeech } from '@/lib/engines/classify/turns';
import type { ClassifyInput } from '@/lib/engines/classify/types';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Measure } from '../run';
import { expectedCalibrationError, f1, type Judged, macroF1 } from '../support/classification';

interface Row {
  label: string;
  alsoOk: string[];
  title: string;
  text: string;
  durationSeconds: number | null;
  wordCount: number;
}

type View = (row: Row) => Pick<Row, 'durationSeconds'> & { text: string | null };

const WORDS_PER_SECOND = 2.5;
const SAMPLE_WORDS = 65;

const onlyWords = (text: string) => separateSpeech(text).words.replace(/\s+/g, ' ').trim();

const VIEWS: Record<string, View> = {
  whole: ({ text, durationSeconds }) => ({ text, durationSeconds }),
  heard: ({ text, durationSeconds }) => ({ text: onlyWords(text), durationSeconds }),
  sample: ({ text, durationSeconds, wordCount }) => {
    const words = onlyWords(text).split(' ');
    const ends = words.length <= 2 * SAMPLE_WORDS ? words : [...words.slice(0, SAMPLE_WORDS), ...words.slice(-SAMPLE_WORDS)];
    return { text: ends.join(' '), durationSeconds: durationSeconds ?? wordCount / WORDS_PER_SECOND };
  },
  title: ({ durationSeconds }) => ({ text: null, durationSeconds }),
};

const parseRow = (row: Record<string, unknown>): Row => ({
  label: String(row.label),
  alsoOk: (row.also_ok as string[] | undefined) ?? [],
  title: String(row.title),
  text: String(row.text),
  durationSeconds: typeof row.duration_s === 'number' ? row.duration_s : null,
  wordCount: Number(row.n_words),
});

function inputOf(row: Row, view: View): ClassifyInput {
  const { text, durationSeconds } = view(row);
  const metadata = { title: row.title, description: null, author: null, siteName: null, sourceHost: 'example.com', durationSeconds };
  return { metadata, mediaKind: 'audio', text, customTypes: [] };
}

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('content_types needs --file (rows of label, also_ok, title, text)');
  const viewName = typeof options.view === 'string' ? options.view : 'whole';
  const view = VIEWS[viewName];
  if (view === undefined) throw new Error(`--view ${viewName} is not one of ${Object.keys(VIEWS).join(', ')}`);

  const embedder = createEmbedder();
  const classifier = createClassifier({ embedder });
  await embedder.embed(['warm up']);
  const judged: (Judged & { strict: boolean; logLoss: number; milliseconds: number })[] = [];
  for (const [i, raw] of rows.entries()) {
    const row = parseRow(raw);
    const startedAt = performance.now();
    const { contentType, probability, ranking } = await classifier.classify(inputOf(row, view));
    const milliseconds = performance.now() - startedAt;
    const acceptable = [row.label, ...row.alsoOk];
    const mass = ranking.reduce((sum, entry) => sum + (acceptable.includes(entry.contentType) ? entry.probability : 0), 0);
    judged.push({
      label: row.label,
      predicted: contentType,
      probability,
      correct: acceptable.includes(contentType),
      strict: contentType === row.label,
      logLoss: -Math.log(Math.max(mass, 1e-12)),
      milliseconds,
    });
    if ((i + 1) % 50 === 0) progress(`${i + 1} of ${rows.length}`);
  }
  await embedder.close();
  for (const line of confusionTable(judged)) progress(line);

  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const times = judged.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const strict = judged.map((item) => ({ ...item, correct: item.strict }));
  return {
    n: judged.length,
    metrics: {
      lenient_accuracy: mean(judged.map(({ correct }) => Number(correct))),
      strict_accuracy: mean(strict.map(({ correct }) => Number(correct))),
      macro_f1: macroF1(judged, BUILT_IN_TYPES),
      strict_macro_f1: macroF1(strict, BUILT_IN_TYPES),
      ece: expectedCalibrationError(judged),
      log_loss: mean(judged.map(({ logLoss }) => logLoss)),
      mean_probability: mean(judged.map(({ probability }) => probability)),
      f1_by_type: Object.fromEntries(BUILT_IN_TYPES.map((type) => [type, f1(judged, type)])),
      median_ms: times[Math.floor(times.length / 2)],
      max_ms: times.at(-1),
    },
    settings: { classifier: classifier.engine, embedder: embedder.model, view: viewName },
  };
};

/** Rows are labels, columns what was predicted; in brackets how many of a row count as right. */
function confusionTable(judged: readonly Judged[]): string[] {
  const short = (type: string) => type.slice(0, 6).padStart(7);
  const rows = BUILT_IN_TYPES.map((label) => {
    const members = judged.filter((item) => item.label === label);
    const counts = BUILT_IN_TYPES.map((type) => String(members.filter(({ predicted }) => predicted === type).length).padStart(7));
    return `${label.padEnd(14)}${counts.join('')}   (${members.filter(({ correct }) => correct).length}/${members.length} right)`;
  });
  return [`${''.padEnd(14)}${BUILT_IN_TYPES.map(short).join('')}`, ...rows];
}

export default measure;
