import { standAlone } from '../text/tidy';

/** Words that hedge or fill and can go from any place in a spoken sentence. */
const HEDGES =
  /(?:,\s*)?\b(?:you know|i mean|sort of|kind of|kinda|sorta|basically|actually|obviously|really|just|i guess|like i said|or something(?: like that)?|or whatever|and stuff(?: like that)?)\b(?:\s*,)?/gi;
const SAID_TWICE = /\b([\p{L}'’]+)(?:[\s,]+\1\b)+/giu;
/** A word broken off after its first letter (`the d the chip`), which stands alone as no word does. */
const BROKEN_OFF = /(^|\s)[b-hj-zB-HJ-Z](?=\s)/g;

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
