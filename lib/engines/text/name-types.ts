import compromise from 'compromise';
import type { Entity } from '@/lib/core/runs/content';

/** What kind of thing a proper name names, from its own words. compromise's lexicon knows given names, countries, cities and many firms. */

const ORGANIZATION =
  /\b(?:inc|corp|corporation|company|co|ltd|llc|plc|gmbh|group|holdings|university|college|school|institute|institution|academy|ministry|department|agency|bureau|commission|committee|council|court|parliament|congress|senate|party|union|association|federation|foundation|society|bank|hospital|church|police|army|navy|force|fund|trust|league|club|times|post|journal|news|network|team|alliance|organi[sz]ation|authority|administration|service|services|laboratory|labs?|museum|board|coalition|movement)\b/i;
const PLACE =
  /\b(?:city|county|state|republic|kingdom|island|islands|river|lake|mount|mountains?|sea|ocean|bay|street|avenue|road|square|park|airport|valley|desert|coast|province|district|region|peninsula|strait|canal|bridge|station|beach|town|village|hills?)\b/i;
/** Before a name, these say what it is. */
const PERSON_BEFORE =
  /\b(?:mr|mrs|ms|dr|prof|professor|sir|president|senator|sen|rep|congressman|congresswoman|governor|gov|minister|chancellor|judge|justice|captain|general|chief executive|ceo|author|actor|singer|spokes(?:man|woman|person)|correspondent|reporter|by)\.?\s*$/i;
const PLACE_BEFORE = /\b(?:in|near|across|throughout|outside|inside)\s*$/i;
/** After a name, these say that it is a person. */
const PERSON_AFTER =
  /^,?\s*(?:said|says|told|tells|argued|argues|thinks|believes|wrote|writes|explained|who\b|is a (?:man|woman|doctor|professor|lawyer))/i;

const CACHE_LIMIT = 5_000;
const lexicon = new Map<string, Entity['type'] | null>();

/** fromLexicon types a name by compromise's lexicon; null where it does not know. */
function fromLexicon(name: string): Entity['type'] | null {
  const known = lexicon.get(name);
  if (known !== undefined) return known;
  if (lexicon.size >= CACHE_LIMIT) lexicon.clear();
  const view = compromise(name.slice(0, 80));
  const type = view.people().found ? 'person' : view.places().found ? 'place' : view.organizations().found ? 'organization' : null;
  lexicon.set(name, type);
  return type;
}

/** isPerson says whether a name of several words is a person's by its given name. */
export function isPerson(name: string): boolean {
  return /\s/.test(name) && !ORGANIZATION.test(name) && !PLACE.test(name) && fromLexicon(name) === 'person';
}

export interface NameContext {
  /** Text before and after one mention, in its sentence. */
  before: string;
  after: string;
}

/** typeOf types a name by its own words first, then by the words around its mentions. `isSpeaker`: the source lists it as speaking. */
export function typeOf(name: string, contexts: readonly NameContext[], isSpeaker: boolean): Entity['type'] {
  if (isSpeaker) return 'person';
  const severalWords = /\s/.test(name);
  if (severalWords && ORGANIZATION.test(name)) return 'organization';
  if (severalWords && PLACE.test(name)) return 'place';
  const told = fromLexicon(name);
  if (told) return told;
  const share = (test: (context: NameContext) => boolean) => contexts.filter(test).length / Math.max(1, contexts.length);
  if (share(({ before, after }) => PERSON_BEFORE.test(before) || PERSON_AFTER.test(after)) >= 0.3) return 'person';
  if (/^\p{Lu}{2,5}$/u.test(name)) return 'organization';
  if (share(({ before }) => PLACE_BEFORE.test(before)) >= 0.5 && contexts.length >= 2) return 'place';
  return 'other';
}
