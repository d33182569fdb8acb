/** Which entity of memory a name in a run stands for. Pure: what memory holds is handed in. */

/** An entity as a run speaks of it. */
export interface LocalEntity {
  name: string;
  type: string;
  /** Every form that occurs, the fullest first. */
  forms: string[];
}

/** An entity in memory. */
export interface KnownEntity {
  id: string;
  name: string;
  type: string;
  /** Keys of the forms that stand for it and for nothing else. */
  keys: string[];
}

const TITLES =
  /^(?:yesterday|today|tomorrow|meanwhile|however|mayor|queen|king|pope|chairman|chairwoman|ceo|director|mr|mrs|ms|dr|prof|professor|sir|president|senator|governor|minister|chancellor|judge|justice|captain|general|secretary|the)\s+/;
/** Two kinds that cannot be the same thing. `other` is a kind that was not recognised. */
const differ = (a: string, b: string): boolean => a !== b && a !== 'other' && b !== 'other';

/** entityKey is a form in small letters, without titles, articles, possessives and punctuation. */
export function entityKey(form: string): string {
  let key = form
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/\./g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  while (TITLES.test(key)) key = key.replace(TITLES, '');
  return key;
}

const LEADING =
  /^(?:yesterday|today|tomorrow|meanwhile|however|mayor|queen|king|pope|chairman|chairwoman|ceo|director|president|senator|governor|minister|chancellor|judge|secretary|general|captain|professor|prof|dr|mr|mrs|ms|sir)\.?\s+(?=\p{Lu})/iu;

/** bareName is a name without what stands before it: titles, and the adverb that a sentence began with. */
export function bareName(name: string): string {
  const bare = name.replace(LEADING, '');
  return bare === name ? name : bareName(bare);
}

/** initialsOf gives the short form of an organisation of three words or more (`World Health Organization`: `who`). */
export function initialsOf({ name, type }: { name: string; type: string }): string | null {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  return type === 'organization' && words.length >= 3 ? words.map((word) => word.charAt(0).toLowerCase()).join('') : null;
}

/** aliasKeys are the keys by which other runs may find an entity: its full form, longer forms, and the initials of an organisation. */
export function aliasKeys(entity: LocalEntity): string[] {
  const keys = [entity.name, ...entity.forms.filter((form) => /\s/.test(form.trim()))].map(entityKey);
  const initials = initialsOf(entity);
  return [...new Set([...keys, ...(initials ? [initials] : [])])].filter((key) => key.length > 1);
}

/**
 * resolveEntity finds the one entity that a name stands for, or null where it is new or could be several: the same form; else a person's last
 * name where only one person has it. Precise rather than complete: two that are one can be joined later, one that is two cannot be told apart.
 */
export function resolveEntity(local: LocalEntity, known: readonly KnownEntity[]): KnownEntity | null {
  const candidates = known.filter(({ type }) => !differ(type, local.type));
  const keys = new Set(aliasKeys(local));
  const same = candidates.filter((entity) => entity.keys.some((key) => keys.has(key)));
  if (same.length > 0) return same.find(({ name }) => entityKey(name) === entityKey(local.name)) ?? same[0]!;
  if (local.type !== 'person' && local.type !== 'other') return null;
  const last = lastWord(entityKey(local.name));
  const isShort = !entityKey(local.name).includes(' ');
  const sharing = candidates.filter(({ name, type }) => type === 'person' && lastWord(entityKey(name)) === last);
  if (sharing.length !== 1) return null;
  const [other] = sharing;
  const otherIsShort = !entityKey(other!.name).includes(' ');
  return isShort !== otherIsShort && (isShort || local.type === 'person') ? other! : null;
}

const lastWord = (key: string): string => key.slice(key.lastIndexOf(' ') + 1);

/** fullerName is the form to show once both are known to be the same. */
export function fullerName(a: string, b: string): string {
  const words = (name: string) => name.trim().split(/\s+/).length;
  return words(b) > words(a) ? b : a;
}
