import type { Perspective, Position } from '@/lib/core/runs/content';
import type { Embedder } from '../../embed/types';
import { spanOf } from '../../text/document';
import { keyPhrases } from '../../text/keyphrases';
import type { Pace } from '../../text/pace';
import { termsOf, uniqueTerms } from '../../text/salience';
import type { SentenceDocument } from '../../text/sentences';
import { standAlone } from '../../text/tidy';
import { dot } from '../../text/vectors';
import { type Stance, stanceOf } from './stance';

const MOST_PERSPECTIVES = 8;
const MOST_POSITIONS = 4;
/** Bounds what is embedded and compared of an item of any length; the plainest stances are kept. */
const MOST_STANCES = 160;
/** Cosine from which two sentences are about one thing, when they also share telling words. */
const SAME_TOPIC = 0.5;
/** One word in common is common among people who talk about one subject and agree. */
const LEAST_SHARED = 2;
/** A shared word below this rarity says nothing of the topic. */
const TELLING = 0.3;
/** Without names, only a sentence that contrasts with one this near is taken to answer it. */
const NEAR_SENTENCES = 3;

interface Placed extends Stance {
  vector: Float32Array;
  /** Telling words, with their weights. */
  terms: Map<string, number>;
}

interface Clash {
  a: Placed;
  b: Placed;
  shared: string[];
  score: number;
}

/**
 * findPerspectives returns the contested points of an item, plainest first, at most 8 of 2–4 positions: two sentences that take opposite
 * sides on the same words, by different holders, or by one sentence expressly contrasting with another close by. Whatever is less clear is
 * left out. English only. Throws the pace's or signal's abort and what the embedder throws.
 */
export async function findPerspectives(
  document: SentenceDocument,
  embedder: Embedder,
  pace: Pace,
  signal?: AbortSignal,
): Promise<Perspective[]> {
  if (!document.english) return [];
  const stances: Stance[] = [];
  for (const sentence of document.sentences) {
    await pace();
    const stance = stanceOf(sentence);
    if (stance) stances.push(stance);
  }
  const kept = stances.sort((a, b) => weight(b) - weight(a)).slice(0, MOST_STANCES);
  if (kept.length < 2) return [];
  const vectors = await embedder.embed(
    kept.map(({ sentence }) => sentence.text),
    signal,
  );
  const placed = kept.map((stance, i): Placed => ({ ...stance, vector: vectors[i]!, terms: tellingTerms(stance.sentence.text) }));
  const clashes = await clashesOf(placed, pace);

  const used = new Set<Placed>();
  const topics = new Set<string>();
  const perspectives: Perspective[] = [];
  for (const clash of clashes) {
    if (perspectives.length === MOST_PERSPECTIVES) break;
    if (used.has(clash.a) || used.has(clash.b)) continue;
    const members = [clash.a, clash.b, ...joining(clash, placed, used)];
    const topic = await nameTopic(clash, members, pace);
    for (const member of members) used.add(member);
    if (topic === null || topics.has(topic)) continue;
    topics.add(topic);
    perspectives.push({ topic, positions: positionsOf(document, members) });
  }
  return perspectives;
}

const weight = ({ strength, holder, contrasts }: Stance): number => strength + (holder ? 1 : 0) + (contrasts ? 1 : 0);

const tellingTerms = (text: string): Map<string, number> =>
  new Map([...uniqueTerms(termsOf(text))].filter(([, value]) => value >= TELLING));

async function clashesOf(placed: readonly Placed[], pace: Pace): Promise<Clash[]> {
  const clashes: Clash[] = [];
  for (const [i, a] of placed.entries()) {
    await pace();
    for (const b of placed.slice(i + 1)) {
      if (a.side === b.side || !disagree(a, b)) continue;
      const closeness = dot(a.vector, b.vector);
      const shared = [...a.terms.keys()].filter((term) => b.terms.has(term));
      if (closeness < SAME_TOPIC || shared.length < LEAST_SHARED) continue;
      clashes.push({ a, b, shared, score: closeness + 0.1 * Math.min(3, shared.length) + 0.02 * (a.strength + b.strength) });
    }
  }
  return clashes.sort((x, y) => y.score - x.score);
}

function disagree(a: Placed, b: Placed): boolean {
  if (a.holder !== null && b.holder !== null) return a.holder !== b.holder;
  const later = a.sentence.index > b.sentence.index ? a : b;
  const told = a.holder !== null || b.holder !== null;
  return told && later.contrasts && Math.abs(a.sentence.index - b.sentence.index) <= NEAR_SENTENCES;
}

/** Others that share the clash's topic and take a side in it, one a holder. */
function joining({ a, b, shared }: Clash, placed: readonly Placed[], used: ReadonlySet<Placed>): Placed[] {
  const holders = new Set([a.holder, b.holder]);
  const more: Placed[] = [];
  for (const other of placed) {
    if (more.length === MOST_POSITIONS - 2) break;
    if (other === a || other === b || used.has(other) || other.holder === null || holders.has(other.holder)) continue;
    const close = Math.max(dot(other.vector, a.vector), dot(other.vector, b.vector));
    if (close < SAME_TOPIC || !shared.some((term) => other.terms.has(term))) continue;
    holders.add(other.holder);
    more.push(other);
  }
  return more;
}

/** The longest phrase made only of words that both sides use, the weightiest of those: longer ones name the point more exactly. */
async function nameTopic({ shared }: Clash, members: readonly Placed[], pace: Pace): Promise<string | null> {
  const texts = members.map(({ sentence }) => sentence.text);
  const phrases = await keyPhrases(
    texts,
    texts.map((text) => ({ terms: termsOf(text) })),
    20,
    pace,
  );
  const common = phrases.filter(({ stems }) => stems.every((one) => shared.includes(one)));
  return common.sort((x, y) => y.stems.length - x.stems.length || y.weight - x.weight)[0]?.text ?? null;
}

function positionsOf(document: SentenceDocument, members: readonly Placed[]): Position[] {
  return [...members]
    .sort((x, y) => x.sentence.index - y.sentence.index)
    .map(({ sentence, holder }) => ({
      stance: standAlone(sentence.text),
      holder,
      spans: [spanOf(document, sentence.start, sentence.end)],
    }));
}
