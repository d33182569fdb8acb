/** What a stretch of speech says of its language. Also loaded inside the speech thread, so relative imports only. */

export interface LanguageEvidence {
  /** Mean over the tokens, and how many they are. */
  meanLogProbability: number;
  tokens: number;
  /** How alike the transcripts of the two models are, [0, 1]; null when the other was not asked. */
  agreement: number | null;
}

/** Evidence counts in full only when there is enough of it: half of it at this many tokens. */
const HALF_WEIGHT_TOKENS = 10;

/*
 * Two logistic regressions of "not English", on 301 to 590 chunks: English read, spontaneous, telephone and synthetic, clean and down to 2 dB of
 * noise or music; German, Spanish, French, Italian, Russian and Swedish. With the second opinion 2 English chunks (both garbled by noise) and no
 * foreign one fell on the wrong side.
 */
const ALONE = { intercept: -3.4, weighted: -5, perLogProbability: -24.8 };
const TOGETHER = { intercept: -3.9, weighted: 0.2, perLogProbability: -21.2, perAgreement: -7.1, foreignText: 8.1 };

/**
 * foreignLogit is the log-odds that what was said is not English. `foreignText`: a language detector finds another language in the words; that counts
 * beside a second opinion only, for alone it says little.
 */
export function foreignLogit({ meanLogProbability, tokens, agreement }: LanguageEvidence, foreignText = false): number {
  const weight = tokens / (tokens + HALF_WEIGHT_TOKENS);
  if (agreement === null) return ALONE.intercept + weight * (ALONE.weighted + ALONE.perLogProbability * meanLogProbability);
  const { intercept, weighted, perLogProbability, perAgreement } = TOGETHER;
  const evidence = weighted + perLogProbability * meanLogProbability + perAgreement * agreement + (foreignText ? TOGETHER.foreignText : 0);
  return intercept + weight * evidence;
}

/** Between these log-odds the other model is worth asking: few English chunks lie there, and about half of the foreign ones. */
const DOUBT = { from: -2, to: 6 };

/** isDoubtful says whether the other model's transcript should be asked for. */
export function isDoubtful(evidence: LanguageEvidence): boolean {
  const logit = foreignLogit(evidence);
  return logit > DOUBT.from && logit < DOUBT.to;
}
