import type { Analysis, Entity, Transcript } from '@/lib/core/runs/content';
import type { NewClaim, NewGraph, NewMention } from '@/lib/data/entities';
import { findNames } from '@/lib/engines/analyze/read-sentences';
import type { Embedder } from '@/lib/engines/embed/types';
import { spanOf } from '@/lib/engines/text/document';
import { typeOf } from '@/lib/engines/text/name-types';
import { createPace } from '@/lib/engines/text/pace';
import { type SentenceDocument, splitSentences } from '@/lib/engines/text/sentences';
import { bareName } from './resolve';

const MOST_ENTITIES = 60;
const MOST_MENTIONS = 40;
/** `President X` once, and then `the president`, is the same person, if nobody else has that title here. */
const ROLE = /\b(president|senator|governor|chancellor|minister|mayor|judge|secretary|general|captain|pope|king|queen|professor)\s+$/i;

/** readGraph collects what a run says of whom: entities with every place they are mentioned, relations with their evidence, claims. */
export async function readGraph(transcript: Transcript, analysis: Analysis, embedder: Embedder, signal: AbortSignal): Promise<NewGraph> {
  const pace = createPace(signal);
  const document = await splitSentences(transcript, pace);
  const names = (await findNames(document, pace)).slice(0, MOST_ENTITIES);
  const types = new Map<string, Entity['type']>(analysis.entities.map(({ name, type }) => [name, type]));
  const roles = rolesOf(document, names);
  const entities = names.map(({ name, forms, mentions }) => {
    const places = [...mentions, ...(roles.get(name) ?? [])].slice(0, MOST_MENTIONS);
    return {
      name: bareName(name),
      type: types.get(name) ?? typeOf(bareName(name), [], false),
      forms,
      mentions: places.map((place) => mentionOf(document, place)),
    };
  });
  const known = new Map(entities.flatMap(({ name, forms }, i) => [name, ...forms].map((form): [string, number] => [form, i])));
  const relations = analysis.relations.flatMap(({ subject, predicate, object, span }) => {
    const [from, to] = [known.get(subject), known.get(object)];
    return from === undefined || to === undefined || from === to ? [] : [{ subject: from, predicate, object: to, ...span }];
  });
  const vectors = await embedder.embed(
    analysis.claims.map(({ text }) => text),
    signal,
  );
  const claims = analysis.claims.map(({ text, span, checkWorthiness }, i): NewClaim => {
    const said = document.sentences.find((sentence) => document.text.slice(sentence.start, sentence.end).includes(span.quote.slice(0, 60)));
    const about = [...known].filter(([form]) => includesWord(text, form) || includesWord(span.quote, form)).map(([, entity]) => entity);
    return { text, ...span, checkWorthiness, speaker: said?.speaker ?? null, embedding: vectors[i]!, entities: [...new Set(about)] };
  });
  return { model: embedder.model, entities, relations, claims };
}

interface Place {
  sentence: number;
  form: string;
}

function mentionOf(document: SentenceDocument, { sentence, form }: Place): NewMention {
  const { start, end, speaker } = document.sentences[sentence]!;
  return { form, ...spanOf(document, start, end), speaker };
}

/** rolesOf finds sentences that speak of a named person by title alone. */
function rolesOf(
  document: SentenceDocument,
  names: readonly { name: string; mentions: { sentence: number; at: number; form: string }[] }[],
): Map<string, Place[]> {
  const holders = new Map<string, Set<string>>();
  for (const { name, mentions } of names) {
    for (const { sentence, at, form } of mentions) {
      const { text } = document.sentences[sentence]!;
      // The title may have been taken for the first word of the name.
      const role = (ROLE.exec(text.slice(0, at)) ?? ROLE.exec(`${form.split(' ', 1)[0]} `))?.[1]?.toLowerCase();
      if (role) holders.set(role, (holders.get(role) ?? new Set()).add(name));
    }
  }
  const found = new Map<string, Place[]>();
  for (const [role, holding] of holders) {
    const [name] = holding;
    if (holding.size !== 1 || !name) continue;
    const own = names.find((candidate) => candidate.name === name)!;
    const named = new Set(own.mentions.map(({ sentence }) => sentence));
    const form = new RegExp(`\\b[Tt]he ${role}\\b(?! \\p{Lu})`, 'u');
    const places = document.sentences.filter(({ index, text }) => !named.has(index) && form.test(text));
    found.set(name, [...(found.get(name) ?? []), ...places.map(({ index }) => ({ sentence: index, form: `the ${role}` }))]);
  }
  return found;
}

/** Not inside another word. */
function includesWord(text: string, form: string): boolean {
  const at = text.indexOf(form);
  return at >= 0 && !/[\p{L}\p{N}]/u.test(text.charAt(at - 1)) && !/[\p{L}\p{N}]/u.test(text.charAt(at + form.length));
}
