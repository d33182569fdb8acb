import type { Sentence, SentenceDocument } from '../text/sentences';
import { condense } from './condense';

/**
 * paragraphOf writes chosen sentences as one paragraph, in the order of the item. Where the source tells several speakers apart, each stretch is
 * led by the name of who says it, as minutes are: `Mary Holt: The bridge will cost twelve million.`
 */
export function paragraphOf(document: SentenceDocument, chosen: readonly Sentence[]): string {
  const conversation = isConversation(document);
  let before: string | null = null;
  const parts = chosen.map(({ text, speaker }) => {
    const led = conversation && speaker !== null && speaker !== before ? `${shortName(speaker)}: ` : '';
    before = speaker;
    return led + condense(text);
  });
  return parts.join(' ');
}

function isConversation({ sentences }: SentenceDocument): boolean {
  const first = sentences.find(({ speaker }) => speaker !== null)?.speaker;
  return sentences.some(({ speaker }) => speaker !== null && speaker !== first);
}

/** `Mary Holt (Mayor of Elmford)` is called Mary Holt. */
const shortName = (speaker: string): string => speaker.replace(/\s*\([^()]*\)\s*$/, '') || speaker;
