import { dot } from '@/lib/data/vectors';
import type { Embedder } from '@/lib/engines/embed/types';
import { contentStems } from '@/lib/engines/text/words';
import { type MemoryFeatures, PASSAGES_ALONE } from './features';
import type { MemoryFilter } from './filter';
import type { MemoryHit } from './hits';
import { searchMemory } from './search';

/** A source as an answerer gets it: content, never instructions. */
export interface AskSource {
  /** From 1; what an answer cites. */
  number: number;
  title: string | null;
  startSeconds: number | null;
  text: string;
}

/** An answerer writes an answer from sources alone; null where they do not hold it. */
export type Answerer = (
  question: string,
  sources: readonly AskSource[],
  signal?: AbortSignal,
) => Promise<{ text: string; cited: number[] } | null>;

export interface AskOptions extends MemoryFilter {
  features?: MemoryFeatures;
  /** Without one the answer is put together of sentences that were said. */
  answerer?: Answerer;
  signal?: AbortSignal;
}

/** What an answer rests on. */
export interface Citation {
  /** As the answer's text names it: [1]. */
  number: number;
  runId: string;
  title: string | null;
  source: string;
  createdAt: Date;
  startSeconds: number | null;
  segmentIndex: number;
  speaker: string | null;
  /** Verbatim. */
  quote: string;
}

export interface MemoryAnswer {
  /** false: memory does not hold the answer, and `text` says so. */
  answered: boolean;
  text: string;
  /** Whether it consists of sentences that were said, or was written by a model. */
  kind: 'extractive' | 'written';
  citations: Citation[];
}

const PASSAGES = 12;
const MOST_SENTENCES = 3;
const MOST_READ = 80;
const LEAST_WORDS = 4;
const MOST_QUOTED_WORDS = 60;
/** The best sentence answers if it is about the same by meaning, or nearly so and holds the question's words. */
const ALIKE = 0.55;
const NEARLY_ALIKE = 0.35;
const LEAST_WORDS_SHARED = 0.6;
/** Further sentences must come as close as this to the best. */
const NEXT_BEST = 0.85;

/** askMemory answers a question from what was remembered, with the run and second of everything it rests on; or says that memory does not hold it. */
export async function askMemory(question: string, options: AskOptions, embedder: Embedder): Promise<MemoryAnswer> {
  const { features = PASSAGES_ALONE, answerer, signal, ...filter } = options;
  const mode = features.hippoRag ? 'hipporag' : 'hybrid';
  const { hits } = await searchMemory({ q: question, limit: PASSAGES, mode, ...filter }, embedder, features);
  const best = await bestSentences(question, hits, embedder, signal);
  if (best.length === 0) return { answered: false, text: NOT_HELD, kind: 'extractive', citations: [] };
  const written = answerer && (await askWriter(question, hits, answerer, signal));
  if (written) return written;
  if (answerer && written === null) return { answered: false, text: NOT_HELD, kind: 'written', citations: [] };
  const citations = best.map(({ hit, text }, i) => citationOf(hit, withNext(hit.text, text), i + 1));
  return { answered: true, text: citations.map(({ quote, number }) => `${quote} [${number}]`).join(' '), kind: 'extractive', citations };
}

const NOT_HELD = 'Nothing that was remembered answers this.';

/** Undefined where the answer cites nothing that it was given: then what was said stands in. */
async function askWriter(
  question: string,
  hits: readonly MemoryHit[],
  answerer: Answerer,
  signal?: AbortSignal,
): Promise<MemoryAnswer | null | undefined> {
  const sources = hits.map(({ title, startSeconds, text }, i) => ({ number: i + 1, title, startSeconds, text }));
  const answer = await answerer(question, sources, signal);
  if (answer === null) return null;
  const cited = [...new Set(answer.cited)].filter((number) => Number.isInteger(number) && number >= 1 && number <= hits.length);
  if (cited.length === 0 || answer.text.trim() === '') return undefined;
  const citations = cited.map((number) => citationOf(hits[number - 1]!, hits[number - 1]!.text, number));
  return { answered: true, text: answer.text.trim(), kind: 'written', citations };
}

function citationOf(hit: MemoryHit, quote: string, number: number): Citation {
  const { runId, title, source, createdAt, segmentIndex, speaker } = hit;
  return { number, runId, title, source, createdAt, startSeconds: secondsOf(hit, quote), segmentIndex, speaker, quote };
}

/** A reason or a name often comes in the sentence after the one that holds the question's words. Verbatim. */
function withNext(passage: string, sentence: string): string {
  const end = passage.indexOf(sentence) + sentence.length;
  const next = /^\s+[^.!?]+[.!?]+["'”’)\]]*(?=\s|$)/.exec(passage.slice(end))?.[0] ?? '';
  const both = sentence + next;
  return both.split(/\s+/).length <= MOST_QUOTED_WORDS ? both : sentence;
}

/** When in its passage a sentence is said: by its place among the letters. */
function secondsOf({ text, startSeconds, endSeconds }: MemoryHit, quote: string): number | null {
  if (startSeconds === null || endSeconds === null) return startSeconds;
  return startSeconds + (Math.max(0, text.indexOf(quote)) / Math.max(1, text.length)) * (endSeconds - startSeconds);
}

interface Said {
  hit: MemoryHit;
  text: string;
  score: number;
}

async function bestSentences(question: string, hits: readonly MemoryHit[], embedder: Embedder, signal?: AbortSignal): Promise<Said[]> {
  const sentences = hits
    .flatMap((hit) => hit.text.split(/(?<=[.!?]["'”’)\]]*)\s+/).map((text) => ({ hit, text: text.trim() })))
    .filter(({ text }) => text.split(/\s+/).length >= LEAST_WORDS && !text.endsWith('?'))
    .slice(0, MOST_READ);
  if (sentences.length === 0) return [];
  const [asked, ...vectors] = await embedder.embed([question, ...sentences.map(({ text }) => text)], signal);
  const wanted = new Set(contentStems(question));
  const scored = sentences.map((sentence, i) => {
    const stems = new Set(contentStems(sentence.text));
    const shared = [...wanted].filter((word) => stems.has(word)).length / Math.max(1, wanted.size);
    const similarity = dot(asked!, vectors[i]!);
    const answers = similarity >= ALIKE || (similarity >= NEARLY_ALIKE && shared >= LEAST_WORDS_SHARED);
    return { ...sentence, score: answers ? similarity + 0.3 * shared : 0 };
  });
  const ranked = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  const distinct = ranked.filter(({ text }, i) => ranked.findIndex((other) => other.text === text) === i);
  return distinct.filter(({ score }) => score >= NEXT_BEST * distinct[0]!.score).slice(0, MOST_SENTENCES);
}
