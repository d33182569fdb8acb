import type { Sentence } from '../../text/sentences';
import { leaningOf } from './side';

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
/** Less is no side. */
const LEAST_LEANING = 0.5;

/** stanceOf reads the side a sentence takes; null where it argues nothing, asks, or takes no clear side. */
export function stanceOf(sentence: Sentence): Stance | null {
  const text = sentence.text.replace(/’/g, "'");
  const words = text.split(/\s+/, MOST_WORDS + 1).length;
  if (words < LEAST_WORDS || words > MOST_WORDS || text.length > 600 || /\?["')]*$/.test(text)) return null;
  const strength = text.match(ARGUES)?.length ?? 0;
  if (strength === 0) return null;
  const leaning = leaningOf(text);
  if (Math.abs(leaning) < LEAST_LEANING) return null;
  return { sentence, side: leaning > 0 ? 1 : -1, holder: sentence.speaker ?? reporter(text), strength, contrasts: CONTRASTS.test(text) };
}

function reporter(text: string): string | null {
  const name = REPORTS.exec(text)?.[1];
  return name && !NOBODY.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : null;
}
