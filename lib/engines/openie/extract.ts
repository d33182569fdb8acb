/**
 * Open information extraction by parts of speech, without a model that reads: every sentence has a subject, and what it names afterwards is
 * related to it by the words in between. Rougher than what a language model extracts, and a thousand times faster.
 */
import { type TaggedSentence, type Token, tag } from '../text/tagger';
import { type Mention, mentionsOf } from './mentions';
import type { OpenFacts, OpenTriple } from './types';

const MOST_WORDS = 60;
const MOST_PREDICATE_WORDS = 6;
/** A sentence that begins so goes on about whom the passage is about. */
const PRONOUN = /^(?:he|she|it|they|his|her|its|their|this|these)$/;
/** `The film …`, `The band …`: the passage's own subject by its kind. */
const DEFINITE = /^(?:the|this|that)$/;
const PREDICATE_PARTS = new Set(['VERB', 'AUX', 'ADP', 'PART', 'NOUN', 'ADV', 'ADJ']);

/** extractFacts reads a passage's sentences. `topic`: who or what the passage is about (its title), to which pronouns are related. */
export function extractFacts(sentences: readonly string[], topic: string | null): OpenFacts {
  const phrases = new Map<string, number>();
  const triples: OpenTriple[] = [];
  const count = (phrase: string) => phrases.set(phrase, (phrases.get(phrase) ?? 0) + 1);
  if (topic) count(topic);
  for (const sentence of sentences) {
    const words = sentence.split(/\s+/);
    for (let from = 0; from < words.length; from += MOST_WORDS) {
      const { tokens } = tag(words.slice(from, from + MOST_WORDS).join(' '));
      const mentions = mentionsOf(tokens);
      for (const { kind, text } of mentions) if (kind !== 'concept') count(text);
      triples.push(...triplesOf(tokens, mentions, topic));
    }
  }
  for (const { subject, object } of triples) for (const phrase of [subject, object]) if (!phrases.has(phrase)) count(phrase);
  return { phrases, triples };
}

function triplesOf(tokens: TaggedSentence['tokens'], mentions: readonly Mention[], topic: string | null): OpenTriple[] {
  const [head, ...rest] = mentions;
  if (!head) return [];
  const before = tokens.slice(0, head.from);
  const ofTopic =
    topic !== null &&
    (before.some(({ normal }) => PRONOUN.test(normal)) || (head.kind === 'concept' && before.some(({ normal }) => DEFINITE.test(normal))));
  const headIsTopic = ofTopic && head.kind === 'concept' && !before.some(({ normal }) => PRONOUN.test(normal));
  const subject = ofTopic ? { text: topic, to: headIsTopic ? head.to : 0 } : head;
  const objects = ofTopic && !headIsTopic ? mentions : rest;
  let previous = subject.to;
  return objects.flatMap((object) => {
    const predicate = predicateOf(tokens.slice(previous, object.from));
    previous = object.to;
    return predicate === '' || object.text === subject.text ? [] : [{ subject: subject.text, predicate, object: object.text }];
  });
}

function predicateOf(between: readonly Token[]): string {
  return between
    .filter(({ pos, text }) => PREDICATE_PARTS.has(pos) && /^\p{L}/u.test(text))
    .slice(-MOST_PREDICATE_WORDS)
    .map(({ normal }) => normal)
    .join(' ');
}
