import type { Analysis, Span } from '@/lib/core/runs/content';
import { segmentAt, type TranscriptText } from '../text/document';
import type { Pace } from '../text/pace';

type Points = Pick<Analysis, 'keyPoints' | 'chapters' | 'claims' | 'perspectives' | 'fallacies' | 'relations'>;

/**
 * verify looks every quote up in the transcript, where its span says that it is. A point whose quote is not there is dropped and counted;
 * a position loses single quotes, and goes with its last one; a perspective with fewer than two positions is none.
 */
export async function verify(
  points: Points,
  document: TranscriptText,
  pace: Pace,
): Promise<Points & { verification: Analysis['verification'] }> {
  const verification = { quotesChecked: 0, quotesDropped: 0 };
  const holds = async (span: Span): Promise<boolean> => {
    await pace();
    verification.quotesChecked++;
    const found = occurs(span, document);
    if (!found) verification.quotesDropped++;
    return found;
  };
  const keep = async <Item>(items: readonly Item[], spanOfItem: (item: Item) => Span): Promise<Item[]> => {
    const kept: Item[] = [];
    for (const item of items) if (await holds(spanOfItem(item))) kept.push(item);
    return kept;
  };
  const own = <Item extends { span: Span }>(items: readonly Item[]) => keep(items, ({ span }) => span);

  const perspectives: Points['perspectives'] = [];
  for (const perspective of points.perspectives) {
    const positions: typeof perspective.positions = [];
    for (const position of perspective.positions) {
      const spans = await keep(position.spans, (span) => span);
      if (spans.length > 0) positions.push({ ...position, spans });
    }
    if (positions.length >= LEAST_POSITIONS) perspectives.push({ ...perspective, positions });
  }
  return {
    keyPoints: await own(points.keyPoints),
    ...(points.chapters ? { chapters: await own(points.chapters) } : {}),
    claims: await own(points.claims),
    perspectives,
    fallacies: await own(points.fallacies),
    relations: await own(points.relations),
    verification,
  };
}

const LEAST_POSITIONS = 2;

/** occurs says whether a quote starts in the segment that its span names and goes on from there verbatim. */
function occurs({ quote, segmentIndex }: Span, document: TranscriptText): boolean {
  const start = document.starts[segmentIndex];
  if (start === undefined || quote.trim() === '') return false;
  const at = document.text.indexOf(quote, start);
  return at >= 0 && segmentAt(document, at) === segmentIndex;
}
