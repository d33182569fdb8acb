import { createHash } from 'node:crypto';
import type { Embedder } from '../embed/types';
import { meanDirection } from '../text/vectors';
import { contentStems, words } from '../text/words';

/** What two texts must have in common besides their direction, which numbers and negations hardly move. */
export interface Features {
  /** Figures as they are written, sorted, each once. */
  figures: string[];
  negations: number;
}

const NEGATION = /\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|n't)\b|n['’]t\b/gi;
const SPELT_NUMBER =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion|half|twice|double|first|second|third)$/;

export function featuresOf(text: string): Features {
  const figures = words(text.toLowerCase()).filter((word) => /\d/.test(word) || SPELT_NUMBER.test(word));
  return { figures: [...new Set(figures)].sort(), negations: text.match(NEGATION)?.length ?? 0 };
}

const SAME_FIGURES = 0.9;
const NEGATION_SLACK = 0.1;

/** comparable says whether two texts name the same figures (nine of ten) and deny as often (by a tenth): without that no likeness is enough. */
export function comparable(a: Features, b: Features): boolean {
  const shared = a.figures.filter((figure) => b.figures.includes(figure)).length;
  const all = new Set([...a.figures, ...b.figures]).size;
  if (all > 0 && shared / all < SAME_FIGURES) return false;
  return Math.abs(a.negations - b.negations) <= NEGATION_SLACK * Math.max(a.negations, b.negations);
}

/** Words that one embedding takes in, and how many stretches a text is embedded in at most. */
const STRETCH_WORDS = 150;
const MOST_STRETCHES = 48;

/** directionOf gives a text's unit vector: the mean of its stretches'. */
export async function directionOf(text: string, embedder: Embedder, signal?: AbortSignal): Promise<Float32Array> {
  const all = text.split(/\s+/);
  const stretches = Array.from({ length: Math.max(1, Math.ceil(all.length / STRETCH_WORDS)) }, (_, i) =>
    all.slice(i * STRETCH_WORDS, (i + 1) * STRETCH_WORDS).join(' '),
  );
  const step = Math.max(1, stretches.length / MOST_STRETCHES);
  const spread = Array.from({ length: Math.min(stretches.length, MOST_STRETCHES) }, (_, i) => stretches[Math.floor(i * step)]!);
  const vectors = await embedder.embed(spread, signal);
  return meanDirection(
    vectors,
    vectors.map(() => 1),
    embedder.dimension,
  );
}

/** supportOf is the share of a text's content words that `stems` holds; 1 for a text without any. */
export function supportOf(text: string, stems: ReadonlySet<string>): number {
  const own = [...new Set(contentStems(text))];
  return own.length === 0 ? 1 : own.filter((stem) => stems.has(stem)).length / own.length;
}

export const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
