import type { RawUsage } from './answer';
import type { LlmModel, TokenUse } from './types';

/** costOf: tokens × price, rounded up to whole micros; null unless both prices are known. US dollars for a million tokens are micros for one. */
export function costOf(
  { inputUsdPerMillion, outputUsdPerMillion }: Pick<LlmModel, 'inputUsdPerMillion' | 'outputUsdPerMillion'>,
  inputTokens: number,
  outputTokens: number,
): number | null {
  if (inputUsdPerMillion === null || outputUsdPerMillion === null) return null;
  // Rounded twice: 3 × 0.1 is not to cost a micro more.
  return Math.ceil(Number((inputTokens * inputUsdPerMillion + outputTokens * outputUsdPerMillion).toFixed(6)));
}

/** addCost: a sum with an unknown part is unknown. */
export const addCost = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

/** tokenUse takes what the endpoint says, its own bill first; `counted` fills in what it leaves out. */
export function tokenUse(model: LlmModel, usage: RawUsage, counted: { inputTokens: number; outputTokens: number }): TokenUse {
  const inputTokens = usage.inputTokens ?? counted.inputTokens;
  const outputTokens = usage.outputTokens ?? counted.outputTokens;
  const billed = usage.costUsd === null ? null : Math.ceil(Number((usage.costUsd * 1e6).toFixed(6)));
  return {
    inputTokens,
    outputTokens,
    costUsdMicros: billed ?? costOf(model, inputTokens, outputTokens),
    estimated: usage.inputTokens === null || usage.outputTokens === null,
  };
}
