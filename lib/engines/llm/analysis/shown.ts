import type { Pace } from '../../text/pace';
import type { SentenceDocument } from '../../text/sentences';
import { Counts, cleanUntrusted } from '../untrusted/clean';
import { orderIn } from '../untrusted/orders';

/** A sentence as the model is shown it, and where it is. */
export interface ShownSentence {
  /** Among the sentences of the document. */
  index: number;
  start: number;
  end: number;
  block: number;
  speaker: string | null;
  shown: string;
}

const LONGEST_SPEAKER = 60;

/**
 * showSentences gives what the model may read of a document: clean, and without sentences that read like orders to a machine, alone or together with
 * the one before. What is withheld is counted in `withheld` by its kind, what was cleaned away in `cleaned`.
 */
export async function showSentences(document: SentenceDocument, cleaned: Counts, withheld: Counts, pace: Pace): Promise<ShownSentence[]> {
  const shown: ShownSentence[] = [];
  let before = null as { shown: string; kind: string | null } | null;
  for (const { index, start, end, block, speaker } of document.sentences) {
    await pace();
    const own = new Counts();
    const text = cleanUntrusted(document.text.slice(start, end), own).replace(/\s+/g, ' ').trim();
    cleaned.addAll(own.list());
    if (text === '') continue;
    // Who writes markers of chat templates into a text speaks to a machine, whatever is said.
    const kind = own.has('chat_markers') ? 'address' : orderIn(text);
    const joint: string | null = kind === null && before?.kind === null ? orderIn(`${before.shown} ${text}`) : null;
    before = { shown: text, kind: kind ?? joint };
    if (kind ?? joint) {
      // Together they are an order, so neither is shown.
      withheld.add(kind ?? joint!, joint === null ? 1 : 2);
      if (joint !== null) shown.pop();
      continue;
    }
    shown.push({ index, start, end, block, speaker: speakerOf(speaker, cleaned), shown: text });
  }
  return shown;
}

function speakerOf(speaker: string | null, cleaned: Counts): string | null {
  const name = speaker === null ? '' : line(speaker, LONGEST_SPEAKER, cleaned);
  return name === '' ? null : name;
}

/** line makes a title, name or description fit to be shown: one clean line, empty where it reads like an order. */
export function line(text: string | null, longest: number, cleaned: Counts): string {
  if (text === null) return '';
  const clean = cleanUntrusted(text.slice(0, longest * 4), cleaned)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);
  return orderIn(clean) === null ? clean : '';
}
