import type { ContentTypePrediction } from '@/lib/core/runs/content';
import type { Depth } from '@/lib/core/runs/states';
import type { Signals } from '@/lib/core/signals/declared';
import { type EffectiveConfig, GENERAL_CONTENT_TYPE, policyOf } from './effective-config';
import type { RoutingInput } from './inputs';
import { score } from './score-text';
import type { ProcessingMode, RoutingDecision } from './types';

/**
 * settleContentType applies `min_type_confidence`: an item that no type fits well enough is `general`. The probability stays that of the
 * most probable type. Idempotent.
 */
export function settleContentType<P extends { contentType: string; probability: number }>(prediction: P, config: EffectiveConfig): P {
  const sure = prediction.probability >= config.routing.minTypeConfidence;
  return sure ? prediction : { ...prediction, contentType: GENERAL_CONTENT_TYPE };
}

/** withContentType writes an item's type into its signals: the earlier guess gives way to the later one. `settled`: after `settleContentType`. */
export function withContentType(signals: Signals, settled: Pick<ContentTypePrediction, 'contentType' | 'probability'>): Signals {
  return { ...signals, content_type: settled.contentType, content_type_confidence: settled.probability };
}

interface Route {
  mode: ProcessingMode;
  reason: string;
}

function byDepth(depth: Exclude<Depth, 'auto'>): Route {
  if (depth === 'full') return { mode: 'full', reason: 'The full analysis was asked for' };
  return { mode: 'lightweight', reason: 'The quick result was asked for' };
}

/**
 * modeProbability is the probability that an item's type is one of those that go the same way: the sum over the types of that mode. A type that
 * is not configured goes the default's. To take one such type for another costs nothing, so it is this that must be sure.
 */
export function modeProbability(ranking: ContentTypePrediction['ranking'], mode: ProcessingMode, config: EffectiveConfig): number {
  const modeOf = (contentType: string) => policyOf(config, contentType)?.mode ?? config.routing.defaultMode;
  return ranking.reduce((sum, entry) => sum + (modeOf(entry.contentType) === mode ? entry.probability : 0), 0);
}

/** What a mistake costs decides how sure the way must be: below its mode's bar the quality decides instead. */
function byType({ contentType, probability, ranking }: RoutingInput['prediction'], config: EffectiveConfig): Route {
  const { defaultMode, minTypeConfidence, fullMinConfidence, lightweightMinConfidence } = config.routing;
  if (contentType === GENERAL_CONTENT_TYPE) {
    const shown = score(probability, minTypeConfidence);
    return { mode: defaultMode, reason: `No content type fits well enough (${shown.value}, needed ${shown.bar}): the default applies` };
  }
  const policy = policyOf(config, contentType);
  if (policy === null) return { mode: defaultMode, reason: `The configuration does not name the type ${contentType}: the default applies` };
  const needed = { full: fullMinConfidence, lightweight: lightweightMinConfidence, quality_check: 0 }[policy.mode];
  const together = modeProbability(ranking, policy.mode, config);
  if (together >= needed) {
    const alike = probability >= needed ? '' : `: the types that go this way make ${score(together, needed).value} together`;
    return {
      mode: policy.mode,
      reason: `It is ${contentType} (${score(probability, needed).value}), which goes ${IN_WORDS[policy.mode]}${alike}`,
    };
  }
  const shown = score(together, needed);
  return {
    mode: 'quality_check',
    reason: `It may be ${contentType}, but ${shown.value} is under the ${shown.bar} needed to send it ${IN_WORDS[policy.mode]}: the quality decides`,
  };
}

const IN_WORDS: Record<ProcessingMode, string> = {
  full: 'to the full analysis',
  lightweight: 'the light way',
  quality_check: 'to the quality check',
};

/**
 * routeContent decides how far an item goes. The depth that a user asked for wins over everything; with content routing off every item is
 * `quality_check`; with quality filtering off `quality_check` means full, so that with all flags off every run is full.
 */
export function routeContent({ prediction, depth, requestedPriority, config }: RoutingInput): RoutingDecision {
  const settled = settleContentType(prediction, config);
  const { contentType, probability: typeProbability } = settled;
  const priority = requestedPriority ?? policyOf(config, contentType)?.priority ?? 'medium';
  let route: Route;
  if (depth !== 'auto') route = byDepth(depth);
  else if (!config.flags.contentRouting) route = { mode: 'quality_check', reason: 'Content routing is switched off: the quality decides' };
  else route = byType(settled, config);
  if (route.mode === 'quality_check' && !config.flags.qualityFiltering) {
    route = { mode: 'full', reason: `${route.reason}; quality filtering is switched off, so that means the full analysis` };
  }
  return { mode: route.mode, contentType, typeProbability, reason: `${route.reason}.`, priority };
}
