/** From tokens to words that keep their probability. Loaded inside the speech thread, so relative imports only. */
import tokenizer from 'llama-tokenizer-js';

export interface Word {
  /** As written, punctuation included, without spaces around it. */
  text: string;
  /** Sum of the natural logarithms of its tokens' probabilities, and how many they are. */
  logProbability: number;
  tokens: number;
}

const SPACE = '▁';

/** toWords joins tokens to the words that they spell. Tokens beyond the vocabulary say nothing and are left out. */
export function toWords(tokens: readonly number[], logProbabilities: readonly number[]): Word[] {
  const groups: { ids: number[]; logProbability: number }[] = [];
  for (const [i, id] of tokens.entries()) {
    const piece = tokenizer.vocabById[id];
    if (piece === undefined) continue;
    const group = groups.at(-1);
    if (group === undefined || piece.startsWith(SPACE)) groups.push({ ids: [id], logProbability: logProbabilities[i]! });
    else {
      group.ids.push(id);
      group.logProbability += logProbabilities[i]!;
    }
  }
  return groups
    .map(({ ids, logProbability }) => ({ text: tokenizer.decode(ids, false, false).trim(), logProbability, tokens: ids.length }))
    .filter(({ text }) => text !== '');
}
