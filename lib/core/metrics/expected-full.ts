/** How long the full analysis of an item would have taken here, from this deployment's own full runs. Never a constant. */

/** One full run that the rates are measured on. Milliseconds exclude waiting. */
export interface FullRunSample {
  hearMs: number;
  assessMs: number;
  /** Analysing and remembering. */
  analyzeMs: number;
  /** Seconds of speech heard; 0 where the source offered the text. */
  speechSeconds: number;
  heardSeconds: number;
  wordCount: number;
}

export interface StageRates {
  hearMsPerSpeechSecond: number;
  assessMsPerWord: number;
  analyzeMsPerWord: number;
  /** Share of what was heard that is speech, [0, 1]. */
  speechShare: number;
  wordsPerSpeechSecond: number;
}

export const MIN_FULL_RUNS = 20;

/** measureRates returns null until 20 full runs are in. Ratios of sums, so that a long item counts as long. */
export function measureRates(samples: readonly FullRunSample[]): StageRates | null {
  if (samples.length < MIN_FULL_RUNS) return null;
  const sum = (value: (sample: FullRunSample) => number, of = samples) => of.reduce((total, sample) => total + value(sample), 0);
  const heard = samples.filter((sample) => sample.heardSeconds > 0);
  const ratio = (over: number, under: number) => (under > 0 ? over / under : 0);
  return {
    hearMsPerSpeechSecond: ratio(
      sum((s) => s.hearMs, heard),
      sum((s) => s.speechSeconds, heard),
    ),
    assessMsPerWord: ratio(
      sum((s) => s.assessMs),
      sum((s) => s.wordCount),
    ),
    analyzeMsPerWord: ratio(
      sum((s) => s.analyzeMs),
      sum((s) => s.wordCount),
    ),
    speechShare: ratio(
      sum((s) => s.speechSeconds, heard),
      sum((s) => s.heardSeconds, heard),
    ),
    wordsPerSpeechSecond: ratio(
      sum((s) => s.wordCount, heard),
      sum((s) => s.speechSeconds, heard),
    ),
  };
}

export interface RunCostFacts {
  acquireMs: number;
  durationSeconds: number | null;
  /** null: nothing was heard. */
  heardSeconds: number | null;
  speechSeconds: number | null;
  /** Words of the whole item; null where only a part of it was heard. */
  wordCount: number | null;
}

/** Milliseconds that the stages of an item would take here, all of it done. */
export interface StageCosts {
  acquireMs: number;
  /** Heard through by the best model; 0 where there is nothing to hear. */
  hearMs: number;
  assessMs: number;
  /** Analysing and remembering. */
  analyzeMs: number;
}

/**
 * expectedStageCosts: hearing = speech seconds × its rate, assessing and analysing = words × their rates. A part-heard item's speech is what was heard, scaled
 * to its length; an item that was not heard at all gets this deployment's mean share of speech. null where neither length nor words are known.
 */
export function expectedStageCosts(run: RunCostFacts, rates: StageRates | null): StageCosts | null {
  if (!rates) return null;
  const { acquireMs, durationSeconds, heardSeconds, speechSeconds, wordCount } = run;
  const text = (words: number) => ({ assessMs: words * rates.assessMsPerWord, analyzeMs: words * rates.analyzeMsPerWord });
  const offeredText = heardSeconds === null && wordCount !== null;
  if (offeredText) return { acquireMs, hearMs: 0, ...text(wordCount) };
  if (durationSeconds === null) return null;
  const speechShare = heardSeconds ? (speechSeconds ?? 0) / heardSeconds : rates.speechShare;
  const wholeSpeech = speechShare * durationSeconds;
  return { acquireMs, hearMs: wholeSpeech * rates.hearMsPerSpeechSecond, ...text(wordCount ?? wholeSpeech * rates.wordsPerSpeechSecond) };
}

/** expectedFullMs is the sum of what the stages would take; null where that is not known. */
export function expectedFullMs(run: RunCostFacts, rates: StageRates | null): number | null {
  const costs = expectedStageCosts(run, rates);
  return costs && Math.round(costs.acquireMs + costs.hearMs + costs.assessMs + costs.analyzeMs);
}

/** timeSavedPct = 1 − spent / expected; a fraction ≤ 1, negative where more was spent than the full analysis would have. */
export function timeSavedPct(spentMs: number | null, expectedMs: number | null): number | null {
  return spentMs === null || expectedMs === null || expectedMs <= 0 ? null : 1 - spentMs / expectedMs;
}

export interface ExpectedFullError {
  audits: number;
  /** (Σ expected − Σ full) ÷ Σ full: > 0 where too much is expected, so that savings look too good. */
  bias: number;
  /** Σ |expected − full| ÷ Σ full. */
  absolute: number;
}

/** expectedFullError holds what was expected against what the audits of the same items really took; null without any. */
export function expectedFullError(audited: readonly { expectedFullMs: number; fullMs: number }[]): ExpectedFullError | null {
  const sum = (value: (one: (typeof audited)[number]) => number) => audited.reduce((total, one) => total + value(one), 0);
  const fullMs = sum((one) => one.fullMs);
  if (fullMs === 0) return null;
  return {
    audits: audited.length,
    bias: (sum((one) => one.expectedFullMs) - fullMs) / fullMs,
    absolute: sum((one) => Math.abs(one.expectedFullMs - one.fullMs)) / fullMs,
  };
}
