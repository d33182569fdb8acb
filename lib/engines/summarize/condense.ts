import { standAlone } from '../text/tidy';

/** Words that hedge or fill and can go from most places in a spoken sentence. */
const HEDGE =
  'you know|i mean|basically|actually|obviously|really|just|i guess|like i said|or something(?: like that)?|or whatever|and stuff(?: like that)?';
/** `what kind of`, `a sort of` and `that sort of` name a kind; elsewhere the words only soften. */
const SOFTENER = `(?<!\\b(?:a|an|the|what|which|this|that|these|those|any|some|every|each|all|no|one|two|same|other|new|different|certain|right|wrong) )(?:sort of|kind of|kinda|sorta)`;
/** `not just` and `not really` say something else than `not`. */
const AFTER_DENIAL = `(?<!(?:\\bnot|n['’]t|\\bnever|\\bno|\\bwithout|\\bnor|\\bhardly) )`;
const HEDGES = new RegExp(`(?:,\\s*)?${AFTER_DENIAL}\\b(?:${HEDGE}|${SOFTENER})\\b(?:\\s*,)?`, 'gi');
/** Figures may be said twice and mean it: `twenty twenty`. */
const SAID_TWICE =
  /\b(?!(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|billion)\b)([\p{L}'’]+)(?:[\s,]+\1\b)+/giu;
/** A word broken off after its first letter (`the d design`). */
const BROKEN_OFF = /(^|\s)([b-hj-z])\s+(?=\2)/g;

/**
 * condense makes a spoken sentence read like a written one: hedges, repeated and broken-off words go, besides what standAlone takes. Every
 * word that stays was said, in that order. A sentence that would lose more than half of its words is left whole.
 */
export function condense(tidied: string): string {
  const short = tidied
    .replace(HEDGES, ' ')
    .replace(BROKEN_OFF, '$1')
    .replace(/\s+/g, ' ')
    .replace(SAID_TWICE, '$1')
    .replace(/\s+([,.;:?!])/g, '$1')
    .replace(/^[\s,.;:]+/, '');
  const kept = short.split(' ').length >= tidied.split(' ').length / 2 ? short : tidied;
  return standAlone(kept);
}
