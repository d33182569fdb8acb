import type { Entity } from '@/lib/core/runs/content';
import { type NameContext, typeOf } from '../text/name-types';
import type { Name } from '../text/names';
import type { SentenceDocument } from '../text/sentences';
import type { Figure, FigureType } from '../text/tagger';

const MOST_ENTITIES = 60;
/** Enough uses of a name to tell what it is. */
const CONTEXTS = 8;
/** A bare small number, or a time of day, is nothing that an item is about. */
const KINDS: Partial<Record<FigureType, Entity['type']>> = { date: 'date', money: 'money', percent: 'percent', number: 'number' };
const TELLING_NUMBER = /\d{2}|hundred|thousand|million|billion|trillion/i;
/** `today` is a date to the tagger, but names no day. */
const TELLING_DATE = /\d|january|february|march|april|june|july|august|september|october|november|december|century/i;

const NUMBER_WORD =
  'point|half|quarter|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|\\w+ty(?:-\\w+)?|hundred|thousand|million|billion|trillion';
const NUMBER_BEFORE = new RegExp(`\\b(?:${NUMBER_WORD})(?:[\\s,-]+and)?(?:[\\s,-]+a)?[\\s,-]*$`, 'i');
const NUMBER_AFTER = new RegExp(`^[\\s,-]*(?:and\\s+)?(?:${NUMBER_WORD})\\b`, 'i');

/** The tagger cuts spoken figures short (`one point four billion` to `four billion`), and a part of a figure is a wrong figure. */
function standsAlone(figure: string, sentence: string): boolean {
  if (/\d/.test(figure)) return true;
  const at = sentence.toLowerCase().indexOf(figure.toLowerCase());
  return at >= 0 && !NUMBER_BEFORE.test(sentence.slice(0, at)) && !NUMBER_AFTER.test(sentence.slice(at + figure.length));
}

/** Figures counts the figures of an item by their text. */
export class Figures {
  private readonly counts = new Map<string, Entity>();

  /** `sentence` is the text that the figure was found in. */
  add({ text, type }: Figure, sentence: string): void {
    const kind = KINDS[type];
    if (!standsAlone(text, sentence)) return;
    if (!kind || (kind === 'number' && !TELLING_NUMBER.test(text)) || (kind === 'date' && !TELLING_DATE.test(text))) return;
    const key = `${kind} ${text.toLowerCase()}`;
    const known = this.counts.get(key);
    if (known) known.mentions++;
    else this.counts.set(key, { name: text, type: kind, mentions: 1 });
  }

  entities(): Entity[] {
    return [...this.counts.values()];
  }
}

/** entitiesOf types the names, adds the figures, and keeps the 60 most mentioned; of equals, names come first. */
export function entitiesOf(document: SentenceDocument, names: readonly Name[], figures: Figures): Entity[] {
  const speakers = new Set(document.sentences.flatMap(({ speaker }) => (speaker === null ? [] : [speaker.toLowerCase()])));
  // Typing costs a look into a lexicon, so only names that can make the list are typed.
  const named = names.slice(0, MOST_ENTITIES).map((name) => ({
    name: name.name,
    type: typeOf(
      name.name,
      contextsOf(document, name),
      name.forms.some((form) => speakers.has(form.toLowerCase())),
    ),
    mentions: name.mentions.length,
  }));
  return [...named, ...figures.entities()].sort((a, b) => b.mentions - a.mentions).slice(0, MOST_ENTITIES);
}

function contextsOf(document: SentenceDocument, { mentions }: Name): NameContext[] {
  return mentions.slice(0, CONTEXTS).map(({ sentence, at, form }) => {
    const { text } = document.sentences[sentence]!;
    return { before: text.slice(0, at), after: text.slice(at + form.length) };
  });
}
