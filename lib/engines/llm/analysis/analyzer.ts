/**
 * The full analysis by a language model: read part by part, merged, and held against the transcript. It never fails: what the model does not give is the
 * local engine's, and the report says so and why.
 */
import type { Analysis } from '@/lib/core/runs/content';
import type { LlmFailureReason, LlmReport, LlmStepUse } from '@/lib/core/runs/llm-report';
import type { AnalyzeInput } from '../../analyze/types';
import type { Embedder } from '../../embed/types';
import { createPace } from '../../text/pace';
import { splitSentences } from '../../text/sentences';
import { dot } from '../../text/vectors';
import { contentStems, countWords } from '../../text/words';
import type { AnswerCache } from '../cache';
import type { LlmClient } from '../client';
import { compress } from '../compress';
import { LlmFailure } from '../failure';
import { sha256 } from '../likeness';
import { Spending } from '../spending';
import { loadTokenCounter } from '../tokens';
import type { LlmBudget, LlmLedger, LlmModel } from '../types';
import { Counts } from '../untrusted/clean';
import { assemble } from './assemble';
import { localPoints } from './local-points';
import { mergePoints } from './merge';
import { cutParts, type Part } from './parts';
import { type PartPoints, pointsOf } from './points';
import { PROMPT_VERSION } from './prompts';
import { QuoteFinder } from './quotes';
import { type Asking, MERGE_TOKENS, READING_TOKENS, readPart } from './read-part';
import { type Reading, readingSchema } from './schema';
import { line, showSentences } from './shown';

/** Answers to parts that are done, by the hash of what was asked, so that a kill costs one part. */
export interface PartStore {
  find(): Promise<ReadonlyMap<string, unknown>>;
  save(unit: number, key: string, reading: unknown): Promise<void>;
}

/** The run's calls so far, earlier attempts included. */
export interface RunLedger extends LlmLedger {
  totals(): Promise<{ steps: LlmStepUse[]; estimated: boolean; cached: LlmReport['cached'] }>;
}

export interface LlmAnalyzeContext {
  /** Makes what is shown, and reads the parts where there is no cheaper one. */
  strong: LlmModel;
  cheap: LlmModel | null;
  budget: LlmBudget;
  promptCompression: boolean;
  similarAnswers: boolean;
  cache: AnswerCache | null;
  parts: PartStore;
  ledger: RunLedger;
  onProgress(share: number, doing: string): void;
  signal: AbortSignal;
}

export interface LlmAnalyzer {
  /** `local` is the local engine's analysis of the same input. Rejects with the signal's reason, and with what the stores throw. */
  analyze(input: AnalyzeInput, local: Analysis, context: LlmAnalyzeContext): Promise<Analysis>;
}

/** A part is at most this long: points get lost in longer ones. */
const PART_TOKENS = 6_000;
/** Orders, the form of the answer, title and description. */
const OVERHEAD_TOKENS = 1_600;
/** Tokenisers differ. */
const ROOM = 0.85;
/** With fewer parts by the model the result is the local engine's. */
const LEAST_BY_MODEL = 0.5;
/** Cosine to the nearest stretch of the part: below it a summary is of something else. */
const ON_TOPIC = 0.35;
/** So few words are no summary of so many. */
const TOO_SHORT = { summaryWords: 12, partWords: 200 };
const LONGEST = { title: 200, author: 80, description: 500 };

