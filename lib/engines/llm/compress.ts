import { fillerShare } from '../text/filler';
import type { Pace } from '../text/pace';
import { termsOf, uniqueTerms } from '../text/salience';
import type { ShownSentence } from './analysis/shown';
import type { CountTokens } from './tokens';

export interface Compression {
  kept: ShownSentence[];
  tokensBefore: number;
  tokensAfter: number;
  /** Share of what the item tells, by its words weighted by rarity and use, that the kept sentences still tell: [0, 1]. */
  salienceKept: number;
}

/** Nothing is dropped beyond this, however little it carries. */
const MOST_DROPPED = 0.45;
const LEAST_SALIENCE = 0.93;
/** Below this the saving does not pay for what may be missed. */
const LEAST_SAVED = 0.12;
const FIGURE_BONUS = 1.4;

interface Weighed {
  sentence: ShownSentence;
  tokens: number;
  stems: string[];
  density: number;
}

/**
 * compress leaves out whole sentences that carry least for their length (filler, repetition), until 45 % of the tokens are gone or 7 % of what the item
 * tells would be. What is left is verbatim and in place, so quotes stay addressable. Null where it would save less than 12 %.
 */
export async function compress(sentences: readonly ShownSentence[], countTokens: CountTokens, pace: Pace): Promise<Compression | null> {
  const terms = [];
  const uses = new Map<string, { count: number; weight: number }>();
  for (const { shown } of sentences) {
    await pace();
    const own = termsOf(shown);
    terms.push(own);
    for (const [stem, weight] of uniqueTerms(own)) {
      const use = uses.get(stem) ?? { count: 0, weight: 1 };
      uses.set(stem, { count: use.count + 1, weight: Math.min(use.weight, weight) });
    }
  }
  const worthOf = (stem: string): number => {
    const { count, weight } = uses.get(stem)!;
    return weight * Math.log2(1 + count);
  };
  const seen = new Map<string, number>();
  const weighed: Weighed[] = [];
  for (const [i, sentence] of sentences.entries()) {
    await pace();
    const stems = [...uniqueTerms(terms[i]!).keys()];
    let value = 0;
    for (const stem of stems) {
      const before = seen.get(stem) ?? 0;
      value += worthOf(stem) / (1 + before);
      seen.set(stem, before + 1);
    }
    const tokens = countTokens(sentence.shown) + 1;
    const telling = 1 - 0.8 * fillerShare(sentence.shown, terms[i]!);
    weighed.push({ sentence, tokens, stems, density: ((value * telling) / tokens) * (/\d/.test(sentence.shown) ? FIGURE_BONUS : 1) });
  }

  const tokensBefore = weighed.reduce((sum, { tokens }) => sum + tokens, 0);
  const whole = [...uses.keys()].reduce((sum, stem) => sum + worthOf(stem), 0);
  const left = new Map([...uses].map(([stem, { count }]) => [stem, count]));
  const dropped = new Set<ShownSentence>();
  let tokensAfter = tokensBefore;
  let lost = 0;
  for (const { sentence, tokens, stems } of [...weighed].sort((a, b) => a.density - b.density)) {
    if (tokensBefore - tokensAfter + tokens > MOST_DROPPED * tokensBefore) break;
    const loses = stems.reduce((sum, stem) => sum + (left.get(stem) === 1 ? worthOf(stem) : 0), 0);
    if (whole > 0 && (lost + loses) / whole > 1 - LEAST_SALIENCE) continue;
    for (const stem of stems) left.set(stem, left.get(stem)! - 1);
    dropped.add(sentence);
    lost += loses;
    tokensAfter -= tokens;
  }
  if (tokensBefore === 0 || 1 - tokensAfter / tokensBefore < LEAST_SAVED) return null;
  const kept = sentences.filter((sentence) => !dropped.has(sentence));
  return { kept, tokensBefore, tokensAfter, salienceKept: whole === 0 ? 1 : 1 - lost / whole };
}
