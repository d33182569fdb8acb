import type { Sentence } from '../../text/sentences';

/** A sentence that takes a side. */
export interface Stance {
  sentence: Sentence;
  /** 1 speaks for something, -1 against. */
  side: 1 | -1;
  /** Who takes it, as the source or the sentence tells; null when neither does. */
  holder: string | null;
  /** How plainly, > 0. */
  strength: number;
  /** Sets itself against what was said before (`however`, `critics say`). */
  contrasts: boolean;
}

const ARGUES =
  /\b(?:should(?:n't)?|must(?:n't)?|ought to|need(?:s)? to|have to|has to|i (?:think|believe|feel|disagree|agree|support|oppose)|we believe|in my (?:view|opinion)|argu(?:e|es|ed)|oppos(?:e|es|ed)|support(?:s|ed)?|favou?rs?|insist(?:s|ed)?|better|worse|wrong|mistake|problem with|harmful|dangerous|essential|benefits?|in favou?r of|against)\b/gi;
const AGAINST =
  /\b(?:oppos(?:e|es|ed|ing)|against|disagree[sd]?|wrong|worse|worst|mistake|harm(?:s|ful|ed)?|hurts?|dangerous|danger|bad|problem|fails?|failed|useless|waste|unfair|unsafe|threat(?:ens)?|ban(?:s|ned|ning)?|abolish|stop|reject(?:s|ed)?|destroys?|costs? too much|too (?:expensive|risky|dangerous)|unnecessary|nonsense|disaster)\b/gi;
const FOR =
  /\b(?:support(?:s|ed|ing)?|favou?rs?|agree[sd]?|right|better|best|good|benefits?|beneficial|essential|necessary|important|helps?|saves?|improves?|protects?|works|fair|safe|safer|should|must|ought to|needs? to|deserves?|cheaper|healthier|solution|valuable|worth)\b/gi;
const NEGATION =
  /\b(?:not|never|no|cannot|neither|nor|hardly|without|isn't|aren't|don't|doesn't|didn't|won't|wouldn't|shouldn't|can't|mustn't)\b/i;
const CONTRASTS =
  /^(?:but|however|yet|still|on the other hand|by contrast|in contrast|others|critics|opponents|no\b|i disagree|i don't agree|nonetheless|that's wrong)\b|\b(?:disagrees?|critics|opponents|on the other hand)\b/i;
const NAME = String.raw`[A-Z][\p{L}'’-]+(?: [A-Z][\p{L}.'’-]+){0,3}|(?:[Cc]ritics|[Oo]pponents|[Ss]upporters|[Aa]dvocates|[Pp]roponents|[Oo]thers)`;
const REPORTS = new RegExp(
  String.raw`(?:^|[\s,“"])(${NAME})(?:, [^,]{3,60},)? (?:says|said|argues|argued|believes|believed|claims|claimed|insists|insisted|thinks|warns|warned|supports|supported|opposes|opposed|say|argue|believe|claim|insist|warn|support|oppose)\b`,
  'u',
);
const NOBODY = /^(?:I|He|She|They|We|It|You|That|This|But|And|So|Who|There|What|Some|Many|People|Others?|others?)$/;
const LEAST_WORDS = 6;
const MOST_WORDS = 60;

/** stanceOf reads the side a sentence takes; null where it argues nothing, asks, or takes no clear side. */
export function stanceOf(sentence: Sentence): Stance | null {
  const text = sentence.text.replace(/’/g, "'");
  const words = text.split(/\s+/, MOST_WORDS + 1).length;
  if (words < LEAST_WORDS || words > MOST_WORDS || text.length > 600 || /\?["')]*$/.test(text)) return null;
  const strength = text.match(ARGUES)?.length ?? 0;
  if (strength === 0) return null;
  const balance = polarity(text, FOR) - polarity(text, AGAINST);
  if (balance === 0) return null;
  return { sentence, side: balance > 0 ? 1 : -1, holder: sentence.speaker ?? reporter(text), strength, contrasts: CONTRASTS.test(text) };
}

/** Counts words, each turned round by a negation shortly before it (or grown onto it: `should not`). */
function polarity(text: string, wordsOfSide: RegExp): number {
  let sum = 0;
  for (const match of text.matchAll(wordsOfSide)) {
    const around = `${text.slice(Math.max(0, match.index - 18), match.index)} ${/^(?:n't| not| never)/.exec(text.slice(match.index + match[0].length))?.[0] ?? ''}`;
    sum += NEGATION.test(around) || /n't| never| not/.test(around) ? -1 : 1;
  }
  return sum;
}

function reporter(text: string): string | null {
  const name = REPORTS.exec(text)?.[1];
  return name && !NOBODY.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : null;
}