export function createLlmAnalyzer({ client, embedder }: { client: LlmClient; embedder: Embedder }): LlmAnalyzer {
  return {
    async analyze(input, local, context) {
      const { signal, onProgress, strong } = context;
      const cleaned = new Counts();
      const withheld = new Counts();
      const scrubbed = new Counts();
      const pace = createPace(signal);
      onProgress(0, 'Preparing the transcript for the model');
      const countTokens = await loadTokenCounter();
      const document = await splitSentences(input.transcript, pace);
      const finder = new QuoteFinder(document);
      const shown = await showSentences(document, cleaned, withheld, pace);
      const compression = context.promptCompression ? await compress(shown, countTokens, pace) : null;
      const reader = context.cheap ?? strong;
      const parts = cutParts(compression?.kept ?? shown, partTokens(reader), countTokens);

      const before = await context.ledger.totals();
      const spending = new Spending(context.budget, spentIn(before.steps));
      const asking: Asking = {
        client,
        embedder,
        cache: context.cache,
        ledger: context.ledger,
        spending,
        similar: context.similarAnswers,
        signal,
      };
      const about = {
        title: line(input.metadata.title, LONGEST.title, cleaned),
        author: line(input.metadata.author, LONGEST.author, cleaned),
        description: line(input.metadata.description, LONGEST.description, cleaned),
        contentType: input.contentType,
      };

      const failures: LlmFailure[] = [];
      const fits =
        parts.length === 0
          ? new LlmFailure('bad_request', 'nothing is left that could be shown to the model')
          : tooDear(parts, reader, strong, context.budget);
      if (fits) failures.push(fits);
      const progress = createProgress(parts.length, onProgress);
      const done = fits ? new Map<string, unknown>() : await context.parts.find();
      const read = await inTurn(parts, client.concurrency, async (part): Promise<PartPoints | null> => {
        const place = parts.length === 1 ? '' : `part ${part.index + 1} of ${parts.length}`;
        const key = sha256([reader.name, PROMPT_VERSION, part.text]);
        let reading: Reading | null = readingSchema.safeParse(done.get(key)).data ?? null;
        try {
          // Once the endpoint itself has failed, nothing more is asked.
          if (!reading && failures.some(({ ofEndpoint }) => ofEndpoint)) return null;
          if (!reading) {
            reading = await readPart(asking, reader, part.index, { ...about, place, text: part.text }, (count) =>
              progress.at(part.index, count),
            );
            await context.parts.save(part.index, key, reading);
          }
          progress.done(part.index);
          const stems = new Set(contentStems(`${about.title} ${part.text}`));
          return await onTopic(pointsOf(reading, part, finder, stems, scrubbed), part, embedder, signal);
        } catch (error) {
          if (!(error instanceof LlmFailure)) throw error;
          failures.push(error);
          return null;
        }
      });

      const byModel = read.filter((points) => points !== null).length;
      const enough = parts.length > 0 && byModel / parts.length >= LEAST_BY_MODEL;
      const points = read.map((own, i) => own ?? localPoints(local, parts[i]!, document));
      if (!enough) return report(local, 'local');

      const canAsk = !failures.some(({ ofEndpoint }) => ofEndpoint);
      let merged: Awaited<ReturnType<typeof mergePoints>> | null = null;
      if (parts.length > 1 && canAsk) {
        onProgress(0.9, 'The model merges the parts');
        try {
          merged = await mergePoints(asking, strong, about.title, parts, points, scrubbed, countTokens);
        } catch (error) {
          if (!(error instanceof LlmFailure)) throw error;
          failures.push(error);
        }
      }
      onProgress(0.97, 'Checking every quote');
      const wordCount = countWords(document.text);
      const made = assemble(points, merged, finder, wordCount);
      const single = parts.length === 1 ? points[0]! : null;
      const summary = merged?.summary || single?.summary || local.summary;
      const shortSummary = merged?.shortSummary || single?.shortSummary || local.shortSummary;
      const analysis: Analysis = {
        shortSummary,
        summary,
        ...made,
        // A model that finds nothing where the local engine finds something was perhaps told not to look.
        ...(made.keyPoints.length === 0 ? { keyPoints: local.keyPoints } : {}),
        ...(made.claims.length === 0 ? { claims: local.claims } : {}),
        ...(made.entities.length === 0 ? { entities: local.entities } : {}),
        engine: `${strong.name}@${PROMPT_VERSION}`,
        usage: local.usage,
        verification: { quotesChecked: finder.checked, quotesDropped: finder.dropped },
      };
      const whole = failures.length === 0 && summary !== local.summary;
      return report(analysis, whole ? 'model' : 'mixed');

      async function report(result: Analysis, kind: LlmReport['result']): Promise<Analysis> {
        const { steps, estimated, cached } = await context.ledger.totals();
        const worst = failures.find(({ ofEndpoint }) => ofEndpoint) ?? failures[0];
        const fallback: LlmFailureReason | null = kind === 'model' ? null : (worst?.reason ?? 'off_topic');
        const removed = [...cleaned.list(), ...scrubbed.list().map(({ reason, count }) => ({ reason: `answer_${reason}`, count }))];
        return {
          ...result,
          usage: usageOf(steps),
          llm: {
            result: kind,
            reason: fallback,
            detail: kind === 'model' ? null : (worst?.message ?? 'what the model wrote was not about the item'),
            parts: { total: parts.length, byModel: kind === 'local' ? 0 : byModel },
            steps,
            tokensEstimated: estimated,
            cached,
            compression: compression && {
              tokensBefore: compression.tokensBefore,
              tokensAfter: compression.tokensAfter,
              salienceKept: compression.salienceKept,
            },
            withheld: withheld.list(),
            scrubbed: removed,
          },
        };
      }
    },
  };
}

