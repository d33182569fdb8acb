/**
 * Documents are composed from pieces of one form and then written down the way transcripts are: with or without speaker names, punctuation,
 * line breaks or notes. Each way is used for every type, so that none of them gives a type away by itself.
 */
import { type Form, type Piece, Slots, type Turn } from './material';
import type { Random } from './random';
import { WORDS } from './vocabulary';

export interface Document {
  type: Form['type'];
  form: string;
  text: string;
}

/** Forms whose items are one piece each rather than many in a row. */
const isShort = (form: Form) => form.type === 'advertisement' || form.name === 'short clip';
const isSong = (form: Form) => form.type === 'music';

function choosePieces(form: Form, random: Random): Piece[] {
  const pieces = random.shuffle(form.pieces);
  if (isShort(form)) return pieces.slice(0, random.chance(0.8) ? 1 : 2);
  if (!isSong(form)) return pieces.slice(0, random.integer(3, 7));
  const verses = pieces.slice(0, random.integer(1, 4));
  const refrain = verses[0]!;
  // A refrain comes back after each verse; a strophic song has none.
  return random.chance(0.4) ? verses.flatMap((verse, i) => (i === 0 ? [verse] : [verse, refrain])) : verses;
}

type Naming = (letter: string) => string;

function chooseNaming(random: Random): Naming | null {
  const people = new Map<string, string>();
  const person = (letter: string, make: () => string) => {
    const name = people.get(letter) ?? make();
    people.set(letter, name);
    return name;
  };
  const first = () => random.pick(WORDS.first!);
  const last = () => random.pick(WORDS.last!);
  return random.pick<Naming | null>([
    null,
    null,
    null,
    (letter) => person(letter, () => last().toUpperCase()),
    (letter) => person(letter, () => first().toUpperCase()),
    (letter) => person(letter, first),
    (letter) => person(letter, () => `${first()} ${last()}`),
    (letter) => person(letter, () => `${first()} ${last()}`),
    (letter) => `Speaker ${letter.charCodeAt(0) - 64}`,
  ]);
}

const withoutPunctuation = (text: string) => text.replace(/["“”.,!?;:()[\]…]|--/g, ' ').replace(/ +/g, ' ');
const withoutNotes = (text: string) => text.replace(/\s*[[(][^\])]*[\])]/g, '');

/** Breaks running text into lines of `width` characters or so, as captions are. */
function wrap(text: string, width: number): string {
  let column = 0;
  return text
    .replace(/\s+/g, () => ' ')
    .replace(/\S+ ?/g, (word) => {
      column += word.length;
      if (column < width) return word;
      column = 0;
      return `${word.trimEnd()}\n`;
    });
}

/** A recogniser drops some words and doubles others. */
const mishear = (text: string, random: Random) =>
  text.replace(/\S+ ?/g, (word) => (random.chance(0.02) ? '' : random.chance(0.01) ? word + word : word));

function speak(turn: Turn, naming: Naming | null, slots: Slots): string {
  const text = slots.fill(turn.text);
  return turn.speaker !== null && naming !== null ? `${naming(turn.speaker)}: ${text}` : text;
}

/** compose writes one document of `form`. */
export function compose(form: Form, random: Random): Document {
  // A piece for one product or one singer keeps its names; a long programme speaks of many.
  const slots = new Slots(random, isShort(form) || isSong(form) ? 0.05 : 0.6);
  const song = isSong(form);
  const monologue = form.pieces.every((piece) => piece.turns.every(({ speaker }) => speaker === null || speaker === 'A'));
  const naming = monologue && random.chance(0.75) ? null : chooseNaming(random);
  const paragraphs = choosePieces(form, random).map((piece) => piece.turns.map((turn) => speak(turn, naming, slots)).join('\n'));
  let text = paragraphs.join(random.chance(0.5) ? '\n\n' : '\n');

  if (naming === null && random.chance(0.6)) text = withoutNotes(text);
  const heard = naming === null && random.chance(0.4);
  if (heard) text = mishear(text, random);
  if (heard && random.chance(0.5)) text = withoutPunctuation(text).toLowerCase();
  // Where a recogniser or a page joined everything into one line, verse is no longer seen as verse.
  if (heard || random.chance(song ? 0.2 : 0.4)) text = text.replace(/\s*\n+\s*/g, ' ');
  if (naming === null && !song && random.chance(0.3)) text = wrap(text, random.integer(30, 46));
  return { type: form.type, form: form.name, text: text.trim() };
}
