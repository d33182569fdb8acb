/** One way in which a fallacy shows in the wording of a sentence. */
export interface Rule {
  /** Standard name in snake_case. */
  name: string;
  /**
   * What gives it away; the match is the cue. Gaps are bounded, so no sentence is slow. Written for straight apostrophes and single spaces,
   * and always without regard to capitals.
   */
  pattern: RegExp;
  /** The sentence is left alone when it also says this. */
  unless?: RegExp;
  /** The sentence, or the one before or after it, must say this. */
  near?: RegExp;
  /** The sentence before must say this (same speaker, same paragraph); the quote then holds both. */
  before?: RegExp;
  /** Whether the wording counts in questions, which assert nothing: default no. Tag questions (`…, right?`) are statements. */
  question?: 'also' | 'only';
  /** [0, 1] in a plain statement. */
  confidence: number;
  /** Why the cue is a fallacy, in plain words. */
  why: (cue: string) => string;
}

/** pattern compiles alternatives written over several lines; spaces at line ends and line breaks are not part of it. */
export function pattern(source: TemplateStringsArray, ...parts: string[]): RegExp {
  return new RegExp(
    String.raw(source, ...parts)
      .split('\n')
      .map((line) => line.trim())
      .join(''),
    'i',
  );
}

/** Draws a conclusion, or says what ought to be. */
export const CONCLUDES = pattern`\b(?:so|therefore|thus|hence|that's why|that is why|which (?:means|proves|shows)|this (?:means|proves|shows)|
  should(?:n't)?|must|ought to|obviously|clearly|needs? to|no reason to|why (?:change|should|would))\b`;

/** Groups of people, as they are spoken of. */
export const GROUPS =
  String.raw`(?:(?:asylum seekers|refugees|immigrants|migrants|foreigners|muslims|christians|jews|catholics|atheists|women|men|girls|boys|feminists|politicians|
  liberals|conservatives|republicans|democrats|socialists|communists|leftists|environmentalists|activists|protesters|millennials|boomers|teenagers|teens|
  americans|germans|russians|chinese|arabs|mexicans|africans|europeans|lawyers|journalists|bankers|cops|police officers|teachers|students|doctors|scientists|
  vegans|vegetarians|hunters|smokers|drivers|gamers|celebrities|musicians|corporations|ceos|billionaires|criminals|addicts|drug users|gun owners|
  (?:rich|poor|young|old|black|white|gay|religious|homeless|unemployed|fat|smart|those|these|such|bad) (?:people|kids|folks|guys))\b)`
    .split('\n')
    .map((line) => line.trim())
    .join('');

/** Names people call each other. */
export const INSULTS =
  String.raw`(?:idiots?|morons?|fools?|liars?|hypocrites?|hypocritical|retards?|retarded|clowns?|losers?|cowards?|crooks?|criminals?|drug addicts?|junkies?|racists?|bigots?|
  fascists?|nazis?|snowflakes?|trolls?|shills?|psychopaths?|scumbags?|imbeciles?|ignorant|stupid|dumb|brainless|pathetic|brainwashed|delusional|clueless|
  uneducated|heartless|selfish|dishonest|lazy|evil|a disgrace|insane|corrupt|sheep|frauds?|monsters?|jerks?|assholes?|dumbass(?:es)?)\b`
    .split('\n')
    .map((line) => line.trim())
    .join('');
