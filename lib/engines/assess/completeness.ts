import { logistic } from '../text/curves';
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
 * How far a topic is carried: a logistic in the best sentence's closeness to the topic's centre and to its closest passage, and in the share
 * of the topic's own words that the result uses. Fitted so that people's summaries of a meeting are told from their summaries of other
 * meetings (QMSum, MIT licence).
 */
const TOPIC = { centre: 12, passage: 15, words: 5, bar: 15.2 };
/** Each further sentence on a topic adds a tenth, a twentieth, a fortieth… of its own closeness: saying more is worth a little more. */
const FURTHER_SENTENCE = 0.1;
/** Who carries this share of the key phrases' weight, or of the names', carries what a summary can. */
const PHRASES_FULL = 0.45;
const NAMES_FULL = 0.6;

const WEIGHT = { topics: 0.55, phrases: 0.45, names: 0.25 };
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

/** topicCarried is how far a result carries one topic, (0, 1). */
export function topicCarried(topic: Topic, item: ItemProfile, result: ResultProfile): number {
  const closeness = (of: (vector: Float32Array) => number): number => {
    const [best = 0, ...further] = result.vectors.map((vector) => Math.max(0, of(vector))).sort((a, b) => b - a);
    return best + further.reduce((sum, value, k) => sum + FURTHER_SENTENCE * 0.5 ** k * value, 0);
  };
  const centre = closeness((vector) => dot(vector, topic.centre));
  const passage = closeness((vector) => Math.max(...topic.passages.map((i) => dot(vector, item.vectors[i]!))));
  const total = topic.terms.reduce((sum, { weight }) => sum + weight, 0);
  const used = topic.terms.reduce((sum, { stem, weight }) => sum + (result.stems.has(stem) ? weight : 0), 0);
  const share = total === 0 ? 0 : used / total;
  return logistic(TOPIC.centre * centre + TOPIC.passage * passage + TOPIC.words * share - TOPIC.bar);
}

/** A phrase counts by the square of the share of its words that occur: half of a phrase is much less than half of its meaning. */
function phrasesCarried(phrases: readonly KeyPhrase[], result: ResultProfile): number {
  const total = phrases.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  const carried = phrases.reduce((sum, { stems, weight }) => {
    const share = stems.filter((stem) => result.stems.has(stem)).length / stems.length;
    return sum + weight * share ** 2;
  }, 0);
  return saturate(carried / total / PHRASES_FULL);
}

function namesCarried(names: readonly Name[], result: ResultProfile): number {
  const main = mainNames(names);
  const total = main.reduce((sum, name) => sum + nameWeight(name), 0);
  const carried = main.reduce(
    (sum, name) => sum + (name.forms.some((form) => result.text.includes(form.toLowerCase())) ? nameWeight(name) : 0),
    0,
  );
  return total === 0 ? 0 : saturate(carried / total / NAMES_FULL);
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

/** Rises straight to about 0.8, then ever more slowly towards 1, so that carrying more is always worth more. */
function saturate(share: number): number {
  return share <= 0.8 ? share : 0.8 + 0.2 * (1 - Math.exp(-(share - 0.8) / 0.2));
}
