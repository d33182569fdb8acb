/**
 * fallacy_base_rate: how often the fallacy finder speaks up in ordinary running text. Rows: {label, text}: transcripts by content type.
 * `flagged_share`: share of the sentences of news and educational items that lie in a fallacy's quote; the same for every type, and over all of them. The
 * finder is the shipped one; nobody labelled these sentences, so some of the findings are right.
 */

import { createEmbedder } from '@/lib/engines/embed/embedder';
import { segmentAt } from '@/lib/engines/text/document';
import type { Measure } from '../run';
import { findIn, type Read } from '../support/fallacies/find';
import { limited } from '../support/items';

/** What the share is stated of: texts that mostly tell, not argue. */
const ORDINARY = ['news', 'educational'];

interface Count {
  sentences: number;
  flagged: number;
  names: Map<string, number>;
}

/** Sentences that share a character with a quote. */
function flaggedSentences({ document, fallacies }: Read): number {
  const spans = fallacies.map(({ span }) => {
    const start = document.text.indexOf(span.quote, document.starts[span.segmentIndex]);
    if (start < 0 || segmentAt(document, start) !== span.segmentIndex) throw new Error(`a quote is not in its segment: ${span.quote}`);
    return { start, end: start + span.quote.length };
  });
  return document.sentences.filter((sentence) => spans.some(({ start, end }) => start < sentence.end && sentence.start < end)).length;
}

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('fallacy_base_rate needs --file (rows of label, text)');
  const counts = new Map<string, Count>();
  const items = limited(rows, options);
  const embedder = createEmbedder();
  for (const [i, row] of items.entries()) {
    const label = String(row.label);
    const count = counts.get(label) ?? { sentences: 0, flagged: 0, names: new Map<string, number>() };
    counts.set(label, count);
    const read = await findIn(String(row.text), embedder);
    count.sentences += read.document.sentences.length;
    count.flagged += flaggedSentences(read);
    for (const { name } of read.fallacies) count.names.set(name, (count.names.get(name) ?? 0) + 1);
    if (i % 50 === 49) progress(`${i + 1} of ${items.length}`);
  }
  await embedder.close();
  const shareOf = (labels: readonly string[]) => {
    const chosen = labels.flatMap((label) => counts.get(label) ?? []);
    return chosen.reduce((sum, { flagged }) => sum + flagged, 0) / chosen.reduce((sum, { sentences }) => sum + sentences, 0);
  };
  const all = [...counts.keys()].sort();
  const byName = new Map<string, number>();
  for (const label of ORDINARY) for (const [name, n] of counts.get(label)?.names ?? []) byName.set(name, (byName.get(name) ?? 0) + n);
  return {
    n: ORDINARY.reduce((sum, label) => sum + (counts.get(label)?.sentences ?? 0), 0),
    metrics: {
      flagged_share: shareOf(ORDINARY),
      flagged_share_all: shareOf(all),
      flagged_share_by_type: Object.fromEntries(all.map((label) => [label, shareOf([label])])),
      findings_by_name: Object.fromEntries([...byName].sort(([, a], [, b]) => b - a)),
    },
    settings: { of: ORDINARY, unit: 'sentences', operating_point: 'as shipped: every fallacy that an analysis shows' },
  };
};

export default measure;
