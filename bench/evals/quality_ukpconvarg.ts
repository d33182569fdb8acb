/**
 * quality_ukpconvarg: are arguments that people find convincing also those that the scorer finds telling? Rows either {topic, text, score} (a lower
 * score is more convincing) or pairs {topic, a1, a2, better}. `spearman`: of each measure with convincingness, within a topic, mean over topics;
 * `pairwise_accuracy`: share of pairs in which the better argument has the higher measure. Reported: nothing in the scorer aims at it.
 */
import type { TranscriptQuality } from '@/lib/core/runs/content';
import { createAssessor } from '@/lib/engines/assess';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Measure } from '../run';
import { spearman } from '../support/correlation';
import { limited, transcriptOfText } from '../support/items';

const MEASURES = ['contentInformativeness', 'contentCoherence'] as const;

const measure: Measure = async ({ rows, options }) => {
  if (rows === null) throw new Error('quality_ukpconvarg needs --file (rows of topic, text, score; or of a1, a2, better)');
  const embedder = createEmbedder();
  const assessor = createAssessor({ embedder });
  const items = limited(rows, options);
  const assess = (text: unknown) => assessor.assessTranscript(transcriptOfText(String(text)));
  const metrics: Record<string, unknown> = {};
  if (items.every(({ better }) => typeof better === 'string')) {
    const pairs: { better: TranscriptQuality; worse: TranscriptQuality }[] = [];
    for (const { a1, a2, better } of items) {
      const [one, two] = [await assess(a1), await assess(a2)];
      pairs.push(better === 'a1' ? { better: one, worse: two } : { better: two, worse: one });
    }
    metrics.pairwise_accuracy = Object.fromEntries(
      MEASURES.map((name) => [name, pairs.filter(({ better, worse }) => better[name] > worse[name]).length / pairs.length]),
    );
  } else {
    const topics = new Map<string, { convincing: number; scores: Awaited<ReturnType<typeof assess>> }[]>();
    for (const { topic, text, score } of items) {
      const members = topics.get(String(topic)) ?? [];
      topics.set(String(topic), members);
      members.push({ convincing: -Number(score), scores: await assess(text) });
    }
    const within = (name: (typeof MEASURES)[number]) =>
      [...topics.values()].map((members) =>
        spearman(
          members.map(({ scores }) => scores[name]),
          members.map(({ convincing }) => convincing),
        ),
      );
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    metrics.spearman = Object.fromEntries(MEASURES.map((name) => [name, mean(within(name))]));
    metrics.topics = topics.size;
  }
  await embedder.close();
  return { n: items.length, metrics, settings: { engine: assessor.engine, embedder: embedder.model } };
};

export default measure;
