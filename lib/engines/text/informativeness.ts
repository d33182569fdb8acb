import { repetitionRatio } from '@/lib/core/signals/repetition';
import { logistic } from './curves';
import { fillerShare } from './filler';
import { namesOf } from './names';
import type { Pace } from './pace';
import { termsOf } from './salience';
import type { SentenceDocument } from './sentences';
import { stretchesOf } from './stretches';
import { countWords, words } from './words';

/**
 * Informativeness: names, figures and uncommon content words against filler, [0, 1]. Of the words alone: whether what is said is true or
 * new is not asked.
 */

/** Summed weight of the content words per word: about 0.11 in a meeting's chatter, 0.2 in a lecture, 0.29 in a dense summary. */
const DENSITY = { middle: 0.155, step: 0.04 };
/** What one name, or one figure, in a hundred words adds. */
const NAME_STEP = 0.12;
const FIGURE_STEP = 0.35;
const MOST_FROM_NAMES = 0.8;
const MOST_FROM_FIGURES = 0.7;
const FIGURE = /^[$€£]?\d|^(?:percent|million|billion|thousand|hundred|dozen)s?$/i;

/** informativeness scores sentences as they stand. */
export async function informativeness(sentences: readonly string[], pace: Pace): Promise<number> {
  const lists = sentences.map(words);
  await pace();
  const total = lists.reduce((sum, list) => sum + list.length, 0);
  if (total === 0) return 0;
  const terms = sentences.map(termsOf);
  await pace();
  const mass = terms.flat().reduce((sum, { weight }) => sum + weight, 0);
  const names = await namesOf(
    sentences.map((text, index) => ({ index, text })),
    pace,
  );
  const mentions = names.reduce((sum, name) => sum + name.mentions.length, 0);
  const figures = lists.flat().filter((word) => FIGURE.test(word)).length;
  const filler = sentences.reduce((sum, sentence, i) => sum + fillerShare(sentence, terms[i]!) * lists[i]!.length, 0) / total;
  const perHundred = 100 / Math.max(total, SHORT);
  const substance =
    (mass / Math.max(total, SHORT) - DENSITY.middle) / DENSITY.step +
    Math.min(MOST_FROM_NAMES, NAME_STEP * mentions * perHundred) +
    Math.min(MOST_FROM_FIGURES, FIGURE_STEP * figures * perHundred);
  const repeated = Math.max(0, (repetitionRatio(lists.map((list) => list.map((word) => word.toLowerCase()))) ?? 0) - NATURAL_REPETITION);
  return logistic(substance) * (1 - filler) * (1 - repeated);
}

/** Fewer words are measured as if there were so many: one name in three words is not a dense text. */
const SHORT = 20;
const NATURAL_REPETITION = 0.15;

/** How dense a text is, so many stretches of so many sentences tell as well as the whole. */
const SAMPLE = { stretches: 20, sentences: 30 };

/** contentInformativeness is how much an item tells, [0, 1]. */
export async function contentInformativeness({ sentences, text }: SentenceDocument, pace: Pace): Promise<number> {
  return (await informativeness(stretchesOf(sentences, SAMPLE).flat(), pace)) * amount(countWords(text));
}

/** How much a text can tell at most by its length: half at 40 words, nearly all at 200. */
function amount(wordCount: number): number {
  return wordCount / (wordCount + 40);
}
