import type { Term } from './salience';
import { words } from './words';

/** Sentences that tell nothing of the world: greetings, thanks, calls to act, praise for sale, small talk, song. */

/** Talk to the audience about the show itself. */
const PATTER =
  /\b(?:welcome (?:back|to|everyone)|thank(?:s| you) (?:so much |very much )?(?:for|everyone|everybody|guys|all)|(?:don't forget|remember) to|hit (?:that|the) (?:like|bell|subscribe)|subscribe|like and|smash that|link(?:s)? (?:in|is in|are in) the|in the description|leave (?:a|your|me a) (?:comment|review|like)|let (?:me|us) know (?:in|what you)|comments? (?:below|down)|stay tuned|see you (?:next|in the next|soon|tomorrow|later)|next (?:video|episode|time|week)|today's (?:video|episode|sponsor|show)|brought to you|sponsor(?:ed)? (?:by|of)|promo code|coupon|check (?:it|us|them|this) out|check out (?:our|the|my)|follow (?:me|us)|good (?:morning|afternoon|evening|night)|how are (?:you|things)|how's it going|nice to (?:meet|see|have)|happy to be here|without further ado|let's (?:get|dive|jump) (?:into|in|started|right)|bye(?:-bye| bye)?|take care|have a (?:great|good|nice|wonderful|lovely))\b/i;
/** Asks to buy, or says what is for sale is good. */
const SELLING =
  /\b(?:call (?:now|today|us)|order (?:now|today|yours)|buy (?:now|one|yours)|act now|hurry|limited time|while supplies last|for free|free (?:trial|shipping|gift|sample)|money.back|save (?:up to|money|big|now|\$?\d)|only \$\d|just \$\d|starting at \$|per month|no (?:obligation|contract|purchase)|terms (?:and conditions )?apply|available (?:now|at|in stores)|in stores|at your (?:local|nearest)|visit (?:us|your|our)|dot com|toll.free|one eight hundred|1-8\d\d|ask your doctor|side effects|new and improved|introducing|you deserve|because you're worth|guarantee[ds]?|% off|percent off|on sale|deals?\b|get (?:yours|one|it) (?:now|today)|try (?:it|new|our|the new)|download (?:the|our) app|sign up|taste|delicious|refreshing|brand new|dealer|discount|bargain|pick up (?:a|some|your))\b/i;
/** Begins with an order to the hearer. */
const IMPERATIVE =
  /^(?:so |and |then |now |just |please )*(?:get|call|try|visit|buy|come|ask|see|save|order|join|discover|find out|enjoy|treat|stop|go|grab|taste|feel|imagine|let|give|take|make|keep|bring|have|click|look|choose|start)\b/i;
const SECOND_PERSON = /\b(?:you|your|yours|you're|you'll|you've|ya|thee|thou|thy|thine)\b/i;
const FIRST_PERSON = /\b(?:i|i'm|i'll|i've|i'd|me|my|mine|we|us|our)\b/i;
/** Words that hardly occur outside verse. */
const VERSE =
  /\b(?:thee|thou|thy|thine|o'er|ev['’]ry|e['’]er|ne['’]er|heav['’]n\w*|hath|doth|ye|amid|lo|hark|hallelujah|alleluia|hosanna|behold|la la|na na|oh oh|yeah yeah|ooh|baby|whoa)\b/gi;
/** A sentence whose words weigh less in sum says next to nothing. */
const LEAST_MASS = 1;

/** fillerShare is how much of a sentence's words are filler, [0, 1]. `terms` are its content words; figures in it speak against filler. */
export function fillerShare(sentence: string, terms: readonly Term[]): number {
  const mass = terms.reduce((sum, { weight }) => sum + weight, 0);
  if (mass < LEAST_MASS || PATTER.test(sentence)) return 1;
  if ((sentence.match(VERSE)?.length ?? 0) >= 2) return 1;
  const addressed = SECOND_PERSON.test(sentence);
  if (SELLING.test(sentence)) return addressed || IMPERATIVE.test(sentence) || sentence.endsWith('!') ? 1 : 0.75;
  if (IMPERATIVE.test(sentence)) return 0.7;
  const personal = FIRST_PERSON.test(sentence);
  const short = words(sentence).length < 6;
  let share = Math.min(1, LEAST_MASS / mass) * 0.3;
  if (addressed) share += 0.15;
  if (personal) share += 0.05;
  if (/[!?]$/.test(sentence)) share += 0.3;
  if (short) share += 0.3;
  return Math.min(1, share);
}
