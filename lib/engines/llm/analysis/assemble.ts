import type { Analysis, Entity, Perspective } from '@/lib/core/runs/content';
import { contentStems } from '../../text/words';
import type { PartPoints, Placed, PositionPoint } from './points';
import type { QuoteFinder } from './quotes';

const MOST = { keyPoints: 12, chapters: 16, entities: 60, relations: 40, fallacies: 20, perspectives: 8, positions: 4 } as const;
const CLAIMS_PER_WORDS = 3 / 250;
/** Two sentences that share this much of their words say the same. */
const SAME = 0.75;

export interface Merged {
  shortSummary: string;
  summary: string;
  /** Indexes into the points of all parts. */
  keyPoints: number[];
  chapters: number[];
  topics: { topic: string; positions: number[] }[];
}

export type Points = Pick<Analysis, 'keyPoints' | 'claims' | 'perspectives' | 'fallacies' | 'entities' | 'relations'> & {
  chapters: NonNullable<Analysis['chapters']>;
};

/** allOf puts the points of all parts into one list each, in the order of the parts. */
export const allOf = <K extends Exclude<keyof PartPoints, 'shortSummary' | 'summary'>>(
  parts: readonly PartPoints[],
  key: K,
): PartPoints[K] => parts.flatMap((part) => part[key] as unknown[]) as PartPoints[K];

/** assemble makes the points of an analysis of those of its parts and of how they were merged (null: as the parts have them). */
export function assemble(parts: readonly PartPoints[], merged: Merged | null, finder: QuoteFinder, wordCount: number): Points {
  const keyPoints = allOf(parts, 'keyPoints');
  const chapters = allOf(parts, 'chapters');
  const chosen = <T>(all: readonly T[], indexes: readonly number[] | undefined, most: number): T[] => {
    const named = [...new Set(indexes ?? [])].flatMap((index) => (all[index] === undefined ? [] : [all[index]]));
    return (named.length > 0 ? named : spread(all, most)).slice(0, most);
  };
  const claims = distinct(
    [...allOf(parts, 'claims')].sort((a, b) => b.checkWorthiness - a.checkWorthiness || a.at - b.at),
    ({ text }) => text,
  );
  return {
    keyPoints: inOrder(distinct(chosen(keyPoints, merged?.keyPoints, MOST.keyPoints), ({ text }) => text)),
    chapters: inOrder(distinctPlaces(chosen(chapters, merged?.chapters, MOST.chapters))),
    claims: inOrder(claims.slice(0, Math.max(6, Math.ceil(wordCount * CLAIMS_PER_WORDS)))).slice(0, 60),
    perspectives: perspectivesOf(allOf(parts, 'positions'), merged),
    fallacies: inOrder(distinctPlaces([...allOf(parts, 'fallacies')].sort((a, b) => b.confidence - a.confidence)).slice(0, MOST.fallacies)),
    entities: entitiesOf(allOf(parts, 'entities'), finder),
    relations: inOrder(
      distinct(allOf(parts, 'relations'), ({ subject, predicate, object }) => `${subject} ${predicate} ${object}`).slice(0, MOST.relations),
    ),
  };
}

/** Evenly over a list. */
function spread<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}

/** By place, without the place. */
function inOrder<T extends { at: number }>(items: readonly T[]): Omit<T, 'at'>[] {
  return [...items].sort((a, b) => a.at - b.at).map(({ at: _, ...item }) => item);
}

function distinct<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  const told: Set<string>[] = [];
  return items.filter((item) => {
    const stems = new Set(contentStems(textOf(item)));
    if (told.some((other) => overlap(stems, other) >= SAME)) return false;
    told.push(stems);
    return true;
  });
}

/** Jaccard index. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of a) if (b.has(stem)) shared++;
  const all = a.size + b.size - shared;
  return all === 0 ? 1 : shared / all;
}

function distinctPlaces<T extends { at: number }>(items: readonly T[]): T[] {
  const taken = new Set<number>();
  return items.filter(({ at }) => !taken.has(at) && Boolean(taken.add(at)));
}

/** At least two positions that differ make a perspective. */
function perspectivesOf(positions: readonly Placed<PositionPoint>[], merged: Merged | null): Perspective[] {
  const groups = merged
    ? merged.topics.map(({ topic, positions: indexes }) => ({
        topic,
        own: [...new Set(indexes)].flatMap((index) => (positions[index] ? [positions[index]] : [])),
      }))
    : byTopic(positions);
  return groups
    .flatMap(({ topic, own }) => {
      const differing = distinct(own, ({ stance, holder }) => `${stance} ${holder ?? ''}`).slice(0, MOST.positions);
      if (differing.length < 2) return [];
      return [{ topic, positions: differing.map(({ stance, holder, span }) => ({ stance, holder, spans: [span] })) }];
    })
    .slice(0, MOST.perspectives);
}

function byTopic(positions: readonly Placed<PositionPoint>[]) {
  const groups = new Map<string, { topic: string; own: Placed<PositionPoint>[] }>();
  for (const position of positions) {
    const key = contentStems(position.topic).sort().join(' ');
    const group = groups.get(key) ?? { topic: position.topic, own: [] };
    group.own.push(position);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function entitiesOf(named: PartPoints['entities'], finder: QuoteFinder): Entity[] {
  const byName = new Map<string, Entity>();
  for (const { name, type } of named) {
    const key = name.toLowerCase();
    if (!byName.has(key)) byName.set(key, { name, type, mentions: finder.count(name) });
  }
  return [...byName.values()].sort((a, b) => b.mentions - a.mentions).slice(0, MOST.entities);
}
