import { sentimentOf } from '../../text/tagger';

/** Which way a text leans, by its words: those that speak for something, those that speak against, and its sentiment. English only. */

const FOR =
  /\b(?:support(?:s|ed|ing)?|favou?rs?|agree[sd]?|right|rights|better|best|good|benefits?|beneficial|essential|necessary|important|helps?|helping|saves?|improv(?:e|es|ed|ing)|protect(?:s|ing|ion)?|works|fair|fairer|safe|safer|should|must|ought to|needs? to|deserves?|cheaper|healthier|solution|valuable|worth|allow(?:s|ed|ing)?|promot(?:e|es|ing)|encourag(?:e|es|ing)|increase[sd]?|strengthens?|enabl(?:e|es|ing)|freedom|effective|successful|legitimate|justified|moral|opportunit(?:y|ies)|legali[sz]e[sd]?|adopt(?:ed)?)\b/gi;
const AGAINST =
  /\b(?:oppos(?:e|es|ed|ing)|against|disagree[sd]?|wrong|worse|worst|mistake|harm(?:s|ful|ed|ing)?|hurts?|dangerous|dangers?|bad|problems?|fails?|failed|useless|waste|unfair|unsafe|threat(?:ens?)?|ban(?:s|ned|ning)?|abolish(?:ed)?|stop|reject(?:s|ed)?|destroys?|costs?|costly|too (?:expensive|risky|dangerous|much)|unnecessary|nonsense|disaster|undermin(?:e|es|ing)|violat(?:e|es|ion|ing)|infring(?:e|es|ing)|abuse[sd]?|risk[sy]?|los[se]|loses?|limit(?:s|ed|ing)?|restrict(?:s|ed|ing|ions?)?|prevents?|discriminat\w+|ineffective|impossible|impractical|unrealistic|immoral|illegal|unjust|unjustified|corrupt(?:ion)?|burden|damag(?:e|es|ing)|exploit\w*|erod(?:e|es)|weaken(?:s|ed)?|distract\w*|difficult|hard to|little|fewer|less|lack(?:s|ing)?|alternatives?|instead|already)\b/gi;
const NEGATION =
  /\b(?:not|never|no|cannot|neither|nor|hardly|without|isn't|aren't|don't|doesn't|didn't|won't|wouldn't|shouldn't|can't|mustn't|nothing)\b/i;
/** How far before a word its negation may stand, in characters. */
const NEGATION_REACH = 20;
const SENTIMENT_COUNTS = 0.5;
/** A denial that turns no word round still denies something. */
const DENIAL = 0.3;
/** A claim that calls for an end, or finds fault: who speaks for its subject speaks against it. */
const AGAINST_ITS_SUBJECT =
  /\b(?:ban(?:ned)?|abolish(?:ed)?|prohibit(?:ed)?|end|stop|reject|illegal|wrong|harm\w*|bad|against|fail\w*|should not|shouldn't|must not|outlaw\w*|limit|restrict\w*|dangerous|threat|unjustified|cannot|is not|not be|never|withdraw|removed?|scrap|eliminated?)\b/i;

/** leaningOf is above 0 where a text speaks for its subject, below where it speaks against; 0 tells nothing. About -3 to 3. */
export function leaningOf(verbatim: string): number {
  const text = verbatim.replace(/’/g, "'");
  const denial = NEGATION.test(text) ? DENIAL : 0;
  return count(text, FOR) - count(text, AGAINST) + SENTIMENT_COUNTS * sentimentOf(text) - denial;
}

/** sideTowards says whether a text supports a claim (1) or undermines it (-1), told that it is about it. */
export function sideTowards(claim: string, text: string): 1 | -1 {
  const towardsSubject = leaningOf(text) >= 0 ? 1 : -1;
  return AGAINST_ITS_SUBJECT.test(claim) ? (-towardsSubject as 1 | -1) : towardsSubject;
}

/** Counts words, each turned round by a negation shortly before it (or grown onto it: `should not`). */
function count(text: string, wordsOfSide: RegExp): number {
  let sum = 0;
  for (const match of text.matchAll(wordsOfSide)) {
    const before = text.slice(Math.max(0, match.index - NEGATION_REACH), match.index);
    const grownOn = /^(?:n't| not| never)/.test(text.slice(match.index + match[0].length));
    sum += grownOn || NEGATION.test(before) || /n't| never| not/.test(before) ? -1 : 1;
  }
  return sum;
}
