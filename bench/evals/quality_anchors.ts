/**
 * quality_anchors: does the scorer's scale mean something? Rows: {id, domain, transcript: [{speaker, text}], general_queries: [{answer}]}:
 * meetings with a summary of the whole that a person wrote.
 *
 * - `human_median`: median overall of the people's summaries, at the default weights;
 * - `foreign_completeness`: median completeness of every other meeting's summary; `_mean`, and apart for meetings of the same domain (often
 *   the same task done by another team, so that another team's summary does tell a good part of it) and of others;
 * - `monotone`: share of single-sentence removals from the people's summaries that lower completeness;
 * - `filler_informativeness`: mean informativeness of own texts that tell nothing; `_max` the highest of them.
 */
import { qualityFilteringSchema } from '@/lib/config/schema/quality-filtering';
import type { QuickResult, Transcript } from '@/lib/core/runs/content';
import { createAssessor } from '@/lib/engines/assess';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Measure } from '../run';
import { quantile } from '../support/quantile';
import { FILLERS } from './quality_anchors/fillers';

interface Meeting {
  domain: string;
  transcript: Transcript;
  summary: string;
}

function parseRow(row: Record<string, unknown>): Meeting {
  const turns = row.transcript as { speaker: string; text: string }[];
  const [query] = row.general_queries as { answer: string }[];
  if (query === undefined) throw new Error(`${String(row.id)} has no summary of the whole meeting`);
  const segments = turns.map(({ speaker, text }) => ({ startSeconds: null, endSeconds: null, text, confidence: null, speaker }));
  return {
    domain: String(row.domain),
    transcript: { origin: 'captions', language: 'en', engine: 'published', segments },
    summary: query.answer,
  };
}

const resultOf = (summary: string): QuickResult => ({ summary, keyPoints: [], engine: 'people' });
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Each summary with one sentence taken out; a summary of one sentence has none. */
function withoutOneSentence(summary: string): string[] {
  const sentences = summary.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== '');
  return sentences.length < 2 ? [] : sentences.map((_, i) => sentences.filter((_, j) => j !== i).join(' '));
}

const measure: Measure = async ({ rows, progress }) => {
  if (rows === null) throw new Error('quality_anchors needs --file (rows of transcript, general_queries)');
  const meetings = rows.map(parseRow);
  const embedder = createEmbedder();
  const assessor = createAssessor({ embedder });
  const { weights } = qualityFilteringSchema.parse({});
  const assess = (summary: string, transcript: Transcript) => assessor.assess(resultOf(summary), transcript, weights);

  const own = [];
  const foreign: { sameDomain: boolean; completeness: number }[] = [];
  let removals = 0;
  let lowered = 0;
  for (const [i, meeting] of meetings.entries()) {
    const score = await assess(meeting.summary, meeting.transcript);
    own.push(score);
    for (const [j, other] of meetings.entries()) {
      if (i === j) continue;
      const { completeness } = await assess(other.summary, meeting.transcript);
      foreign.push({ sameDomain: other.domain === meeting.domain, completeness });
    }
    for (const shorter of withoutOneSentence(meeting.summary)) {
      removals++;
      if ((await assess(shorter, meeting.transcript)).completeness < score.completeness) lowered++;
    }
    progress(`${i + 1} of ${meetings.length}: overall ${score.overall.toFixed(2)}, completeness ${score.completeness.toFixed(2)}`);
  }
  const fillers = [];
  for (const text of FILLERS) fillers.push((await assess(text, meetings[0]!.transcript)).informativeness);
  await embedder.close();

  const median = (values: number[]) => quantile(values, 0.5);
  const foreignOf = (sameDomain: boolean) => foreign.filter((pair) => pair.sameDomain === sameDomain).map((pair) => pair.completeness);
  return {
    n: meetings.length,
    metrics: {
      human_median: median(own.map(({ overall }) => overall)),
      human_coherence: median(own.map(({ coherence }) => coherence)),
      human_completeness: median(own.map(({ completeness }) => completeness)),
      human_informativeness: median(own.map(({ informativeness }) => informativeness)),
      foreign_completeness: median(foreign.map(({ completeness }) => completeness)),
      foreign_completeness_mean: mean(foreign.map(({ completeness }) => completeness)),
      foreign_completeness_same_domain: median(foreignOf(true)),
      foreign_completeness_other_domain: median(foreignOf(false)),
      monotone: lowered / removals,
      filler_informativeness: mean(fillers),
      filler_informativeness_max: Math.max(...fillers),
    },
    settings: { engine: assessor.engine, embedder: embedder.model, weights, removals, fillers: FILLERS.length },
  };
};

export default measure;
