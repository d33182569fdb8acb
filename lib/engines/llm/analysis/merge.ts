import { contentStems } from '../../text/words';
import type { CountTokens } from '../tokens';
import type { LlmModel } from '../types';
import type { Counts } from '../untrusted/clean';
import { scrub } from '../untrusted/scrub';
import { allOf, type Merged } from './assemble';
import type { Part } from './parts';
import { LONGEST, type PartPoints, supported } from './points';
import { type Asking, MERGE_TOKENS, mergeParts } from './read-part';

const OVERHEAD_TOKENS = 1_200;
const ROOM = 0.85;
const LEAST_KEPT = 3;

interface Note {
  place: string;
  summary: string;
  keyPoints: number[];
  chapters: number[];
  positions: number[];
}

/**
 * mergePoints asks the model what the parts are together. Notes that do not fit its context are merged in groups first, and those merged again. Throws an
 * LlmFailure.
 */
export async function mergePoints(
  asking: Asking,
  model: LlmModel,
  title: string,
  parts: readonly Part[],
  points: readonly PartPoints[],
  scrubbed: Counts,
  countTokens: CountTokens,
): Promise<Merged> {
  const all = { keyPoints: allOf(points, 'keyPoints'), chapters: allOf(points, 'chapters'), positions: allOf(points, 'positions') };
  const textOf = {
    keyPoints: (i: number) => all.keyPoints[i]!.text,
    chapters: (i: number) => all.chapters[i]!.title,
    positions: (i: number) =>
      `${all.positions[i]!.topic}: ${all.positions[i]!.stance}${all.positions[i]!.holder ? ` (${all.positions[i]!.holder})` : ''}`,
  };
  const stems = new Set(contentStems([title, ...parts.map(({ text }) => text)].join('\n')));
  const room = Math.floor((model.contextTokens - MERGE_TOKENS - OVERHEAD_TOKENS) * ROOM);
  const tokensOf = (note: Note) =>
    countTokens(
      [
        note.summary,
        ...note.keyPoints.map(textOf.keyPoints),
        ...note.chapters.map(textOf.chapters),
        ...note.positions.map(textOf.positions),
      ].join('\n[00] '),
    ) + 20;
  let unit = 0;

  async function mergeNotes(notes: readonly Note[]): Promise<Merged & { note: Note }> {
    const own = {
      keyPoints: notes.flatMap(({ keyPoints }) => keyPoints),
      chapters: notes.flatMap(({ chapters }) => chapters),
      positions: notes.flatMap(({ positions }) => positions),
    };
    const merge = await mergeParts(
      asking,
      model,
      unit++,
      {
        title,
        parts: notes.map(({ place, summary }) => ({ place, summary })),
        keyPoints: own.keyPoints.map(textOf.keyPoints),
        chapters: own.chapters.map(textOf.chapters),
        positions: own.positions.map(textOf.positions),
      },
      () => {},
    );
    const meant = (list: readonly number[], indexes: readonly number[]) =>
      [...new Set(indexes)].flatMap((i) => (list[i] === undefined ? [] : [list[i]]));
    const words = (text: string, longest: number) => supported(scrub(text, longest, scrubbed), stems, scrubbed);
    const keyPoints = meant(own.keyPoints, merge.key_points);
    const merged: Merged = {
      shortSummary: words(merge.short_summary, LONGEST.short),
      summary: words(merge.summary, LONGEST.summary),
      // Too few is no choice: then they are taken evenly.
      keyPoints: keyPoints.length >= LEAST_KEPT ? keyPoints : [],
      chapters: meant(own.chapters, merge.chapters),
      topics: merge.topics.flatMap(({ topic, positions }) => {
        const name = words(topic, LONGEST.title);
        return name === '' ? [] : [{ topic: name, positions: meant(own.positions, positions) }];
      }),
    };
    const place = `${notes[0]!.place} to ${notes.at(-1)!.place}`;
    const summary = merged.summary || notes.map((note) => note.summary).join(' ');
    return {
      ...merged,
      note: {
        place,
        summary,
        keyPoints: merged.keyPoints.length > 0 ? merged.keyPoints : own.keyPoints.slice(0, LEAST_KEPT),
        chapters: merged.chapters,
        positions: own.positions,
      },
    };
  }

  let from = { keyPoints: 0, chapters: 0, positions: 0 };
  const range = (start: number, count: number) => Array.from({ length: count }, (_, i) => start + i);
  let notes: Note[] = points.map((point, i) => {
    const note = {
      place: `part ${i + 1}`,
      summary: point.summary,
      keyPoints: range(from.keyPoints, point.keyPoints.length),
      chapters: range(from.chapters, point.chapters.length),
      positions: range(from.positions, point.positions.length),
    };
    from = {
      keyPoints: from.keyPoints + point.keyPoints.length,
      chapters: from.chapters + point.chapters.length,
      positions: from.positions + point.positions.length,
    };
    return note;
  });
  while (notes.length > 2 && notes.reduce((sum, note) => sum + tokensOf(note), 0) > room) {
    const shorter: Note[] = [];
    for (const group of groupsOf(notes, room, tokensOf)) shorter.push(group.length === 1 ? group[0]! : (await mergeNotes(group)).note);
    if (shorter.length === notes.length) break;
    notes = shorter;
  }
  const { note: _, ...merged } = await mergeNotes(notes);
  return merged;
}

/** Neighbours that fit together, at least two of them. */
function groupsOf(notes: readonly Note[], room: number, tokensOf: (note: Note) => number): Note[][] {
  const groups: Note[][] = [];
  let tokens = 0;
  for (const note of notes) {
    const own = tokensOf(note);
    const last = groups.at(-1);
    if (last && (last.length < 2 || tokens + own <= room / 2)) {
      last.push(note);
      tokens += own;
    } else {
      groups.push([note]);
      tokens = own;
    }
  }
  return groups;
}
