/**
 * analysis: how fast are the quick result and the local full analysis? Text: own writing composed to `--words N` words (default 10,000), in turns of three
 * speakers, each round another text, so that no vector is known before. `quick_words_per_second` and `full_words_per_second`: by the processor time of the process with all its
 * threads, which is the time of one core; median of `--rounds N` (default 5) after a warm-up. Beside them what the libraries alone take for the same text: wink-nlp tagging
 * it once, and the embedding model on as many texts of the same length as the engine embeds: `…_libraries_words_per_second`.
 */
import type { Transcript } from '@/lib/core/runs/content';
import { createLocalAnalyzer } from '@/lib/engines/analyze';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Embedder } from '@/lib/engines/embed/types';
import { createSummarizer } from '@/lib/engines/summarize';
import { tag } from '@/lib/engines/text/tagger';
import { countWords } from '@/lib/engines/text/words';
import type { Measure } from '../run';
import { transcriptOfTurns, UNKNOWN_METADATA } from '../support/items';
import { quantile } from '../support/quantile';
import { readTelling } from '../train/fallacies/material';

const SPEAKERS = ['Ann', 'Ben', 'Cleo'];

function composed(wordCount: number, round: number): Transcript {
  const lines = readTelling();
  const turns = [];
  for (let words = 0, i = 0; words < wordCount; i++) {
    const text = `In part ${round} of ${i}, ${lines[(i + 97 * round) % lines.length]!}`;
    turns.push({ speaker: SPEAKERS[i % SPEAKERS.length]!, text });
    words += countWords(text);
  }
  return transcriptOfTurns(turns);
}

/** Processor seconds of the whole process, its threads included: what one core that does nothing else needs. */
async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(startedAt);
  return (user + system) / 1e6;
}

const measure: Measure = async ({ options, progress }) => {
  const wordCount = Number(options.words ?? 10_000);
  const rounds = Number(options.rounds ?? 5);
  const embedder = createEmbedder();
  let embedded: string[][] = [];
  const watched: Embedder = {
    ...embedder,
    embed: (texts, signal) => {
      embedded.push([...texts]);
      return embedder.embed(texts, signal);
    },
  };
  const summarizer = createSummarizer({ embedder: watched });
  const analyzer = createLocalAnalyzer({ embedder: watched });
  const work: Record<string, (transcript: Transcript) => Promise<unknown>> = {
    quick: (transcript) => summarizer.summarize({ metadata: UNKNOWN_METADATA, transcript }),
    full: (transcript) =>
      analyzer.analyze({ metadata: UNKNOWN_METADATA, transcript, contentType: 'discussion' }, () => {}, AbortSignal.timeout(300_000)),
  };
  const metrics: Record<string, number> = {};
  for (const [w, [name, run]] of Object.entries(work).entries()) {
    const engine: number[] = [];
    const libraries: number[] = [];
    for (let round = -WARM_UPS; round < rounds; round++) {
      embedded = [];
      const transcript = composed(wordCount, 1000 * w + round + WARM_UPS);
      const words = transcript.segments.reduce((sum, { text }) => sum + countWords(text), 0);
      const own = await seconds(() => run(transcript));
      // The same texts with a mark, so that none is known.
      const texts = embedded.flat().map((text) => `~${text}`);
      const bare = await seconds(async () => {
        for (const { text } of transcript.segments) tag(text);
        await embedder.embed(texts);
      });
      progress(`${name}: ${own.toFixed(2)} s, libraries ${bare.toFixed(2)} s, ${texts.length} texts embedded`);
      if (round < 0) continue;
      engine.push(words / own);
      libraries.push(words / bare);
    }
    metrics[`${name}_words_per_second`] = quantile(engine, 0.5);
    metrics[`${name}_libraries_words_per_second`] = quantile(libraries, 0.5);
  }
  await embedder.close();
  return {
    n: rounds,
    metrics,
    settings: { words: wordCount, text: 'own writing', time: 'processor time, all threads', embedder: embedder.model },
  };
};

const WARM_UPS = 2;

export default measure;
