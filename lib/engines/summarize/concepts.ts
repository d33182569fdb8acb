import { formOf } from '../text/form';
import type { Pace } from '../text/pace';
import { QUESTION, type RankedSentence } from './candidates';

/**
 * Summaries by concept coverage (Gillick and Favre 2009): the concepts of an item are its content words and pairs of neighbouring ones, weighed
 * by how often it comes back to them and how uncommon they are; sentences are taken for the concepts that no sentence taken before has. Here
 * the search is greedy by gain per length, and a sentence's gain is scaled by its TextRank and by how whole and telling it is.
 */

const LEAST_WORDS = 6;
const MOST_WORDS = 40;
/** A long sentence costs more of the budget, and tells more: the gain is divided by this power of its words. */
const LENGTH_POWER = 0.7;
const RANK_POWER = 0.6;
/** What an item says only once is a concept too, a small one; else a short text would have none. */
const SAID_ONCE = 0.1;
/** A sentence may go beyond the budget by this share. */
const OVERRUN = 0.15;
/** A word of the title counts as often as this. */
const TITLE_COUNTS = 2;

interface Weighed {
  sentence: RankedSentence;
  concepts: string[];
  scale: number;
}

/**
 * selectByConcepts takes sentences of about `words` words together, in the order of the item; at least one where any has 6 to 40 words.
 * `titleStems` are the content stems of the title. Time: sentences × concepts in each × sentences taken.
 */
export async function selectByConcepts(
  sentences: readonly RankedSentence[],
  words: number,
  titleStems: readonly string[],
  pace: Pace,
): Promise<RankedSentence[]> {
  const weights = weighConcepts(sentences, new Set(titleStems));
  let open = sentences.filter(fits).map((sentence): Weighed => ({ sentence, concepts: conceptsOf(sentence), scale: scaleOf(sentence) }));
  const covered = new Set<string>();
  const taken: RankedSentence[] = [];
  let used = 0;
  while (used < words) {
    await pace();
    open = open.filter(({ sentence }) => taken.length === 0 || used + sentence.words <= words * (1 + OVERRUN));
    let best: Weighed | null = null;
    let bestGain = 0;
    for (const candidate of open) {
      let gain = 0;
      for (const concept of candidate.concepts) if (!covered.has(concept)) gain += weights.get(concept) ?? 0;
      gain *= candidate.scale;
      if (gain > bestGain) [best, bestGain] = [candidate, gain];
    }
    if (best === null) break;
    taken.push(best.sentence);
    used += best.sentence.words;
    for (const concept of best.concepts) covered.add(concept);
    const chosen = best;
    open = open.filter((candidate) => candidate !== chosen);
  }
  return taken.sort((a, b) => a.sentence.index - b.sentence.index);
}

const fits = ({ words }: RankedSentence): boolean => words >= LEAST_WORDS && words <= MOST_WORDS;

function scaleOf({ sentence: { text }, rank, filler, words }: RankedSentence): number {
  const asks = QUESTION.test(text) ? 0.5 : 1;
  return (Math.max(0, rank) ** RANK_POWER * (1 - 0.9 * filler) * (0.4 + 0.6 * formOf(text)) * asks) / words ** LENGTH_POWER;
}

/** Each concept once. */
function conceptsOf({ terms }: RankedSentence): string[] {
  const concepts = new Set(terms.map(({ stem }) => stem));
  for (const [i, { stem }] of terms.entries()) if (i > 0) concepts.add(`${terms[i - 1]!.stem} ${stem}`);
  return [...concepts];
}

function weighConcepts(sentences: readonly RankedSentence[], title: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  const rarity = new Map<string, number>();
  for (const sentence of sentences) {
    for (const concept of conceptsOf(sentence)) counts.set(concept, (counts.get(concept) ?? 0) + 1);
    for (const { stem, weight } of sentence.terms) rarity.set(stem, Math.min(rarity.get(stem) ?? 1, weight));
  }
  return new Map(
    [...counts].map(([concept, count]) => {
      const parts = concept.split(' ');
      const rare = parts.reduce((sum, part) => sum + (rarity.get(part) ?? 0), 0);
      const asked = parts.every((part) => title.has(part)) ? TITLE_COUNTS : 0;
      return [concept, (count - 1 + SAID_ONCE + asked) * rare];
    }),
  );
}
