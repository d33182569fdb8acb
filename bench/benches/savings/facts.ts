import { createLocalAnalyzer } from '@/lib/engines/analyze';
import type { Embedder } from '@/lib/engines/embed/types';
import { createPace } from '@/lib/engines/text/pace';
import { profileItem } from '@/lib/engines/text/profile';
import { contentStems, words } from '@/lib/engines/text/words';
import { normaliseEnglish } from '../../evals/speech/normalise';
import { type Item, metadataOf } from './item';

/** The labels whose items must not be stopped wrongly, and from how many words on. */
const COUNTED_LABELS = ['discussion', 'news', 'technology', 'educational'];
const LEAST_WORDS = 150;
/** A delivered text that carries less of the facts than this has lost the item. */
const LEAST_FACTS = 0.5;

/** Whether an item's label says that it must not be lost. */
export function counts({ label, text }: Item): boolean {
  return label !== null && COUNTED_LABELS.includes(label) && words(text).length >= LEAST_WORDS;
}

export const isLost = (factShare: number): boolean => factShare < LEAST_FACTS;

/** Gives the share of an item's facts that a text carries. */
export type FactShare = (delivered: string) => number;

/**
 * factsOf reads the facts of an item off its label and reference text alone: the names, figures and key phrases (what the text keeps coming
 * back to, weighed against common English) in a full summary of the reference text.
 */
export async function factsOf({ title, text }: Item, embedder: Embedder): Promise<FactShare> {
  const transcript = {
    origin: 'captions' as const,
    language: 'en',
    engine: 'published',
    segments: [{ startSeconds: null, endSeconds: null, text, confidence: null, speaker: null }],
  };
  const metadata = metadataOf(title);
  const signal = new AbortController().signal;
  const { summary } = await createLocalAnalyzer({ embedder }).analyze({ metadata, transcript, contentType: 'general' }, () => {}, signal);
  const { names, phrases } = await profileItem(transcript, embedder, createPace());
  const told = read(summary);
  const facts = [
    ...names
      .filter(({ forms }) => forms.some((form) => told.has(form)))
      .map(
        ({ forms }) =>
          (other: Told) =>
            forms.some((form) => other.has(form)),
      ),
    ...told.figures.map((figure) => (other: Told) => other.figures.includes(figure)),
    ...phrases
      .filter(({ stems }) => stems.every((stem) => told.stems.has(stem)))
      .map(
        ({ stems }) =>
          (other: Told) =>
            stems.every((stem) => other.stems.has(stem)),
      ),
  ];
  return (delivered) => {
    const other = read(delivered);
    return facts.length === 0 ? 1 : facts.filter((carriedBy) => carriedBy(other)).length / facts.length;
  };
}

interface Told {
  /** Whether a name occurs, whatever the spelling of its capitals and spaces. */
  has(name: string): boolean;
  figures: string[];
  stems: ReadonlySet<string>;
}

/** Figures are compared as they are said: "two million" and "2,000,000" are the same. Less than ten is a word like any other. */
function read(text: string): Told {
  const spoken = normaliseEnglish(text);
  const plain = ` ${spoken.join(' ')} `;
  return {
    has: (name) => plain.includes(` ${normaliseEnglish(name).join(' ')} `),
    figures: [...new Set(spoken.filter((word) => /^\d{2,}/.test(word)))],
    stems: new Set(contentStems(text)),
  };
}
