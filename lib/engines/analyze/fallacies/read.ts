import type { Rule } from './rule';

/** A sentence as the rules read it. */
export interface Reading {
  /** Verbatim but for straight apostrophes and single spaces in place of other white space: as long as the quote, so offsets carry over. */
  text: string;
  /** The same of the neighbours in the same stretch; empty where there are none. */
  before: string;
  after: string;
}

export interface Hit {
  rule: Rule;
  /** Offsets of the cue in `Reading.text`. */
  start: number;
  end: number;
  confidence: number;
}

/** straight keeps the length. */
export const straight = (verbatim: string): string => verbatim.replace(/[’‘]/g, "'").replace(/\s/g, ' ');

const TAG_QUESTION =
  /,? (?:right|ok|okay|correct|huh|eh|you know|(?:is|are|do|does|did|has|have|was|were|ca|wo)n't (?:it|you|they|he|she|we)|then)\s*\?+\s*$/i;
/** Somebody talks about fallacies, not in one. */
const ABOUT_FALLACIES =
  /\b(?:fallac(?:y|ies|ious)|ad hominem|straw ?m[ae]n|slippery slope|bandwagon|rhetorical(?:ly)?|logical error|cognitive bias|whataboutism)\b/i;
const DENIED =
  /\b(?:not|isn't|aren't|doesn't|don't|never|myth|wrong to (?:say|think)|false|untrue|nobody (?:says|said|thinks)|no one (?:says|said|thinks)|not saying|i'm not)(?: (?:true|say|saying|think|mean|because|that|the case|just|as if|to say|claim)){0,3}\s*$/i;
/** The words are somebody else's, told here. Kin as a witness is not meant: there the report is the argument. */
const REPORTED =
  /\b(?:he|she|they|officials?|critics|police|prosecutors|spokes\w+|[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:said|says|told|claimed|claims|argued|argues|wrote|writes|added|tweeted|insisted|alleged|testified|replied|asked|shouted|yelled)\b|\baccording to\b/;
const INNER_QUOTE = /["“][^"“”]{8,}["”]/;
const REPORTED_LOSS = 0.15;
const LEAST_CONFIDENCE = 0.5;

export const isAboutFallacies = ({ text, before }: Pick<Reading, 'text' | 'before'>): boolean =>
  ABOUT_FALLACIES.test(text) || ABOUT_FALLACIES.test(before);

/** judge says whether one rule finds its fallacy in a sentence, and how sure that is. Null when not. */
export function judge(rule: Rule, { text, before, after }: Reading): Hit | null {
  const match = rule.pattern.exec(text);
  if (!match) return null;
  const question = /\?["'”)]*\s*$/.test(text) && !TAG_QUESTION.test(text);
  if (question ? !rule.question : rule.question === 'only') return null;
  if (rule.unless?.test(text)) return null;
  if (rule.before && !rule.before.test(before)) return null;
  if (rule.near && ![text, before, after].some((one) => rule.near?.test(one))) return null;
  if (isAboutFallacies({ text, before })) return null;
  if (DENIED.test(text.slice(0, match.index))) return null;
  const told = rule.name !== 'appeal_to_authority' && (REPORTED.test(text) || INNER_QUOTE.test(text));
  const confidence = rule.confidence - (told ? REPORTED_LOSS : 0);
  if (confidence < LEAST_CONFIDENCE) return null;
  return { rule, start: match.index, end: match.index + match[0].length, confidence };
}

/** With several fallacies in a sentence the surest is told; the others are mostly the same words read twice. */
export function surest(hits: readonly Hit[]): Hit | null {
  let best: Hit | null = null;
  for (const hit of hits) if (!best || hit.confidence > best.confidence) best = hit;
  return best;
}
