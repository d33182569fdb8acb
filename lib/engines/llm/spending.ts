import { costOf } from './cost';
import { LlmFailure } from './failure';
import type { LlmBudget, LlmModel, TokenUse } from './types';

/**
 * Spending holds one run to its budget. What a request may take at most is set aside before it is sent and settled by what it took, so that requests
 * that run side by side cannot overdraw it. With a bound on money and no known price nothing may be sent.
 */
export class Spending {
  private tokens: number;
  private micros: number;
  private heldTokens = 0;
  private heldMicros = 0;

  /** `before`: what earlier attempts at the same run took. */
  constructor(
    private readonly budget: LlmBudget,
    before: { tokens: number; costUsdMicros: number } = { tokens: 0, costUsdMicros: 0 },
  ) {
    this.tokens = before.tokens;
    this.micros = before.costUsdMicros;
  }

  /** hold throws `over_budget` where the request could take more than is left. Returns what settles it; null = nothing was taken. */
  hold(model: LlmModel, inputTokens: number, outputTokens: number): (use: TokenUse | null) => void {
    const { tokens: mostTokens, costUsdMicros: mostMicros } = this.budget;
    const tokens = inputTokens + outputTokens;
    const micros = costOf(model, inputTokens, outputTokens);
    if (mostTokens !== null && this.tokens + this.heldTokens + tokens > mostTokens) {
      throw new LlmFailure('over_budget', `the run's budget of ${mostTokens.toLocaleString('en')} tokens does not allow another request`);
    }
    if (mostMicros !== null && micros === null) {
      throw new LlmFailure('over_budget', `the run's budget is in dollars, and the price of ${model.name} is not known`);
    }
    if (mostMicros !== null && this.micros + this.heldMicros + micros! > mostMicros) {
      throw new LlmFailure('over_budget', `the run's budget of $${(mostMicros / 1e6).toFixed(4)} does not allow another request`);
    }
    this.heldTokens += tokens;
    this.heldMicros += micros ?? 0;
    let open = true;
    return (use) => {
      if (!open) return;
      open = false;
      this.heldTokens -= tokens;
      this.heldMicros -= micros ?? 0;
      this.tokens += use ? use.inputTokens + use.outputTokens : 0;
      this.micros += use?.costUsdMicros ?? 0;
    };
  }
}
