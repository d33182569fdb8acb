import { logistic } from '@/lib/engines/text/curves';
import { fillerShare } from '@/lib/engines/text/filler';
import type { Pace } from '@/lib/engines/text/pace';
import type { Sentence } from '@/lib/engines/text/sentences';
import { countWords } from '@/lib/engines/text/words';
import { spread } from './centrality';
import { figuresOf } from './figures';
import { namesIn } from './names';
import { tellingTerms } from './reading';

/** Bounds what is read of an item of any length: about an hour of speech, evenly spread. */
const MOST_SENTENCES = 500;
/** Summed weight of the content words for each word: chatter is well below, a lecture above. */
const DENSITY = { middle: 0.155, step: 0.04 };
/** What one name, or one figure, in a hundred words adds, and at most. */
const NAMES = { step: 0.12, most: 0.8 };
const FIGURES = { step: 0.3, most: 0.7 };
/** Words of an item at which half of what length can add is there. */
const HALF_AMOUNT = 40;

/** informativenessOf says how much a whole item tells, [0, 1]: telling words, names and figures, without the share of its words that is filler. */
export async function informativenessOf(sentences: readonly Sentence[], pace: Pace): Promise<number> {
  const counts = { words: 0, filler: 0, telling: 0, names: 0, figures: 0 };
  const said = new Set<string>();
  for (const { text } of spread(sentences, MOST_SENTENCES)) {
    await pace();
    const words = countWords(text);
    const terms = tellingTerms(text);
    const list = [...terms].map(([stem, weight]) => ({ stem, weight }));
    counts.words += words;
    // Saying it again tells nothing.
    counts.filler += said.has(text) ? words : words * fillerShare(text, list);
    said.add(text);
    counts.telling += list.reduce((sum, { weight }) => sum + weight, 0);
    counts.names += namesIn(text).length;
    counts.figures += figuresOf(text).length;
  }
  if (counts.words === 0) return 0;
  const perHundred = 100 / counts.words;
  const substance =
    (counts.telling / counts.words - DENSITY.middle) / DENSITY.step +
    Math.min(NAMES.most, NAMES.step * counts.names * perHundred) +
    Math.min(FIGURES.most, FIGURES.step * counts.figures * perHundred);
  return logistic(substance) * (1 - counts.filler / counts.words) * (counts.words / (counts.words + HALF_AMOUNT));
}
