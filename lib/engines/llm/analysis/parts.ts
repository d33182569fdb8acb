import type { CountTokens } from '../tokens';
import type { ShownSentence } from './shown';

/** A stretch of an item that is read in one request. */
export interface Part {
  index: number;
  /** Offsets into the transcript's text, [start, end). */
  start: number;
  end: number;
  /** What the model is shown. */
  text: string;
  tokens: number;
}

/**
 * cutParts cuts what is shown into parts of at most `mostTokens` and of about the same size, between sentences, where it can between blocks (paragraphs,
 * turns). A single longer sentence is cut anywhere.
 */
export function cutParts(sentences: readonly ShownSentence[], mostTokens: number, countTokens: CountTokens): Part[] {
  const pieces = sentences.flatMap((sentence) => splitLong(sentence, mostTokens, countTokens));
  const total = pieces.reduce((sum, { tokens }) => sum + tokens, 0);
  const count = Math.max(1, Math.ceil(total / (mostTokens * 0.92)));
  const target = total / count;
  const parts: Part[] = [];
  let own: typeof pieces = [];
  let tokens = 0;
  const close = () => {
    if (own.length > 0) parts.push({ index: parts.length, start: own[0]!.start, end: own.at(-1)!.end, text: textOf(own), tokens });
    own = [];
    tokens = 0;
  };
  for (const piece of pieces) {
    const newBlock = own.length > 0 && own.at(-1)!.block !== piece.block;
    const enough = tokens >= target || (newBlock && tokens >= target * 0.85);
    // The last one takes the rest.
    if (tokens + piece.tokens > mostTokens || (enough && parts.length < count - 1)) close();
    own.push(piece);
    tokens += piece.tokens;
  }
  close();
  return parts;
}

type Piece = ShownSentence & { tokens: number };

function splitLong(sentence: ShownSentence, mostTokens: number, countTokens: CountTokens): Piece[] {
  // One for the line end or space that joins it to the next.
  const tokens = countTokens(sentence.shown) + 1;
  if (tokens <= mostTokens || sentence.shown.length < 2) return [{ ...sentence, tokens }];
  const middle = Math.floor(sentence.shown.length / 2);
  const place = sentence.start + Math.floor((sentence.end - sentence.start) / 2);
  return [
    { ...sentence, shown: sentence.shown.slice(0, middle), end: place },
    { ...sentence, shown: sentence.shown.slice(middle), start: place },
  ].flatMap((half) => splitLong(half, mostTokens, countTokens));
}

/** A line per block, with who speaks. */
function textOf(pieces: readonly Piece[]): string {
  let text = '';
  let block: number | null = null;
  for (const { shown, block: own, speaker } of pieces) {
    if (own !== block) text += `${text === '' ? '' : '\n'}${speaker ? `${speaker}: ` : ''}`;
    else text += ' ';
    text += shown;
    block = own;
  }
  return text;
}
