import { isStopWord, normalWord, words } from '@/lib/engines/text/words';
import { stemOf } from './stems';

/** Which content words of a sentence are affirmed and which denied, and on which side of common oppositions the sentence stands. */

export const AFFIRMED = 1;
export const DENIED = 2;

/** What makes the words after it false. Contractions in n't do too. */
const DENIERS = new Set(
  `not no never none nobody nothing neither nor without cannot can't fail failed fails refuse refused refuses decline declined unable lacks lack lacked
prevent prevents prevented avoid avoids avoided hardly stopped denied denies deny`.split(/\s+/),
);
/** Content words that one denier reaches. */
const REACH = 2;

/** polarityOf gives, for each content stem, AFFIRMED, DENIED, or both added up. */
export function polarityOf(sentence: string): Map<string, number> {
  const polarity = new Map<string, number>();
  for (const clause of sentence.split(/[,;:.!?—–()]|\b(?:but|although|though|because|while|whereas)\b/i)) {
    let reach = 0;
    const list = words(clause).map(normalWord);
    for (const [i, word] of list.entries()) {
      const isDenier = (DENIERS.has(word) || /n't$/.test(word)) && !(word === 'not' && list[i + 1] === 'only');
      if (word.length > 1 && !isStopWord(word)) {
        const key = stemOf(word);
        polarity.set(key, (polarity.get(key) ?? 0) | (reach > 0 && !isDenier ? DENIED : AFFIRMED));
        if (!isDenier) reach--;
      }
      if (isDenier) reach = REACH;
    }
  }
  return polarity;
}

/** Two sides of things that are told of each other's opposite. */
const OPPOSITIONS: readonly [string, string][] = [
  [
    'rise rose risen raise increase grow grew grown growth climb gain jump surge soar up higher more larger double expand expansion improve better recover widen upgrade',
    'fall fell fallen lower cut decrease drop decline shrink shrank loss slump plunge sink sank down less fewer smaller halve contract worsen worse narrow downgrade',
  ],
  [
    'support favour favor back approve accept agree endorse welcome praise defend allow permit legal adopt recommend pro vote-for yes in-favour',
    'oppose opposed reject disapprove disagree criticise criticize condemn attack ban forbid illegal block veto against object refuse warn',
  ],
  ['win won victory beat defeat succeed success pass passed', 'lose lost loss defeat-by fail failure failed'],
  ['start begin began begun open opened launch introduce resume', 'stop end close closed shut cancel abandon halt suspend scrap finish'],
  ['safe healthy harmless benefit help protect useful good', 'dangerous unsafe unhealthy harmful harm hurt damage risk risky useless bad'],
  ['early earlier before sooner faster quick quicker quickly', 'late later after delay delayed postpone slower slow slowly'],
  ['buy bought hire hired join', 'sell sold fire fired quit leave left resign'],
  ['cheap cheaper inexpensive', 'expensive dearer costly'],
  ['true confirm prove right correct', 'false deny denied disprove wrong myth debunk'],
  ['hot hotter warm warmer', 'cold colder cool cooler'],
  ['young younger new newer', 'old older'],
  ['keep stay remain', 'drop remove leave move'],
  ['first', 'last'],
  ['beautiful pretty elegant', 'ugly hideous'],
  ['best great excellent brilliant triumph', 'worst terrible awful mistake disaster'],
  ['together closer join united', 'apart separate split divided'],
  ['like love praise enjoy happy glad', 'dislike hate complain worry unhappy regret'],
  ['agree certain sure know', 'doubt uncertain unsure dispute'],
];

/** `3+` and `3-` are the sides of the fourth opposition. */
const SIDES: ReadonlyMap<string, readonly string[]> = (() => {
  const sides = new Map<string, string[]>();
  for (const [i, pair] of OPPOSITIONS.entries()) {
    for (const [k, list] of pair.entries()) {
      for (const word of list.split(' ')) {
        const key = stemOf(word);
        sides.set(key, [...(sides.get(key) ?? []), `${i}${k === 0 ? '+' : '-'}`]);
      }
    }
  }
  return sides;
})();

/** sidesOf gives the sides that a sentence takes; a denied word takes the other side. */
export function sidesOf(sentence: string): Set<string> {
  const taken = new Set<string>();
  const polarity = polarityOf(sentence);
  for (const word of words(sentence)) {
    const key = stemOf(normalWord(word));
    for (const side of SIDES.get(key) ?? []) taken.add(polarity.get(key) === DENIED ? otherSide(side) : side);
  }
  return taken;
}

export const otherSide = (side: string): string => side.slice(0, -1) + (side.endsWith('+') ? '-' : '+');

/** sharesSide says whether two stems mean about the same by standing on the same side. */
export function sharesSide(a: string, b: ReadonlySet<string>): boolean {
  const sides = SIDES.get(a);
  return sides?.some((side) => b.has(side)) ?? false;
}
