/**
 * `npm run eval -- prompt_compression --file F [--limit N]`: what prompt compression saves and what it costs. Rows: {text} (content_types) or {transcript}.
 * Each item's local full analysis is made from the whole text and from what compression leaves, and both are scored against the whole item by the assessor.
 *
 * `paid_share`: share of the items that compression pays for at all (12 % saved or more); the others are sent whole. Of those that it does: `tokens_saved`,
 * `salience_kept`, and the means of `overall` and `completeness` from the whole and from the compressed text, with `overall_lost` = the difference;
 * `quotes_addressable`: share of the compressed analysis's key points whose quotes are found in the whole transcript.
 */
import type { Transcript } from '@/lib/core/runs/content';
import { createLocalAnalyzer } from '@/lib/engines/analyze';
import { createAssessor } from '@/lib/engines/assess';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { QuoteFinder } from '@/lib/engines/llm/analysis/quotes';
import { showSentences } from '@/lib/engines/llm/analysis/shown';
import { compress } from '@/lib/engines/llm/compress';
import { loadTokenCounter } from '@/lib/engines/llm/tokens';
import { Counts } from '@/lib/engines/llm/untrusted/clean';
import { createPace } from '@/lib/engines/text/pace';
import { splitSentences } from '@/lib/engines/text/sentences';
import type { Measure } from '../run';
import { transcriptOfTurns, UNKNOWN_METADATA } from '../support/items';

const WEIGHTS = { coherence: 0.3, completeness: 0.4, informativeness: 0.3 };

const transcriptOfLines = (lines: readonly string[]) => transcriptOfTurns(lines.map((text) => ({ speaker: null, text })));

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('prompt_compression needs --file (rows of text or transcript)');
  const limit = typeof options.limit === 'string' ? Number(options.limit) : rows.length;
  const step = Math.max(1, rows.length / limit);
  const texts = Array.from({ length: Math.min(limit, rows.length) }, (_, i) => {
    const row = rows[Math.floor(i * step)]!;
    const said = row.transcript ?? row.text;
    return Array.isArray(said)
      ? said.map((turn) => (typeof turn === 'string' ? turn : Object.values(turn as object).join(': ')))
      : String(said).split(/\n+/);
  });
  const embedder = createEmbedder();
  const analyzer = createLocalAnalyzer({ embedder });
  const assessor = createAssessor({ embedder });
  const countTokens = await loadTokenCounter();
  const signal = new AbortController().signal;
  const analyze = (transcript: Transcript) =>
    analyzer.analyze({ metadata: UNKNOWN_METADATA, transcript, contentType: 'general' }, () => {}, signal);

  const paid: {
    saved: number;
    salience: number;
    whole: { overall: number; completeness: number };
    less: { overall: number; completeness: number };
    found: number;
    points: number;
  }[] = [];
  let withheld = 0;
  let sentences = 0;
  for (const [i, text] of texts.entries()) {
    const transcript = transcriptOfLines(text);
    const pace = createPace(signal);
    const document = await splitSentences(transcript, pace);
    const held = new Counts();
    const shown = await showSentences(document, new Counts(), held, pace);
    withheld += held.list().reduce((sum, { count }) => sum + count, 0);
    sentences += document.sentences.length;
    const compression = await compress(shown, countTokens, pace);
    if (compression) {
      const whole = await analyze(transcript);
      const less = await analyze(transcriptOfLines(compression.kept.map((sentence) => sentence.shown)));
      const finder = new QuoteFinder(document);
      paid.push({
        saved: 1 - compression.tokensAfter / compression.tokensBefore,
        salience: compression.salienceKept,
        whole: await assessor.assess(whole, transcript, WEIGHTS, signal),
        less: await assessor.assess(less, transcript, WEIGHTS, signal),
        points: less.keyPoints.length,
        found: less.keyPoints.filter(({ span }) => finder.find(span.quote) !== null).length,
      });
    }
    if (i % 20 === 19) progress(`${i + 1} of ${texts.length}`);
  }
  await embedder.close();
  const mean = (of: (one: (typeof paid)[number]) => number) =>
    paid.length === 0 ? null : paid.reduce((sum, one) => sum + of(one), 0) / paid.length;
  const points = paid.reduce((sum, one) => sum + one.points, 0);
  return {
    n: texts.length,
    metrics: {
      paid_share: paid.length / texts.length,
      tokens_saved: mean(({ saved }) => saved),
      salience_kept: mean(({ salience }) => salience),
      overall_whole: mean(({ whole }) => whole.overall),
      overall_compressed: mean(({ less }) => less.overall),
      overall_lost: mean(({ whole, less }) => whole.overall - less.overall),
      completeness_whole: mean(({ whole }) => whole.completeness),
      completeness_compressed: mean(({ less }) => less.completeness),
      quotes_addressable: points === 0 ? null : paid.reduce((sum, one) => sum + one.found, 0) / points,
      withheld_share_of_sentences: withheld / Math.max(1, sentences),
    },
    settings: { analyzer: analyzer.engine, assessor: assessor.engine, weights: WEIGHTS },
  };
};

export default measure;
