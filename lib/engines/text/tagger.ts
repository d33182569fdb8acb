import model from 'wink-eng-lite-web-model';
import winkNLP, { type PartOfSpeech } from 'wink-nlp';

/** Parts of speech, lemmas and figures of English sentences, by wink-nlp's small model (loaded on first use, about 80 ms). */

export interface Token {
  /** As written. */
  text: string;
  /** In small letters; contractions are taken apart (`didn't` is `did` and `n't`). */
  normal: string;
  pos: PartOfSpeech;
  /** Stands in the scope of a negation. */
  negated: boolean;
  /** False for the second part of a contraction and for punctuation that touches the word before it. */
  spaceBefore: boolean;
}

export type FigureType = 'date' | 'time' | 'duration' | 'money' | 'percent' | 'number';

export interface Figure {
  text: string;
  type: FigureType;
}

export interface TaggedSentence {
  tokens: Token[];
  figures: Figure[];
}

const FIGURE_TYPES: Record<string, FigureType> = {
  DATE: 'date',
  TIME: 'time',
  DURATION: 'duration',
  MONEY: 'money',
  PERCENT: 'percent',
  CARDINAL: 'number',
};

let nlp: ReturnType<typeof winkNLP> | null = null;

/** tag tags one sentence. About 50,000 words a second; call it in a paced loop. */
export function tag(sentence: string): TaggedSentence {
  nlp ??= winkNLP(model, ['sbd', 'negation', 'pos', 'ner']);
  const { its } = nlp;
  const document = nlp.readDoc(sentence);
  const tokens = document.tokens();
  const texts = tokens.out() as string[];
  const normals = tokens.out(its.normal) as string[];
  const parts = tokens.out(its.pos) as PartOfSpeech[];
  const negated = tokens.out(its.negationFlag) as boolean[];
  const spaces = tokens.out(its.precedingSpaces) as string[];
  const details = document.entities().out(its.detail) as { value: string; type: string }[];
  return {
    tokens: texts.map((text, i) => ({ text, normal: normals[i]!, pos: parts[i]!, negated: negated[i]!, spaceBefore: spaces[i] !== '' })),
    figures: details.flatMap(({ value, type }) => (FIGURE_TYPES[type] ? [{ text: value, type: FIGURE_TYPES[type] }] : [])),
  };
}

let feelings: ReturnType<typeof winkNLP> | null = null;

/** sentimentOf is how kindly a text speaks, from -1 to 1, by a lexicon of words with their negations. */
export function sentimentOf(text: string): number {
  feelings ??= winkNLP(model, ['sbd', 'negation', 'sentiment']);
  return feelings.readDoc(text).out(feelings.its.sentiment) as unknown as number;
}
