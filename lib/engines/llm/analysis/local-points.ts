import type { Analysis, Span } from '@/lib/core/runs/content';
import type { TranscriptText } from '../../text/document';
import type { Part } from './parts';
import type { PartPoints, Placed } from './points';

/** localPoints gives what the local engine found in a part, for one that the model did not read. */
export function localPoints(local: Analysis, part: Part, document: TranscriptText): PartPoints {
  const own = <T extends { span: Span }>(items: readonly T[]): Placed<T>[] =>
    items.flatMap((item) => {
      const at = offsetOf(item.span, document);
      return at !== null && at >= part.start && at < part.end ? [{ ...item, at }] : [];
    });
  const keyPoints = own(local.keyPoints);
  const told = keyPoints.map(({ text }) => text).join(' ') || document.text.slice(part.start, part.start + 300);
  return {
    shortSummary: keyPoints[0]?.text ?? '',
    summary: told,
    keyPoints,
    chapters: own(local.chapters ?? []),
    claims: own(local.claims),
    positions: local.perspectives.flatMap(({ topic, positions }) =>
      own(positions.flatMap(({ stance, holder, spans }) => spans.slice(0, 1).map((span) => ({ topic, stance, holder, span })))),
    ),
    fallacies: own(local.fallacies),
    entities: [],
    relations: own(local.relations),
  };
}

/** Where a verified span begins in the text; null where it does not occur. */
function offsetOf({ quote, segmentIndex }: Span, document: TranscriptText): number | null {
  const at = document.text.indexOf(quote, document.starts[segmentIndex] ?? 0);
  return at < 0 ? null : at;
}
