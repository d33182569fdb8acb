import { type Name, namesOf } from '../text/names';
import type { Pace } from '../text/pace';
import type { Sentence, SentenceDocument } from '../text/sentences';
import { type Figure, type Token, tag } from '../text/tagger';

/** Where a name is used in one sentence. */
export interface NameUse {
  name: Name;
  /** Offset in the sentence's tidied text. */
  at: number;
  form: string;
}

/** A sentence with everything that claims, entities and relations look at. */
export interface ReadSentence {
  sentence: Sentence;
  tokens: Token[];
  figures: Figure[];
  /** In order of `at`. */
  uses: NameUse[];
}

/** Longer pieces (no punctuation, no spaces) are not prose: the tagger would waste its time on them. */
export const LONGEST_READ = 800;

/** `I’m` with a curly apostrophe has a capital, and names no one. */
const SPEAKER_HIMSELF = /^I['’]\p{Ll}+$/u;

export async function findNames(document: SentenceDocument, pace: Pace): Promise<Name[]> {
  const names = (await namesOf(document.sentences, pace)).filter(({ name }) => !SPEAKER_HIMSELF.test(name));
  // Elsewhere common nouns may have capitals too; a name of several words is safe.
  return document.english ? names : names.filter(({ name }) => /\s/.test(name));
}

/** readSentences tags a document sentence by sentence and hands each on, so that a long one is never held tagged. The tagger knows English only. */
export async function* readSentences(document: SentenceDocument, names: readonly Name[], pace: Pace): AsyncGenerator<ReadSentence> {
  const uses = usesBySentence(names);
  for (const sentence of document.sentences) {
    await pace();
    if (sentence.text.length > LONGEST_READ) continue;
    yield { sentence, ...tag(sentence.text), uses: (uses.get(sentence.index) ?? []).sort((a, b) => a.at - b.at) };
  }
}

function usesBySentence(names: readonly Name[]): Map<number, NameUse[]> {
  const uses = new Map<number, NameUse[]>();
  for (const name of names) {
    for (const { sentence, at, form } of name.mentions) {
      const own = uses.get(sentence);
      if (own) own.push({ name, at, form });
      else uses.set(sentence, [{ name, at, form }]);
    }
  }
  return uses;
}