/** What is left of a model's context for one part. */
function partTokens({ contextTokens }: LlmModel): number {
  return Math.max(200, Math.min(PART_TOKENS, Math.floor((contextTokens - READING_TOKENS - OVERHEAD_TOKENS) * ROOM)));
}

/** An item whose reading would not end within the budget is not begun. */
function tooDear(parts: readonly Part[], reader: LlmModel, strong: LlmModel, { tokens, costUsdMicros }: LlmBudget): LlmFailure | null {
  const input = parts.reduce((sum, part) => sum + part.tokens + OVERHEAD_TOKENS, 0);
  const output = parts.length * READING_TOKENS;
  const merge = parts.length > 1 ? { input: OVERHEAD_TOKENS + parts.length * 500, output: MERGE_TOKENS } : { input: 0, output: 0 };
  const needed = input + output + merge.input + merge.output;
  if (tokens !== null && needed > tokens) {
    const of = (count: number) => count.toLocaleString('en');
    return new LlmFailure('over_budget', `the item may need ${of(needed)} tokens; the budget of a run is ${of(tokens)}`);
  }
  if (costUsdMicros === null) return null;
  const held = new Spending({ tokens: null, costUsdMicros });
  try {
    held.hold(reader, input, output);
    held.hold(strong, merge.input, merge.output);
    return null;
  } catch (error) {
    return error as LlmFailure;
  }
}

function spentIn(steps: readonly LlmStepUse[]) {
  return {
    tokens: steps.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0),
    costUsdMicros: steps.reduce((sum, { costUsdMicros }) => sum + (costUsdMicros ?? 0), 0),
  };
}

function usageOf(steps: readonly LlmStepUse[]): Analysis['usage'] {
  const sum = (of: (step: LlmStepUse) => number) => steps.reduce((total, step) => total + of(step), 0);
  const known = steps.every(({ costUsdMicros }) => costUsdMicros !== null);
  return {
    apiCalls: sum(({ apiCalls }) => apiCalls),
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    costUsdMicros: known ? sum(({ costUsdMicros }) => costUsdMicros ?? 0) : null,
  };
}

/** onTopic throws `off_topic` where a summary is not of the part that it is meant to be of. */
async function onTopic(points: PartPoints, part: Part, embedder: Embedder, signal: AbortSignal): Promise<PartPoints> {
  if (points.summary === '') throw new LlmFailure('off_topic', 'nothing that the language model wrote is about the item');
  const words = part.text.split(/\s+/);
  if (countWords(points.summary) < TOO_SHORT.summaryWords && words.length > TOO_SHORT.partWords) {
    throw new LlmFailure('off_topic', 'what the language model wrote about the item is too little to be a summary');
  }
  const stretches = [0, 0.33, 0.66].map((from) =>
    words.slice(Math.floor(from * words.length), Math.floor(from * words.length) + 150).join(' '),
  );
  const [summary, ...own] = await embedder.embed([points.summary, ...stretches], signal);
  if (Math.max(...own.map((vector) => dot(summary!, vector))) < ON_TOPIC) {
    throw new LlmFailure('off_topic', 'what the language model wrote is not about the item');
  }
  return points;
}

/** A usual answer has so many characters; the bar stops short of full until it is there. */
const USUAL_CHARACTERS = 6_000;

function createProgress(total: number, onProgress: (share: number, doing: string) => void) {
  const shares = new Map<number, number>();
  const tell = (doing: string) => {
    const sum = [...shares.values()].reduce((all, share) => all + share, 0);
    onProgress(0.05 + (0.85 * sum) / total, doing);
  };
  return {
    at(index: number, characters: number) {
      shares.set(index, Math.min(0.95, characters / USUAL_CHARACTERS));
      tell(`The model reads part ${index + 1} of ${total}: ${characters.toLocaleString('en')} characters so far`);
    },
    done(index: number) {
      shares.set(index, 1);
      const count = [...shares.values()].filter((share) => share === 1).length;
      tell(`The model has read ${count} of ${total} part${total === 1 ? '' : 's'}`);
    },
  };
}

/** inTurn works on items in their order, at most `most` at once; the results are in that order. */
async function inTurn<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i]!);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}
