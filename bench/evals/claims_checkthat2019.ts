/**
 * claims_checkthat2019: does the check-worthiness of a sentence rank what fact-checkers took up first? Rows: {doc, line, speaker, text,
 * check_worthy}, a sentence each, whole debates and speeches. `map`: mean over documents of the average precision of all their lines, ranked by score
 * (CLEF CheckThat! 2019, task 1; equal scores in the order of the document); with the mean reciprocal rank, precision at 10 and 50, and the share of
 * worthy lines, which is about what chance would get. A line takes the score of its most check-worthy sentence.
 */
import { findNames } from '@/lib/engines/analyze/read-sentences';
import { scoreStatements } from '@/lib/engines/analyze/statements';
import { segmentAt } from '@/lib/engines/text/document';
import { createPace } from '@/lib/engines/text/pace';
import { splitSentences } from '@/lib/engines/text/sentences';
import type { Measure } from '../run';
import { transcriptOfTurns } from '../support/items';

interface Line {
  speaker: string;
  text: string;
  worthy: boolean;
}

/** Whether each line is worthy, in the order of rank. */
async function ranking(lines: readonly Line[]): Promise<boolean[]> {
  const pace = createPace();
  const document = await splitSentences(transcriptOfTurns(lines), pace);
  const scores = lines.map(() => 0);
  for (const { sentence, checkWorthiness } of await scoreStatements(document, await findNames(document, pace), pace)) {
    const [first, last] = [segmentAt(document, sentence.start), segmentAt(document, sentence.end - 1)];
    for (let i = first; i <= last; i++) scores[i] = Math.max(scores[i]!, checkWorthiness);
  }
  return [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b).map((i) => lines[i]!.worthy);
}

function averagePrecision(ranked: readonly boolean[]): number {
  let hits = 0;
  let sum = 0;
  for (const [i, worthy] of ranked.entries()) if (worthy) sum += ++hits / (i + 1);
  return sum / hits;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const precisionAt = (ranked: readonly boolean[], k: number): number => ranked.slice(0, k).filter(Boolean).length / k;

const measure: Measure = async ({ rows, progress }) => {
  if (rows === null) throw new Error('claims_checkthat2019 needs --file (rows of doc, speaker, text, check_worthy)');
  const documents = new Map<string, Line[]>();
  for (const { doc, speaker, text, check_worthy } of rows) {
    const lines = documents.get(String(doc)) ?? [];
    documents.set(String(doc), lines);
    lines.push({ speaker: String(speaker), text: String(text), worthy: Number(check_worthy) === 1 });
  }
  const rankings: boolean[][] = [];
  for (const [name, lines] of documents) {
    if (!lines.some(({ worthy }) => worthy)) continue;
    const ranked = await ranking(lines);
    rankings.push(ranked);
    progress(`${name}: ${averagePrecision(ranked).toFixed(3)}`);
  }
  return {
    n: rows.length,
    metrics: {
      map: mean(rankings.map(averagePrecision)),
      mean_reciprocal_rank: mean(rankings.map((ranked) => 1 / (ranked.indexOf(true) + 1))),
      precision_at_10: mean(rankings.map((ranked) => precisionAt(ranked, 10))),
      precision_at_50: mean(rankings.map((ranked) => precisionAt(ranked, 50))),
      worthy_share: mean(rankings.map((ranked) => precisionAt(ranked, ranked.length))),
    },
    settings: { documents: rankings.length, trained_on: 'nothing of this set' },
  };
};

export default measure;
