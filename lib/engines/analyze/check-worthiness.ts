import { logistic } from '../text/curves';
import { fillerShare } from '../text/filler';
import { formOf } from '../text/form';
import { termsOf } from '../text/salience';
import { countWords } from '../text/words';
import type { ReadSentence } from './read-sentences';

/** How much a sentence is worth checking: whether it says something of the world that could turn out false and that matters to others. */

const QUESTION = /\?["'”’)\]]*$/;
/** What is only the speaker's to say: belief, wish, feeling, promise. */
const OPINION =
  /\b(?:i|we) (?:(?:just|really|also|do|don't|still|would|personally|certainly|always) )*(?:think|believe|feel|hope|guess|suppose|wish|want|like|love|hate|wonder|prefer|doubt|imagine|agree|disagree)\b|\bi'd (?:like|love|say|argue|rather)\b|\b(?:in my (?:opinion|view)|to my mind|i'm (?:sure|afraid|glad|happy|sorry|proud|certain|convinced))\b/i;
const SECOND_PERSON = /\b(?:you|your|you're|you'll|you've)\b/i;
const FIRST_PERSON = /\b(?:i|i'm|i've|i'll|me|my)\b/i;
/** Nobody can check today what will be, ought to be or might be. */
const NOT_YET = /\b(?:will|won't|'ll|going to|gonna|should|ought to|must|would|could|might|may|let's|let us|shall|if)\b/i;
const BACK_REFERENCE = /^["'“‘([]*(?:he|she|they|it|this|that|these|those|him|her|them|his|their|its|he's|she's|they're|it's|that's)\b/i;
/** Figures as they are spoken, and shares. */
const SPOKEN_FIGURE =
  /\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|hundreds?|thousands?|millions?|billions?|trillions?|percent|per cent|dozens?|decades?)|(?:a|one|two|three) (?:half|thirds?|quarters?|fifths?|tenths?)|doubled|tripled|halved|half of)\b/i;
const COMPARISON =
  /\b(?:more|less|fewer|greater|higher|lower|larger|smaller|bigger|cheaper|faster|slower|better|worse|older|younger) than\b|\b(?:the (?:most|least|first|last|only|highest|lowest|largest|biggest|smallest|best|worst|oldest|fastest|longest)|as (?:many|much) as|majority|compared (?:to|with)|never|every|all of|none of|record|nobody|no one)\b/i;
const CAUSE =
  /\b(?:because of|because|caused?|causes|causing|due to|leads? to|led to|results? in|resulted in|as a result|thanks to|responsible for|prevents?|prevented|reduces?|increases?|raises?|lowers?)\b/i;
/** Events and changes that leave a record. */
const FACTUAL =
  /\b(?:increased|decreased|fell|fallen|rose|risen|grew|grown|dropped|declined|doubled|cost|costs|spent|spends?|paid|lost|won|voted|passed|signed|banned|approved|opposed|supported|promised|admitted|killed|died|arrested|attacked|invaded|founded|created|opened|closed|built|sold|bought|raised|cut|reported|found|shows?|showed|according to|study|studies|survey|statistics|data|evidence|tax(?:es)?|jobs?|law|crime|unemployment|wages?|budget|deficit|debt|election|vaccines?|emissions)\b/i;

/** What public accounts and records are kept of: claims about it can be looked up, and matter to more than the speaker. */
const PUBLIC_MATTER =
  /\b(?:tax(?:es|payers?)?|jobs?|deficits?|debt|budget|wages?|unemployment|economy|economic|trade|tariffs?|imports?|exports?|manufacturing|welfare|pensions?|immigra\w+|refugees?|border|visas?|deport\w+|health ?care|insurance|premiums?|hospitals?|vaccin\w+|drugs?|troops|military|nuclear|terroris\w+|war|police|crimes?|criminals?|murders?|prisons?|guns?|energy|oil|emissions|climate|schools?|students?|elections?|votes?|voted|voters|senate|congress|parliament|governor|supreme court|laws?|legislation|treaty|amendment|campaign)\b/i;
/** What somebody did or always was, on record: may be said of oneself. */
const ON_RECORD =
  /\b(?:i|we|he|she|they|you)(?: have|'ve| has| had| was| were|'s|'d)?(?: never| always| already| also| just)? (?:voted|supported|opposed|signed|passed|created|cut|raised|lowered|doubled|eliminated|ended|built|won|lost|beat|paid|gave|hired|fired|fought|sued|promised|pledged|called for|against|for the|in favou?r of|enacted|approved|added|reduced|increased|secured|invested|deleted|lied|admitted|inherited|received|funded)\b/i;

/** Shorter says too little, longer says too much to be one claim. */
const LEAST_WORDS = 5;
const MOST_WORDS = 60;
const LONG_CLAIM_WORDS = 28;

/** checkWorthiness scores a tagged sentence in [0, 1]; 0 where it makes no claim at all (a question, a greeting, a fragment). */
export function checkWorthiness({ sentence, tokens, figures, uses }: ReadSentence): number {
  const { text } = sentence;
  const words = countWords(text);
  if (words < LEAST_WORDS || words > MOST_WORDS || QUESTION.test(text)) return 0;
  const filler = fillerShare(text, termsOf(text));
  if (filler >= 1) return 0;
  const verbs = tokens.filter(({ pos }) => pos === 'VERB' || pos === 'AUX');
  if (verbs.length === 0) return 0;
  const figured = figures.some(({ type, text: figure }) => type !== 'number' || /\d{2}/.test(figure)) || SPOKEN_FIGURE.test(text);
  const names = new Set(uses.map(({ name }) => name)).size;
  if (BACK_REFERENCE.test(text) && !figured && names === 0) return 0;

  let evidence = BASE;
  if (figured) evidence += 1.5;
  if (figures.length > 1) evidence += 0.4;
  evidence += 0.6 * Math.min(2, names);
  if (FACTUAL.test(text)) evidence += 0.9;
  if (COMPARISON.test(text)) evidence += 0.6;
  if (CAUSE.test(text)) evidence += 0.5;
  if (verbs.some(({ normal }) => PAST.test(normal))) evidence += 0.4;
  if (PUBLIC_MATTER.test(text)) evidence += 0.7;
  const onRecord = ON_RECORD.test(text);
  if (onRecord) evidence += 0.5;
  // What takes long to say is seldom one claim.
  evidence += 0.04 * Math.min(20, words) - 0.05 * Math.max(0, words - LONG_CLAIM_WORDS);
  if (OPINION.test(text)) evidence -= 2;
  else if (FIRST_PERSON.test(text) && !onRecord) evidence -= 0.5;
  if (SECOND_PERSON.test(text)) evidence -= 0.6;
  if (NOT_YET.test(text)) evidence -= 0.8;
  if (BACK_REFERENCE.test(text)) evidence -= 0.7;
  evidence -= 0.8 * (1 - formOf(text)) + 2 * filler;
  return logistic(evidence);
}

/** Most sentences are worth no check. */
const BASE = -2.4;
const PAST = /(?:ed$|^(?:was|were|had|did|went|came|made|took|got|gave|said|told|became|began|left|kept|held|brought|met|ran|saw)$)/;
