import type { Analysis } from '@/lib/core/runs/content';
import { deliveredText } from '../ruler';

/** analysisText is what a full analysis tells the user: all that its page shows in words. */
export function analysisText(analysis: Analysis): string {
  const positions = analysis.perspectives.flatMap(({ positions: held }) => held.map(({ stance }) => stance));
  const lines = [...analysis.claims.map(({ text }) => text), ...positions, ...analysis.fallacies.map(({ span }) => span.quote)];
  return [deliveredText(analysis), ...lines].join('\n');
}
