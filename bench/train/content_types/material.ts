/** The training material: own writing, in pieces. See lib/engines/classify/README.md for what it is and is not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltInType } from '@/lib/engines/classify/labels';
import type { Random } from './random';
import { MAKERS, WORDS } from './vocabulary';

export interface Turn {
  /** A letter, or null for text that nobody's name stands before. */
  speaker: string | null;
  text: string;
}

export interface Piece {
  /** Turns of a conversation, or lines of a song. */
  turns: Turn[];
}

/** One kind of programme, e.g. `election debate`. */
export interface Form {
  type: BuiltInType;
  name: string;
  pieces: Piece[];
}

const FOLDER = join(import.meta.dirname, 'texts');

/** Sections are headed `## name`; within them pieces are parted by an empty line. */
function readSections(file: string): { name: string; paragraphs: string[] }[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [name = '', ...lines] = section.split('\n');
      return {
        name: name.trim(),
        paragraphs: lines
          .join('\n')
          .trim()
          .split(/\n{2,}/),
      };
    });
}

function parsePiece(paragraph: string): Piece {
  const turns = paragraph.split('\n').map((line): Turn => {
    const match = /^([A-E]): (.*)$/.exec(line);
    return match ? { speaker: match[1]!, text: match[2]! } : { speaker: null, text: line };
  });
  return { turns };
}

export function readForms(type: BuiltInType): Form[] {
  return readSections(`${type}.txt`).map(({ name, paragraphs }) => ({ type, name, pieces: paragraphs.map(parsePiece) }));
}

export function readTitles(): Map<string, string[]> {
  return new Map(readSections('titles.txt').map(({ name, paragraphs }) => [name, paragraphs.join('\n').split('\n')]));
}

/** Slots fills in `{name}`, `{city}`…; within one document a slot keeps the value it got first. Throws on an unknown slot. */
export class Slots {
  readonly #values = new Map<string, string>();
  readonly #random: Random;
  /** Chance that a slot is drawn anew each time it is met. */
  readonly #renew: number;

  constructor(random: Random, renew: number) {
    this.#random = random;
    this.#renew = renew;
  }

  fill(text: string): string {
    return text.replace(/\{([a-z]+)\}/g, (_, slot: string) => {
      const known = this.#values.get(slot);
      if (known !== undefined && !this.#random.chance(this.#renew)) return known;
      const words = WORDS[slot];
      const value = words ? this.#random.pick(words) : MAKERS[slot]?.(this.#random);
      if (value === undefined) throw new Error(`the material has an unknown slot {${slot}}`);
      this.#values.set(slot, value);
      return value;
    });
  }
}
