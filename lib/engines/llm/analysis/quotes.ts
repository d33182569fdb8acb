import type { Span } from '@/lib/core/runs/content';
import { spanOf, type TranscriptText } from '../../text/document';

/** A text as its letters and digits alone, with the way back: `places[i]` is where character i of `folded` comes from. */
interface Folded {
  folded: string;
  places: number[];
}

const KEPT = /[\p{L}\p{N}]/u;

/** Compatibility forms, capitals and accents are one; everything between words is one space. */
function fold(text: string): Folded {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  let gap = true;
  for (const character of text) {
    for (const plain of character.normalize('NFKD').toLowerCase()) {
      if (KEPT.test(plain)) {
        folded += plain;
        for (let i = 0; i < plain.length; i++) places.push(at);
        gap = false;
      } else if (!gap && !INSIDE.test(plain)) {
        folded += ' ';
        places.push(at);
        gap = true;
      }
    }
    at += character.length;
  }
  return { folded, places };
}

/** Accents, what shows nothing, and apostrophes are no gap between words. */
const INSIDE = /[\p{M}\p{Cf}'’‘ʼ]/u;

const LEAST_WORDS = 3;
const MOST_WORDS = 80;

export interface FoundQuote {
  start: number;
  end: number;
  span: Span;
}

/** QuoteFinder looks quotes up in a transcript: word for word, whatever became of capitals, accents, punctuation, quotation marks and spaces. */
export class QuoteFinder {
  checked = 0;
  dropped = 0;
  private readonly whole: Folded;

  constructor(private readonly document: TranscriptText) {
    this.whole = fold(document.text);
  }

  /** find gives the place of a quote, in [from, to) where it is there, else the first; null (and counted) where the transcript does not say it. */
  find(quote: string, from = 0, to = Number.POSITIVE_INFINITY): FoundQuote | null {
    this.checked++;
    const found = this.locate(quote, from, to);
    if (!found) this.dropped++;
    return found;
  }

  /** textAround gives the transcript's text from `margin` characters before a place to as many after it. */
  textAround(start: number, end: number, margin: number): string {
    return this.document.text.slice(Math.max(0, start - margin), end + margin);
  }

  /** count says how often a name occurs as whole words. */
  count(name: string): number {
    const wanted = fold(name).folded.trim();
    if (wanted === '') return 0;
    let count = 0;
    for (let at = this.next(wanted, 0); at >= 0; at = this.next(wanted, at + wanted.length)) count++;
    return count;
  }

  private locate(quote: string, from: number, to: number): FoundQuote | null {
    const words = fold(quote).folded.trim().split(' ').slice(0, MOST_WORDS);
    const wanted = words.join(' ');
    if (words.length < LEAST_WORDS && wanted.length < 12) return null;
    const { places } = this.whole;
    const first = lowerBound(places, from);
    const own = this.next(wanted, first);
    const at = own >= 0 && places[own]! < to ? own : this.next(wanted, 0);
    if (at < 0) return null;
    const start = places[at]!;
    const last = places[at + wanted.length - 1]!;
    const end = last + String.fromCodePoint(this.document.text.codePointAt(last)!).length;
    return { start, end, span: spanOf(this.document, start, end) };
  }

  /** From a place on, where it is whole words. */
  private next(wanted: string, from: number): number {
    const { folded } = this.whole;
    for (let at = folded.indexOf(wanted, from); at >= 0; at = folded.indexOf(wanted, at + 1)) {
      const before = at === 0 || folded[at - 1] === ' ';
      const after = at + wanted.length === folded.length || folded[at + wanted.length] === ' ';
      if (before && after) return at;
    }
    return -1;
  }
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
