/** From the words of one chunk to timed segments, a sentence each. Also loaded inside the speech thread, so relative imports only. */
import type { Segment } from '../../core/runs/content';
import type { Region } from './vad/speech';

/** A pause this near to where a sentence should end is where it ends. */
const SNAP_SECONDS = 1.5;

const SENTENCE_END = /[.?!…]["'”’)\]]*$/;
/** They end in a full stop and no sentence does; so do single letters. */
const ABBREVIATION = /^(?:[a-z]|mr|mrs|ms|dr|st|jr|sr|prof|gen|sen|rep|gov|col|capt|lt|no|vs|i\.e|e\.g|u\.s|a\.m|p\.m)\.$/i;

interface Written {
  /** One word with its punctuation. */
  text: string;
}

/** splitSentences groups words; the last group may lack its full stop. */
export function splitSentences<W extends Written>(words: readonly W[]): W[][] {
  const sentences: W[][] = [];
  let open = false;
  for (const word of words) {
    if (!open) sentences.push([]);
    sentences.at(-1)!.push(word);
    open = !SENTENCE_END.test(word.text) || ABBREVIATION.test(word.text);
  }
  return sentences;
}

/** textOf writes words out. */
export const textOf = (words: readonly Written[]): string => words.map(({ text }) => text).join(' ');

/** The moment at which `share` of the speech in these regions has been said. */
function momentOf(share: number, regions: readonly Region[]): number {
  let left = share * regions.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0);
  for (const { startSeconds, endSeconds } of regions) {
    if (left <= endSeconds - startSeconds) return startSeconds + left;
    left -= endSeconds - startSeconds;
  }
  return regions.at(-1)!.endSeconds;
}

const distance = (moment: number, { startSeconds, endSeconds }: Region) => Math.max(startSeconds - moment, moment - endSeconds, 0);

/**
 * placeCuts finds when sentences end. The recogniser gives no times, so a cut is first put where its share of the letters falls in the time
 * that was spoken, and then moved to the nearest pause, if one is near. A cut is the pause itself, or a moment. In order; no pause serves twice.
 */
export function placeCuts(shares: readonly number[], regions: readonly Region[]): Region[] {
  const pauses = regions.slice(1).map((next, i) => ({ startSeconds: regions[i]!.endSeconds, endSeconds: next.startSeconds }));
  let used = -1;
  let after = regions[0]!.startSeconds;
  return shares.map((share) => {
    const moment = Math.max(momentOf(share, regions), after);
    let nearest = -1;
    for (let i = used + 1; i < pauses.length; i++) {
      if (pauses[i]!.startSeconds < after) continue;
      if (nearest < 0 || distance(moment, pauses[i]!) < distance(moment, pauses[nearest]!)) nearest = i;
    }
    const snaps = nearest >= 0 && distance(moment, pauses[nearest]!) <= SNAP_SECONDS;
    if (snaps) used = nearest;
    const cut = snaps ? pauses[nearest]! : { startSeconds: moment, endSeconds: moment };
    after = cut.endSeconds;
    return cut;
  });
}

/**
 * toSegments gives the sentences of what was said in these regions, in order. The first start and the last end are exact (from voice activity);
 * cuts inside are exact where a pause marks them, else estimated. None when nothing was said. `confidenceOf` rates a sentence.
 */
export function toSegments<W extends Written>(
  regions: readonly Region[],
  words: readonly W[],
  confidenceOf: (sentence: readonly W[]) => number | null,
): Segment[] {
  const sentences = splitSentences(words);
  const letters = sentences.map((sentence) => textOf(sentence).length);
  const all = letters.reduce((sum, count) => sum + count, 0);
  let said = 0;
  const shares = letters.slice(0, -1).map((count) => {
    said += count;
    return said / all;
  });
  const cuts = placeCuts(shares, regions);
  return sentences.map((sentence, i) => ({
    startSeconds: i === 0 ? regions[0]!.startSeconds : cuts[i - 1]!.endSeconds,
    endSeconds: i === sentences.length - 1 ? regions.at(-1)!.endSeconds : cuts[i]!.startSeconds,
    text: textOf(sentence),
    confidence: confidenceOf(sentence),
    speaker: null,
  }));
}
