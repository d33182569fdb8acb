import { words } from '../text/words';

/**
 * Signs that words do not belong side by side, from the little words alone: after `the` comes no `of`, after `of` no `was`, after `he` no
 * `the`. Real speech breaks these rules in a percent or two of the chances; a badly recognised text in a fifth, scrambled words in a quarter.
 */

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const DETERMINERS = set('a an the my your our their its every');
const NEVER_AFTER_DETERMINER = set(
  "of at for with from into by in on to is are was were be been am has have had do does did will would can could should shall may might must i he she they we it you me him them us who and or but if because a an the my your our their its as than then that's it's i'm",
);
const PREPOSITIONS = set('of at for with from into by on about between through during without within');
const NEVER_AFTER_PREPOSITION = set(
  'is are was were be am has have had do does did will would can could should and or but of i he she they we',
);
const SUBJECTS = set('i he she they we');
const NEVER_AFTER_SUBJECT = set('the a an of my your our their its me him them us at with from into');
const NEVER_AFTER_TO = set('is are was were am i he she they we of and or but to had did does');
const FORMS_OF_BE = set('is are was were');
const NEVER_AFTER_BE = set('is are was were of has had did does');

/** grammarBreaks counts the chances that a text gave for such a break, and the breaks. */
export function grammarBreaks(text: string): { chances: number; breaks: number } {
  const list = words(text).map((word) => word.toLowerCase().replace('’', "'"));
  let chances = 0;
  let breaks = 0;
  for (let i = 0; i + 1 < list.length; i++) {
    const broken = isBreak(list[i]!, list[i + 1]!);
    if (broken === null) continue;
    chances++;
    if (broken) breaks++;
  }
  return { chances, breaks };
}

/** Null where the pair could not have told. */
function isBreak(word: string, next: string): boolean | null {
  if (word === 'a') return NEVER_AFTER_DETERMINER.has(next) || (/^[aio][a-z]{2}/.test(next) && !/^on[ce]/.test(next));
  if (word === 'an') return NEVER_AFTER_DETERMINER.has(next) || !/^[aeiouh\d]|^[fhlmnrsx](?:\W|$)/.test(next);
  if (DETERMINERS.has(word)) return NEVER_AFTER_DETERMINER.has(next) && !(word === 'the' && (next === 'us' || next === 'will'));
  if (PREPOSITIONS.has(word)) return NEVER_AFTER_PREPOSITION.has(next);
  if (SUBJECTS.has(word)) return NEVER_AFTER_SUBJECT.has(next);
  if (word === 'to') return NEVER_AFTER_TO.has(next);
  if (FORMS_OF_BE.has(word)) return NEVER_AFTER_BE.has(next);
  return null;
}
