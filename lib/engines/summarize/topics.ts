import { keyPhrases } from '../text/keyphrases';
import { namesOf } from '../text/names';
import type { Pace } from '../text/pace';
import { passagesOf } from '../text/passages';
import type { SentenceDocument } from '../text/sentences';
import { contentStems } from '../text/words';

const MOST_NAMES = 12;
const MOST_PHRASES = 18;

/**
 * topicsOf lists what an item is about: the names it mentions most, then the phrases it keeps coming back to, weightiest first. A phrase
 * whose words are all in a name, or in a phrase before it, adds nothing and is left out.
 */
export async function topicsOf(document: SentenceDocument, pace: Pace): Promise<string[]> {
  const names = await namesOf(document.sentences, pace);
  const passages = await passagesOf(document, pace);
  const texts = passages.map(({ first, last }) =>
    document.sentences
      .slice(first, last + 1)
      .map(({ text }) => text)
      .join('\n'),
  );
  const topics: string[] = [];
  const told = new Set<string>();
  const add = (text: string, stems: readonly string[]) => {
    if (stems.length > 0 && stems.every((stem) => told.has(stem))) return;
    for (const stem of stems) told.add(stem);
    topics.push(text);
  };
  for (const { name } of names.slice(0, MOST_NAMES)) add(name, contentStems(name));
  for (const { text, stems } of await keyPhrases(texts, passages, MOST_PHRASES, pace)) add(text, stems);
  return topics;
}
