import type { Pace } from './pace';
import type { Passage } from './passages';
import { uniqueTerms } from './salience';
import { isStopWord, normalWord, stem } from './words';

/** What an item keeps coming back to: one to three content words in a row. */
export interface KeyPhrase {
  /** As it is written most often, in small letters. */
  text: string;
  stems: string[];
  weight: number;
}

const LONGEST = 3;
/** Share of a word's uses that must be inside the phrase for the phrase to stand for the word. */
const STANDS_FOR = 0.6;

interface Candidate {
  stems: string[];
  count: number;
  passages: Set<number>;
  forms: Map<string, number>;
}

/**
 * keyPhrases returns the `limit` weightiest phrases of `texts` (one per passage), weightiest first. The weight grows with how often and how
 * widely a phrase is used and with how uncommon its words are. In longer items a phrase must be used at least twice.
 */
export async function keyPhrases(
  texts: readonly string[],
  passages: readonly Pick<Passage, 'terms'>[],
  limit: number,
  pace: Pace,
): Promise<KeyPhrase[]> {
  const weights = uniqueTerms(passages.flatMap((passage) => passage.terms));
  const candidates = await collect(texts, pace);
  const leastCount = texts.length > 4 ? 2 : 1;
  const phrases = [...candidates.values()].filter(({ count }) => count >= leastCount);
  const standIns = new Map<string, number>();
  for (const { stems, count } of phrases) {
    if (stems.length === 1 || count < 2) continue;
    for (const word of stems) standIns.set(word, Math.max(standIns.get(word) ?? 0, count));
  }
  return phrases
    .filter(({ stems, count }) => stems.length > 1 || (standIns.get(stems[0]!) ?? 0) < STANDS_FOR * count)
    .map((candidate) => ({ text: commonest(candidate.forms), stems: candidate.stems, weight: weigh(candidate, weights) }))
    .sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1))
    .slice(0, limit);
}

function weigh({ stems, count, passages }: Candidate, weights: Map<string, number>): number {
  const mean = stems.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0) / stems.length;
  return count ** 0.6 * mean ** 2 * Math.log(1 + passages.size) * (1 + 0.25 * (stems.length - 1));
}

async function collect(texts: readonly string[], pace: Pace): Promise<Map<string, Candidate>> {
  const candidates = new Map<string, Candidate>();
  for (const [passage, text] of texts.entries()) {
    await pace();
    for (const run of contentRuns(text)) {
      for (let i = 0; i < run.length; i++) {
        for (let n = 1; n <= LONGEST && i + n <= run.length; n++) add(candidates, run.slice(i, i + n), passage);
      }
    }
  }
  return candidates;
}

function add(candidates: Map<string, Candidate>, run: string[], passage: number): void {
  const stems = run.map(stem);
  if (new Set(stems).size < stems.length) return;
  const key = stems.join(' ');
  const candidate = candidates.get(key) ?? { stems, count: 0, passages: new Set(), forms: new Map() };
  candidates.set(key, candidate);
  const form = run.join(' ');
  candidate.count++;
  candidate.passages.add(passage);
  candidate.forms.set(form, (candidate.forms.get(form) ?? 0) + 1);
}

/** Runs of content words with nothing but a space between them. Words that begin with a digit end a run. */
function contentRuns(text: string): string[][] {
  const runs: string[][] = [];
  let run: string[] = [];
  let end = -1;
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*/gu)) {
    const word = normalWord(match[0]);
    const joined = match.index === end + 1 && text.charAt(end) === ' ';
    if (!joined && run.length > 0) {
      runs.push(run);
      run = [];
    }
    end = match.index + match[0].length;
    if (word.length > 1 && !isStopWord(word) && !/^\p{N}/u.test(word)) run.push(word);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

function commonest(forms: Map<string, number>): string {
  let best = '';
  for (const [form, count] of forms) if (best === '' || count > forms.get(best)!) best = form;
  return best;
}
