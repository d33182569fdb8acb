import type { LlmEntry } from '@/lib/core/metrics/totals';
import type { Tx } from './client';
import type { Run } from './generated/client';
import { llmRunCost } from './llm-calls';

/** As many full runs as the time saved rests on; fewer tell too little. */
const SAMPLE_RUNS = 200;
const LEAST_RUNS = 20;

/**
 * llmEntryOf says what a run that has ended asked of language models, and what it was spared: a full one by the cache; one that stopped before by what the
 * full runs of this deployment asked for each word (null until 20 are in, or where the item's words cannot be told).
 */
export async function llmEntryOf(tx: Tx, run: Run): Promise<LlmEntry> {
  const { apiCalls, costUsdMicros, cachedAnswers, cachedUsdMicros } = await llmRunCost(tx, run.id);
  const made = { apiCalls, costUsdMicros };
  if (!(await namesModel(tx, run))) return { ...made, apiCallsSaved: null, costSavedUsdMicros: null };
  if (run.state !== 'finished') return { ...made, apiCallsSaved: null, costSavedUsdMicros: null };
  if (run.processingType === 'full') return { ...made, apiCallsSaved: cachedAnswers, costSavedUsdMicros: cachedUsdMicros };
  return { ...made, ...(await sparedByStopping(tx, run)) };
}

async function namesModel(tx: Tx, { effectiveConfigHash }: Run): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ named: boolean }[]>`
    SELECT config -> 'llm' IS NOT NULL AS named FROM effective_config WHERE hash = ${effectiveConfigHash}`;
  return row?.named ?? false;
}

interface Rates {
  runs: number;
  callsPerWord: number | null;
  microsPerWord: number | null;
  wordsPerSecond: number | null;
}

async function sparedByStopping(tx: Tx, run: Run): Promise<Pick<LlmEntry, 'apiCallsSaved' | 'costSavedUsdMicros'>> {
  const [rates] = await tx.$queryRaw<Rates[]>`
    SELECT count(*)::int AS runs, (sum(calls) / nullif(sum(words), 0))::float8 AS "callsPerWord",
      CASE WHEN bool_and(micros IS NOT NULL) THEN (sum(micros) / nullif(sum(words), 0))::float8 END AS "microsPerWord",
      (sum(words) FILTER (WHERE seconds > 0) / nullif(sum(seconds), 0))::float8 AS "wordsPerSecond"
    FROM (
      SELECT p.api_calls AS calls, p.cost_usd_micros::float8 AS micros, r.word_count AS words, r.duration_seconds AS seconds
      FROM performance_record p JOIN run r ON r.id = p.run_id
      WHERE p.api_calls > 0 AND p.processing_type = 'full' AND r.word_count > 0
      ORDER BY p.occurred_at DESC LIMIT ${SAMPLE_RUNS}) recent`;
  const nothing = { apiCallsSaved: null, costSavedUsdMicros: null };
  if (!rates || rates.runs < LEAST_RUNS || rates.callsPerWord === null) return nothing;
  const spoken = run.durationSeconds !== null && rates.wordsPerSecond !== null ? run.durationSeconds * rates.wordsPerSecond : null;
  // Of an item that was heard in part, the words that were heard are not all.
  const words = run.durationSeconds !== null && run.heardSeconds !== null ? spoken : (run.wordCount ?? spoken);
  if (words === null) return nothing;
  const micros = rates.microsPerWord === null ? null : Math.round(words * rates.microsPerWord);
  return { apiCallsSaved: Math.max(1, Math.round(words * rates.callsPerWord)), costSavedUsdMicros: micros };
}
