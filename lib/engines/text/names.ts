import { isPerson } from './name-types';
import type { Pace } from './pace';
import type { Sentence } from './sentences';
import { isStopWord } from './words';

/** A proper name as the item uses it, with every shorter form of it merged in. */
export interface Name {
  /** The fullest form. */
  name: string;
  /** Every form that occurs, the fullest first. */
  forms: string[];
  mentions: Mention[];
}

export interface Mention {
  /** Index of the sentence. */
  sentence: number;
  /** Offset in the sentence's tidied text, and the form used there. */
  at: number;
  form: string;
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.&-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
/** May stand inside a name, between two capitalised words. */
const CONNECTORS = new Set(['of', 'de', 'la', 'du', 'van', 'von', 'der', 'den', 'bin', 'al', 'da', 'di', 'for']);
/** Capitalised, but names of no one. */
const NOT_NAMES = new Set(
  `i i'm i'll i've i'd ok okay monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december god mr mrs ms dr sir madam yes no oh well hello hi hey tv pm am ad bc ps`.split(/\s+/),
);
/** Stripped from the front of a name: titles and counts. */
const TITLES =
  /^(?:mr|mrs|ms|dr|prof|professor|sir|president|senator|sen|rep|congressman|congresswoman|governor|gov|minister|judge|justice|captain|general|secretary|the|two|three|four|five|six|seven|eight|nine|ten|hundreds of|thousands of)\.?\s+/i;
const POSSESSIVE = /['’]s$/;
const CAPITAL = /^\p{Lu}/u;
const NUMERAL = /^\p{N}/u;
/** Between two words of one name. */
const JOINT = /^(?:\s|\.\s)$/;
/** Before the first word of a sentence. */
const OPENING = /[.!?:"“]\s*$/;
/** With more capitalised words than this share, capitals mean nothing. */
const CAPITALISED_TEXT = 0.5;

interface Run {
  sentence: number;
  at: number;
  text: string;
  /** The run starts its sentence and is one word: its capital proves nothing. */
  doubtful: boolean;
}

/** namesOf finds the proper names of an item by their capitals, most mentioned first. Text without capitals, or all in capitals, has none. */
export async function namesOf(sentences: readonly Pick<Sentence, 'index' | 'text'>[], pace: Pace): Promise<Name[]> {
  const { small, capital, runs } = await scan(sentences, pace);
  if (capital.total === 0 || capital.total / (capital.total + small.total) > CAPITALISED_TEXT) return [];
  const sure = runs.filter(({ text, doubtful }) => {
    const word = text.toLowerCase();
    if (!doubtful) return !(text.indexOf(' ') < 0 && (small.counts.get(word) ?? 0) > 2 * (capital.counts.get(word) ?? 0));
    return (capital.counts.get(word) ?? 0) > (small.counts.get(word) ?? 0);
  });
  return merge(sure);
}

interface Counts {
  total: number;
  counts: Map<string, number>;
}

async function scan(
  sentences: readonly Pick<Sentence, 'index' | 'text'>[],
  pace: Pace,
): Promise<{ small: Counts; capital: Counts; runs: Run[] }> {
  const small: Counts = { total: 0, counts: new Map() };
  /** Capitalised away from the start of a sentence. */
  const capital: Counts = { total: 0, counts: new Map() };
  const runs: Run[] = [];
  for (const { index, text } of sentences) {
    await pace();
    let run: { at: number; end: number; initial: boolean; tokens: number } | null = null;
    const close = () => {
      if (run) addRun(runs, index, text, run);
      run = null;
    };
    let previousEnd = 0;
    let first = true;
    for (const match of text.matchAll(TOKEN)) {
      const word = match[0].includes("'") || match[0].includes('’') ? match[0].replace(POSSESSIVE, '') : match[0];
      const key = word.toLowerCase();
      // Nearly all words are small and follow none of interest: then what is between them need not be looked at.
      const before = previousEnd;
      const between = () => text.slice(before, match.index);
      if (run !== null && !JOINT.test(between())) close();
      previousEnd = match.index + match[0].length;
      const opens = first;
      first = false;
      const isCapital = CAPITAL.test(word);
      const starts = isCapital && (opens || OPENING.test(between()));
      if (isCapital && !NOT_NAMES.has(key) && !(starts && isStopWord(key))) {
        if (!starts) count(capital, key);
        if (run) Object.assign(run, { end: match.index + word.length, tokens: (run as { tokens: number }).tokens + 1 });
        else run = { at: match.index, end: match.index + word.length, initial: starts, tokens: 1 };
        if (word !== match[0]) close();
      } else {
        if (!NUMERAL.test(word)) count(small, key);
        if (!(run && CONNECTORS.has(key))) close();
      }
    }
    close();
  }
  return { small, capital, runs };
}

function count(counts: Counts, key: string): void {
  counts.total++;
  counts.counts.set(key, (counts.counts.get(key) ?? 0) + 1);
}

function addRun(runs: Run[], sentence: number, text: string, run: { at: number; end: number; initial: boolean; tokens: number }): void {
  const raw = text.slice(run.at, run.end);
  const name = raw.replace(TITLES, '');
  if (name.length < 2 || isStopWord(name.toLowerCase())) return;
  runs.push({ sentence, at: run.at + raw.length - name.length, text: name, doubtful: run.initial && run.tokens === 1 });
}

function merge(runs: readonly Run[]): Name[] {
  const byForm = new Map<string, Mention[]>();
  for (const { sentence, at, text } of runs) {
    const mentions = byForm.get(text) ?? [];
    mentions.push({ sentence, at, form: text });
    byForm.set(text, mentions);
  }
  const names: Name[] = [];
  const owners = new Map<string, Name[]>();
  for (const form of [...byForm.keys()].sort(longestFirst)) {
    const mentions = byForm.get(form)!;
    const owner = (owners.get(form.toLowerCase()) ?? [])
      .filter((name) => name.name.toLowerCase() === form.toLowerCase() || standsFor(name, form, mentions.length))
      .sort((a, b) => b.mentions.length - a.mentions.length)[0];
    if (owner) {
      owner.forms.push(form);
      owner.mentions.push(...mentions);
      continue;
    }
    const name: Name = { name: form, forms: [form], mentions: [...mentions] };
    names.push(name);
    for (const key of shortForms(form)) owners.set(key, [...(owners.get(key) ?? []), name]);
  }
  return names.sort((a, b) => b.mentions.length - a.mentions.length || (a.name < b.name ? -1 : 1));
}

const longestFirst = (a: string, b: string): number => b.split(' ').length - a.split(' ').length || b.length - a.length;

/**
 * A person is named in full once and by one name thereafter. For anything else the long form must be about as usual as the short one:
 * `Microsoft` is not short for `Microsoft New Zealand`.
 */
function standsFor(long: Name, short: string, shortMentions: number): boolean {
  const own = long.mentions.filter(({ form }) => form === long.name).length;
  return (
    own >= shortMentions / 2 ||
    (/^\p{Lu}+$/u.test(short.replaceAll('.', '')) && short.length > 2 && !long.name.includes(short)) ||
    isPerson(long.name)
  );
}

/** Forms that a name of several words is shortened to: its last word, its first, its initials. */
function shortForms(name: string): string[] {
  const lower = name.toLowerCase();
  const parts = lower.split(/\s+/).filter((part) => !CONNECTORS.has(part));
  if (parts.length < 2) return [lower];
  const initials = parts.map((part) => part.charAt(0)).join('');
  const ends = parts.length <= 3 ? [parts.at(-1)!, parts[0]!] : [];
  return [lower, ...ends.filter((part) => part.length > 2), ...(initials.length > 2 ? [initials, initials.split('').join('.')] : [])];
}
