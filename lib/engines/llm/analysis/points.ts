/** From what a model said of a part to points that hold: quoted from the transcript, plain text, about this item. What does not hold is dropped and counted. */
import type { Claim, Entity, Fallacy, KeyPoint, Relation, Span } from '@/lib/core/runs/content';
import { contentStems } from '../../text/words';
import { supportOf } from '../likeness';
import type { Counts } from '../untrusted/clean';
import { orderIn } from '../untrusted/orders';
import { scrub, sentencesOf } from '../untrusted/scrub';
import type { Part } from './parts';
import { FALLACIES } from './prompts';
import type { FoundQuote, QuoteFinder } from './quotes';
import type { Reading } from './schema';

/** A point and where in the transcript it begins. */
export type Placed<T> = T & { at: number };

export interface PositionPoint {
  topic: string;
  stance: string;
  holder: string | null;
  span: Span;
}

export interface PartPoints {
  shortSummary: string;
  summary: string;
  keyPoints: Placed<KeyPoint>[];
  chapters: Placed<{ title: string; span: Span }>[];
  claims: Placed<Claim>[];
  positions: Placed<PositionPoint>[];
  fallacies: Placed<Fallacy>[];
  entities: Pick<Entity, 'name' | 'type'>[];
  relations: Placed<Relation>[];
}

export const LONGEST = { short: 500, summary: 3_000, text: 400, title: 90, name: 80 } as const;
const MOST = { key_points: 12, chapters: 10, claims: 25, positions: 16, fallacies: 10, entities: 40, relations: 20 } as const;
/** A sentence half of whose words are nowhere in the material speaks of something else. */
const LEAST_SUPPORT = 0.5;
const FEW_STEMS = 4;
/** Characters around a quote: some sentences, so that names may stand for pronouns. */
const NEAR = 600;
const CLAIM_BAR = 0.5;
const FALLACY_BAR = 0.5;
/** Below it a fallacy is only possible. */
const LIKELY = 0.75;

const share = (value: number): number => (Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0);

/** supported keeps the sentences of a text that the material supports. */
export function supported(text: string, stems: ReadonlySet<string>, counts: Counts): string {
  const kept = sentencesOf(text).filter((sentence) => {
    const count = new Set(contentStems(sentence)).size;
    const support = supportOf(sentence, stems);
    const holds = count === 0 ? false : count < FEW_STEMS ? support > 0 : support >= LEAST_SUPPORT;
    if (!holds) counts.add('unsupported');
    return holds;
  });
  return kept.join(' ');
}

/** pointsOf checks everything that was said of a part. `stems`: content words of what the model was shown. */
export function pointsOf(reading: Reading, part: Part, finder: QuoteFinder, stems: ReadonlySet<string>, counts: Counts): PartPoints {
  const words = (text: string, longest: number) => supported(scrub(text, longest, counts), stems, counts);
  const label = (text: string, longest: number) => scrub(text, longest, counts);
  const place = (quote: string): FoundQuote | null => {
    if (orderIn(quote) !== null) {
      counts.add('orders');
      return null;
    }
    return finder.find(quote, part.start, part.end);
  };
  const placed = <In extends { quote: string }, Out extends { span: Span }>(
    items: readonly In[],
    most: number,
    make: (item: In, found: FoundQuote) => Out | null,
  ): Placed<Out>[] =>
    items.slice(0, most).flatMap((item) => {
      const found = place(item.quote);
      const made = found && make(item, found);
      return made ? [{ ...made, at: found.start }] : [];
    });
  // What a point says is to stand near what it quotes; else the quote stands for it.
  const told = (text: string, { start, end, span }: FoundQuote) => {
    const near = new Set(contentStems(finder.textAround(start, end, NEAR)));
    return supported(scrub(text, LONGEST.text, counts), near, counts) || label(span.quote, LONGEST.text);
  };

  return {
    shortSummary: words(reading.short_summary, LONGEST.short),
    summary: words(reading.summary, LONGEST.summary),
    keyPoints: placed(reading.key_points, MOST.key_points, ({ text }, found) => ({ text: told(text, found), span: found.span })),
    chapters: placed(reading.chapters, MOST.chapters, ({ title }, { span }) => {
      const name = words(title, LONGEST.title);
      return name === '' ? null : { title: name, span };
    }),
    claims: placed(reading.claims, MOST.claims, ({ text, check_worthiness }, found) =>
      share(check_worthiness) < CLAIM_BAR ? null : { text: told(text, found), span: found.span, checkWorthiness: share(check_worthiness) },
    ),
    positions: placed(reading.positions, MOST.positions, ({ topic, stance, holder }, { span }) => {
      const point = { topic: words(topic, LONGEST.title), stance: words(stance, LONGEST.text) };
      const name = holder === null ? '' : label(holder, LONGEST.name);
      // Someone whom the material does not name holds nothing.
      const known = name !== '' && finder.count(name) > 0 ? name : null;
      return point.topic === '' || point.stance === '' ? null : { ...point, holder: known, span };
    }),
    fallacies: placed(reading.fallacies, MOST.fallacies, ({ name, cue, explanation, confidence }, { span }) => {
      const known = FALLACIES.find(
        (one) =>
          one ===
          name
            .trim()
            .toLowerCase()
            .replace(/[\s-]+/g, '_'),
      );
      const why = label(explanation, LONGEST.text);
      if (!known || why === '' || share(confidence) < FALLACY_BAR) return null;
      const status = share(confidence) >= LIKELY ? 'likely' : 'possible';
      const words = cue !== '' && span.quote.toLowerCase().includes(cue.toLowerCase()) ? cue : span.quote;
      return { name: known, span, cue: words, explanation: why, confidence: share(confidence), status };
    }),
    entities: reading.entities.slice(0, MOST.entities).flatMap(({ name, type }) => {
      const plain = label(name, LONGEST.name);
      return plain !== '' && finder.count(plain) > 0 ? [{ name: plain, type }] : [];
    }),
    relations: placed(reading.relations, MOST.relations, ({ subject, predicate, object }, { span }) => {
      const [from, to] = [label(subject, LONGEST.name), label(object, LONGEST.name)];
      const verb = label(predicate, LONGEST.name);
      const names = [from, to].every((name) => name !== '' && finder.count(name) > 0);
      return names && verb !== '' ? { subject: from, predicate: verb, object: to, span } : null;
    }),
  };
}
