/**
 * quality_topicalchat: does the scorer's coherence agree with people's? Rows: {dialogue: turns by line, response, scores: {coherence, …}}: replies in a
 * conversation, rated. The coherence of the last turn and the reply, each taken as one unit, is compared with each rating: `spearman_coherence` and, beside
 * it, the others. `informativeness` is the reply's own.
 */
import { coherence } from '@/lib/engines/assess/coherence';
import { sentencesOf } from '@/lib/engines/assess/result-profile';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { informativeness } from '@/lib/engines/text/informativeness';
import { createPace } from '@/lib/engines/text/pace';
import { tidy } from '@/lib/engines/text/tidy';
import type { Measure } from '../run';
import { spearman } from '../support/correlation';

interface Rated {
  coherence: number;
  informativeness: number;
  ratings: Record<string, number>;
}

const measure: Measure = async ({ rows }) => {
  if (rows === null) throw new Error('quality_topicalchat needs --file (rows of dialogue, response, scores)');
  const embedder = createEmbedder();
  const pace = createPace();
  const rated: Rated[] = [];
  for (const row of rows) {
    const last = String(row.dialogue).trim().split('\n').at(-1)!;
    const units = [tidy(last), tidy(String(row.response))];
    rated.push({
      coherence: coherence([{ sentences: units, vectors: await embedder.embed(units) }]),
      informativeness: await informativeness(await sentencesOf(units[1]!, pace), pace),
      ratings: row.scores as Record<string, number>,
    });
  }
  await embedder.close();
  const against = (score: 'coherence' | 'informativeness', rating: string) =>
    spearman(
      rated.map((item) => item[score]),
      rated.map(({ ratings }) => ratings[rating]!),
    );
  const ratings = Object.keys(rated[0]!.ratings);
  return {
    n: rated.length,
    metrics: {
      spearman_coherence: against('coherence', 'coherence'),
      coherence_against: Object.fromEntries(ratings.map((rating) => [rating, against('coherence', rating)])),
      informativeness_against: Object.fromEntries(ratings.map((rating) => [rating, against('informativeness', rating)])),
    },
    settings: { embedder: embedder.model, unit: 'turn' },
  };
};

export default measure;
