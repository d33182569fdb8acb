import type { Claim } from '@/lib/core/runs/content';
import { spanOf } from '../text/document';
import type { Sentence, SentenceDocument } from '../text/sentences';
import { standAlone } from '../text/tidy';
import { contentStems } from '../text/words';

export interface ScoredSentence {
  sentence: Sentence;
  checkWorthiness: number;
}

/** What is less likely than not worth a check is no claim. */
export const CLAIM_BAR = 0.5;
const CLAIMS_PER_WORDS = 3 / 250;
const LEAST_CAP = 3;
const MOST_CLAIMS = 40;
/** Two sentences that share this much of their words say the same. */
const SAME = 0.75;

/** claimCap: three claims for 250 words, from 3 to 40. */
export function claimCap(wordCount: number): number {
  return Math.min(MOST_CLAIMS, Math.max(LEAST_CAP, Math.ceil(wordCount * CLAIMS_PER_WORDS)));
}

/** selectClaims keeps the most check-worthy sentences above the bar, one of those that say the same, in the order of the item. */
export function selectClaims(document: SentenceDocument, scored: readonly ScoredSentence[], wordCount: number): Claim[] {
  const ranked = scored
    .filter(({ checkWorthiness }) => checkWorthiness >= CLAIM_BAR)
    .sort((a, b) => b.checkWorthiness - a.checkWorthiness || a.sentence.index - b.sentence.index);
  const cap = claimCap(wordCount);
  const kept: ScoredSentence[] = [];
  const told: Set<string>[] = [];
  for (const candidate of ranked) {
    if (kept.length >= cap) break;
    const stems = new Set(contentStems(candidate.sentence.text));
    if (told.some((other) => overlap(stems, other) >= SAME)) continue;
    kept.push(candidate);
    told.push(stems);
  }
  return kept
    .sort((a, b) => a.sentence.index - b.sentence.index)
    .map(({ sentence, checkWorthiness }) => ({
      text: standAlone(sentence.text),
      span: spanOf(document, sentence.start, sentence.end),
      checkWorthiness,
    }));
}

/** Jaccard index. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of a) if (b.has(stem)) shared++;
  const all = a.size + b.size - shared;
  return all === 0 ? 1 : shared / all;
}
