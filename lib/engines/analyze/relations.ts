import type { Relation } from '@/lib/core/runs/content';
import { spanOf } from '../text/document';
import type { SentenceDocument } from '../text/sentences';
import type { Token } from '../text/tagger';
import type { NameUse, ReadSentence } from './read-sentences';

const MOST_RELATIONS = 40;
const MOST_BETWEEN = 7;
/** What is asked, supposed or denied as a whole is not said. */
const NOT_SAID = /\?["'”’)\]]*$|\b(?:if|whether|unless|suppose|imagine)\b/i;

interface Placed extends Token {
  at: number;
}

/** Relations collects subject, predicate and object between names of one sentence, each triple once; at most 40 of an item. */
export class Relations {
  private readonly found = new Map<string, Relation>();

  constructor(private readonly document: SentenceDocument) {}

  add(read: ReadSentence): void {
    if (this.found.size >= MOST_RELATIONS || read.uses.length < 2 || NOT_SAID.test(read.sentence.text)) return;
    const tokens = place(read);
    for (const [i, object] of read.uses.entries()) {
      const subject = read.uses[i - 1];
      if (!subject || subject.name === object.name || this.found.size >= MOST_RELATIONS) continue;
      const predicate = predicateBetween(read.sentence.text, tokens, subject, object);
      if (predicate === null) continue;
      const { start, end } = read.sentence;
      const key = [subject.name.name, predicate.toLowerCase(), object.name.name].join('\n');
      if (this.found.has(key)) continue;
      this.found.set(key, {
        subject: subject.name.name,
        predicate,
        object: object.name.name,
        span: spanOf(this.document, start, end),
      });
    }
  }

  relations(): Relation[] {
    return [...this.found.values()];
  }
}

function place({ sentence: { text }, tokens }: ReadSentence): Placed[] {
  let from = 0;
  return tokens.flatMap((token) => {
    const at = text.indexOf(token.text, from);
    if (at < 0) return [];
    from = at + token.text.length;
    return [{ ...token, at }];
  });
}

/** A verb phrase: helpers and adverbs, a verb, perhaps a preposition; no second noun, which could be the true subject or object. */
const VERB_PHRASE = /^(?:(?:AUX|ADV|PART) )*VERB (?:ADV )?(?:(?:ADP|PART) )?$/;
/** `is the mayor of`, `was a founder of` */
const ROLE_PHRASE = /^(?:ADV )?AUX (?:ADV )?(?:DET )?(?:ADJ ){0,2}(?:NOUN ){1,2}ADP $/;
/** What is said is a clause, of which the next name is only the first word. */
const SAYING = /^(?:says?|said|thinks?|thought|knows?|knew|believes?|believed|claims?|claimed|argues?|argued|hopes?|hoped)$/;
const SUBJECT_BLOCKED = new Set(['ADP', 'ADJ', 'DET', 'NOUN', 'PROPN', 'NUM']);

/**
 * predicateBetween gives the words between two names where they are one plain verb phrase, verbatim; else null. Precise rather than
 * complete: a subject inside a longer phrase (`the mayor of Boston met …`) and an object that goes on (`bought Acme shares`) are left.
 */
function predicateBetween(text: string, tokens: readonly Placed[], subject: NameUse, object: NameUse): string | null {
  const from = subject.at + subject.form.length;
  if (object.at <= from || /^['’]/.test(text.slice(from)) || /^['’-]/.test(text.slice(object.at + object.form.length))) return null;
  const between = tokens.filter(({ at }) => at >= from && at < object.at);
  if (between.length === 0 || between.length > MOST_BETWEEN) return null;
  const before = tokens.findLast(({ at }) => at < subject.at);
  const after = tokens.find(({ at }) => at >= object.at + object.form.length);
  if (before && SUBJECT_BLOCKED.has(before.pos) && !/^the$/i.test(before.text)) return null;
  if (after && (after.pos === 'NOUN' || after.pos === 'PROPN') && after.spaceBefore && !/day$|year|month|week/i.test(after.text))
    return null;
  // `says Smith is …`: the name is the subject of what follows.
  if (after && (after.pos === 'VERB' || after.pos === 'AUX' || SAYING.test(between.at(-1)!.normal))) return null;
  // The article belongs to the object.
  const phrase = between.at(-1)!.pos === 'DET' ? between.slice(0, -1) : between;
  const shape = phrase.map(({ pos }) => `${pos} `).join('');
  if (!VERB_PHRASE.test(shape) && !ROLE_PHRASE.test(shape)) return null;
  const last = phrase.at(-1)!;
  return text.slice(from, last.at + last.text.length).trim();
}
