import { stemmer } from 'stemmer';

/**
 * ROUGE (Lin 2004) as the `rouge_score` package computes it: small letters, runs of letters and digits, words of more than three letters cut by
 * Porter's stemmer. F is the harmonic mean of precision and recall. Several references: the one with the best F, each measure by itself.
 */

export interface Rouge {
  /** F of unigrams, bigrams, and the longest common subsequence, each in [0, 1]. */
  rouge1: number;
  rouge2: number;
  /** Summary level (`rougeLsum`): the union over each reference sentence of its longest common subsequences with all candidate sentences. */
  rougeL: number;
  /** Sentence level: both texts taken as one sentence. */
  rougeLSentence: number;
}

export function rouge(candidate: string, references: readonly string[]): Rouge {
  const scores = references.map((reference) => scoreOne(candidate, reference));
  const best = (of: (score: Rouge) => number) => Math.max(0, ...scores.map(of));
  return {
    rouge1: best((score) => score.rouge1),
    rouge2: best((score) => score.rouge2),
    rougeL: best((score) => score.rougeL),
    rougeLSentence: best((score) => score.rougeLSentence),
  };
}

function scoreOne(candidate: string, reference: string): Rouge {
  const [ours, theirs] = [tokensOf(candidate), tokensOf(reference)];
  return {
    rouge1: overlap(ours, theirs, 1),
    rouge2: overlap(ours, theirs, 2),
    rougeL: summaryLevel(sentencesOf(candidate), sentencesOf(reference)),
    rougeLSentence: harmonic(commonPositions(theirs, ours).length, ours.length, theirs.length),
  };
}

const tokensOf = (text: string): string[] =>
  (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map((token) => (token.length > 3 ? stemmer(token) : token));

/** One list of tokens a sentence. */
const sentencesOf = (text: string): string[][] =>
  text
    .split(/(?<=[.!?])\s+/)
    .map(tokensOf)
    .filter((tokens) => tokens.length > 0);

function harmonic(hits: number, ours: number, theirs: number): number {
  return hits === 0 ? 0 : (2 * hits) / (ours + theirs);
}

function overlap(ours: readonly string[], theirs: readonly string[], n: number): number {
  const [a, b] = [countGrams(ours, n), countGrams(theirs, n)];
  let hits = 0;
  for (const [gram, count] of a) hits += Math.min(count, b.get(gram) ?? 0);
  return harmonic(hits, Math.max(0, ours.length - n + 1), Math.max(0, theirs.length - n + 1));
}

function countGrams(tokens: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= tokens.length; i++) {
    const gram = tokens.slice(i, i + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function summaryLevel(ours: readonly string[][], theirs: readonly string[][]): number {
  const left = countGrams(ours.flat(), 1);
  const right = countGrams(theirs.flat(), 1);
  let hits = 0;
  for (const sentence of theirs) {
    const union = new Set(ours.flatMap((other) => commonPositions(sentence, other)));
    for (const position of [...union].sort((a, b) => a - b)) {
      const token = sentence[position]!;
      // Each word counts as often as both texts have it.
      if ((left.get(token) ?? 0) <= 0 || (right.get(token) ?? 0) <= 0) continue;
      left.set(token, left.get(token)! - 1);
      right.set(token, right.get(token)! - 1);
      hits++;
    }
  }
  return harmonic(hits, ours.flat().length, theirs.flat().length);
}

/** Positions in `a` of a longest common subsequence with `b`, ascending. */
function commonPositions(a: readonly string[], b: readonly string[]): number[] {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      table[i * width + j] =
        a[i - 1] === b[j - 1] ? table[(i - 1) * width + j - 1]! + 1 : Math.max(table[(i - 1) * width + j]!, table[i * width + j - 1]!);
    }
  }
  const positions: number[] = [];
  for (let i = a.length, j = b.length; i > 0 && j > 0; ) {
    if (a[i - 1] === b[j - 1]) {
      positions.unshift(i - 1);
      i--;
      j--;
    } else if (table[i * width + j - 1]! > table[(i - 1) * width + j]!) j--;
    else i--;
  }
  return positions;
}
