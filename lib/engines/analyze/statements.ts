import type { Name } from '../text/names';
import type { Pace } from '../text/pace';
import type { Sentence, SentenceDocument } from '../text/sentences';
import { checkWorthiness } from './check-worthiness';
import type { ScoredSentence } from './claims';
import { type ReadSentence, readSentences } from './read-sentences';

/** Who asks so large a share of what they say leads the conversation: what they put to others is told to be answered, seldom claimed. */
const ASKING = 0.12;
const LEAST_SENTENCES = 8;
/** What is claimed by who leads the conversation counts by this share. */
const LEADING = 0.45;

/** scoreStatements gives every sentence that can be read its check-worthiness; nothing outside English. Each is handed to `visit` once, tagged. */
export async function scoreStatements(
  document: SentenceDocument,
  names: readonly Name[],
  pace: Pace,
  visit: (read: ReadSentence) => void = () => {},
): Promise<ScoredSentence[]> {
  const scored: ScoredSentence[] = [];
  if (!document.english) return scored;
  const leading = leadersOf(document.sentences);
  for await (const read of readSentences(document, names, pace)) {
    const { sentence } = read;
    const share = sentence.speaker !== null && leading.has(sentence.speaker) ? LEADING : 1;
    scored.push({ sentence, checkWorthiness: share * checkWorthiness(read) });
    visit(read);
  }
  return scored;
}

/** leadersOf names the speakers that mostly ask, where others answer: hosts, moderators, interviewers. */
function leadersOf(sentences: readonly Sentence[]): Set<string> {
  const counts = new Map<string, { sentences: number; questions: number }>();
  for (const { speaker, text } of sentences) {
    if (speaker === null) continue;
    const count = counts.get(speaker) ?? { sentences: 0, questions: 0 };
    counts.set(speaker, count);
    count.sentences++;
    if (/\?["'”’)\]]*$/.test(text)) count.questions++;
  }
  const leaders = [...counts].filter(([, { sentences, questions }]) => sentences >= LEAST_SENTENCES && questions >= ASKING * sentences);
  return new Set(leaders.length === counts.size ? [] : leaders.map(([speaker]) => speaker));
}
