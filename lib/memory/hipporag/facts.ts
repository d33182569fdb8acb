import { type NewFacts, type NewPhrase, type NewTriple, PREDICATE } from '@/lib/data/phrases';
import type { Embedder } from '@/lib/engines/embed/types';
import { extractFacts } from '@/lib/engines/openie/extract';
import type { OpenFacts } from '@/lib/engines/openie/types';
import { synonymsOf } from './synonyms';

/** Of one passage; what is said first comes first. */
const MOST_TRIPLES = 16;
const MOST_MENTIONS = 64;
/** What is longer is no phrase but a sentence that was misread. */
const MOST_PHRASE_LETTERS = 100;
const EMBED_AT_ONCE = 64;

/** phraseKey is a phrase as the graph knows it: small letters, letters and digits only. */
export function phraseKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, MOST_PHRASE_LETTERS)
    .trim();
}

const isName = (text: string): boolean => /[\p{Lu}\p{N}]/u.test(text);

/** topicOf is what a passage is about by its title, without what was added in brackets. */
export const topicOf = (title: string | null): string | null => title?.replace(/\s*\([^)]*\)\s*$/, '').trim() || null;

export interface PassageText {
  text: string;
}

/** readFacts reads names, concepts and triples in passages, and says which names mean nearly the same as others in memory. */
export async function readFacts(
  passages: readonly PassageText[],
  title: string | null,
  embedder: Embedder,
  signal: AbortSignal,
  onProgress: (share: number) => void = () => {},
): Promise<NewFacts> {
  const topic = topicOf(title);
  const read = passages.map(({ text }) => extractFacts(text.split(/(?<=[.!?]["'”’)\]]*)\s+/), topic));
  return embedFacts(read, topic, embedder, signal, onProgress);
}

/** embedFacts is readFacts for facts that were read elsewhere: one entry for each passage. */
export async function embedFacts(
  read: readonly OpenFacts[],
  topic: string | null,
  embedder: Embedder,
  signal: AbortSignal,
  onProgress: (share: number) => void = () => {},
): Promise<NewFacts> {
  const phrases = new Map<string, NewPhrase>();
  const triples: NewTriple[] = [];
  const meet = (text: string): string => {
    const key = phraseKey(text);
    const known = phrases.get(key);
    if (known) known.isName ||= isName(text);
    else if (key !== '') phrases.set(key, { text: key, isName: isName(text), embedding: null });
    return key;
  };
  const topicKey = topic === null ? '' : meet(topic);
  for (const [passage, facts] of read.entries()) {
    const mentioned = new Set([...facts.phrases.keys()].map(meet).filter((key) => key !== ''));
    if (topicKey) mentioned.delete(topicKey);
    const mention = (key: string, predicate: string): NewTriple => ({ passage, subject: key, predicate, object: key, embedding: null });
    if (topicKey) triples.push(mention(topicKey, PREDICATE.title));
    for (const key of [...mentioned].slice(0, MOST_MENTIONS)) triples.push(mention(key, PREDICATE.mention));
    for (const { subject, predicate, object } of facts.triples.slice(0, MOST_TRIPLES)) {
      const [s, o] = [meet(subject), meet(object)];
      if (s && o && s !== o && predicate) triples.push({ passage, subject: s, predicate, object: o, embedding: null });
    }
  }
  const names = [...phrases.values()].filter((phrase) => phrase.isName);
  const said = triples.filter(({ subject, object }) => subject !== object);
  const owners = [
    ...names.map((phrase) => ({ text: phrase.text, owner: phrase })),
    ...said.map((triple) => ({ text: textOf(triple), owner: triple })),
  ];
  for (let from = 0; from < owners.length; from += EMBED_AT_ONCE) {
    const batch = owners.slice(from, from + EMBED_AT_ONCE);
    const vectors = await embedder.embed(
      batch.map(({ text }) => text),
      signal,
    );
    for (const [i, { owner }] of batch.entries()) owner.embedding = vectors[i]!;
    onProgress((from + batch.length) / owners.length);
  }
  const synonyms = await synonymsOf(names, embedder);
  return { model: embedder.model, phrases: [...phrases.values()], triples, synonyms };
}

/** What of a triple is embedded. */
const textOf = ({ subject, predicate, object }: NewTriple): string => `${subject} ${predicate} ${object}`;
