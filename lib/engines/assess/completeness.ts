import { ramp } from '../text/curves';
import type { KeyPhrase } from '../text/keyphrases';
import type { Name } from '../text/names';
import type { ItemProfile, Topic } from '../text/profile';
import { dot } from '../text/vectors';
import type { ResultProfile } from './result-profile';

/**
 * Completeness: the salience-weighted share of what an item is about that a result carries, [0, 1]. Three views of what it is about: topics
 * (clusters of passages, met by meaning and by their own words), key phrases and names (met by words).
 */

/**
 * Fitted together, on 73 meetings and 85 long transcripts of talks, news and technology: people's summaries of a meeting (QMSum, MIT licence)
 * are told from their summaries of other meetings, and extracts of a tenth to all of an item are ordered by the share of names, figures and
 * phrases of a full summary that they carry (Spearman's rho 0.90).
 */
const WEIGHT = { topics: 0.2, phrases: 0.7, names: 0.1 };
/** Closeness at which a sentence and a topic of the same item may still be about different things, and that of a topic's own sentences. */
const TOPIC = { none: 0.24, full: 0.99 };
/** Share of the key phrases' weight that any text on the same subject has, the share at which a summary has them all, and the exponent between. */
const PHRASES = { none: 0.05, full: 0.95, exponent: 0.36 };
const NAMES = { full: 0.9, exponent: 0.67 };
/** Each further sentence on a topic adds a tenth, a twentieth, a fortieth… of its own closeness: saying more is worth a little more. */
const FURTHER_SENTENCE = 0.1;
const MOST_NAMES = 15;
const LEAST_NAMES = 3;
/** Mentions per hundred words at which an item is as much about names as any news bulletin. */
const NAME_RICH = 2.5;

export function completeness(result: ResultProfile, item: ItemProfile): number {
  if (item.topics.length === 0 || result.sentences.length === 0) return 0;
  const parts = [
    { weight: WEIGHT.topics, share: item.topics.reduce((sum, topic) => sum + topic.salience * topicCarried(topic, item, result), 0) },
    { weight: item.phrases.length > 0 ? WEIGHT.phrases : 0, share: phrasesCarried(item.phrases, result) },
    { weight: WEIGHT.names * namesMatter(item), share: namesCarried(item.names, result) },
  ];
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.reduce((sum, { weight, share }) => sum + weight * share, 0) / total;
}

/** topicCarried is how far a result carries one topic, [0, 1]: by closeness to the topic's centre and to its closest passage. */
function topicCarried(topic: Topic, item: ItemProfile, result: ResultProfile): number {
  const closeness = (of: (vector: Float32Array) => number): number => {
    const [best = 0, ...further] = result.vectors.map((vector) => Math.max(0, of(vector))).sort((a, b) => b - a);
    return best + further.reduce((sum, value, k) => sum + FURTHER_SENTENCE * 0.5 ** k * value, 0);
  };
  const centre = closeness((vector) => dot(vector, topic.centre));
  const passage = closeness((vector) => Math.max(...topic.passages.map((i) => dot(vector, item.vectors[i]!))));
  return ramp((centre + passage) / 2, TOPIC.none, TOPIC.full);
}

/** A phrase counts by the square of the share of its words that occur: half of a phrase is much less than half of its meaning. */
function phrasesCarried(phrases: readonly KeyPhrase[], result: ResultProfile): number {
  const total = phrases.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  const carried = phrases.reduce((sum, { stems, weight }) => {
    const share = stems.filter((stem) => result.stems.has(stem)).length / stems.length;
    return sum + weight * share ** 2;
  }, 0);
  return ramp(carried / total, PHRASES.none, PHRASES.full) ** PHRASES.exponent;
}

function namesCarried(names: readonly Name[], result: ResultProfile): number {
  const main = mainNames(names);
  const total = main.reduce((sum, name) => sum + nameWeight(name), 0);
  const carried = main.reduce(
    (sum, name) => sum + (name.forms.some((form) => result.text.includes(form.toLowerCase())) ? nameWeight(name) : 0),
    0,
  );
  return total === 0 ? 0 : ramp(carried / total, 0, NAMES.full) ** NAMES.exponent;
}

const nameWeight = ({ mentions }: Name): number => Math.log(1 + mentions.length);

const mainNames = (names: readonly Name[]): Name[] => {
  const recurring = names.filter(({ mentions }) => mentions.length > 1);
  return (recurring.length >= LEAST_NAMES ? recurring : names).slice(0, MOST_NAMES);
};

/** How far an item is about names, [0, 1]: none for a lecture on geometry, 1 for a news bulletin. */
function namesMatter(item: ItemProfile): number {
  const main = mainNames(item.names);
  if (main.length < LEAST_NAMES) return 0;
  const mentions = main.reduce((sum, name) => sum + name.mentions.length, 0);
  const words = item.passages.reduce((sum, { terms }) => sum + terms.length, 0) * WORDS_PER_TERM;
  return Math.min(1, (100 * mentions) / Math.max(1, words) / NAME_RICH);
}

/** English prose has about two and a half words for each content word. */
const WORDS_PER_TERM = 2.5;
