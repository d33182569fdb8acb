import { type EffectiveConfig, policyOf, type QualityThresholds } from './effective-config';
import type { BypassInput } from './inputs';
import { neededShare } from './needed-share';
import { afterHearing, heardPercent, score } from './score-text';
import type { BypassDecision, QualityBar, RoutingDecision } from './types';

/** thresholdsFor gives the bars for a content type: its own where content routing is on and it has some. */
export function thresholdsFor(config: EffectiveConfig, contentType: string): QualityThresholds {
  return policyOf(config, contentType)?.thresholds ?? config.quality.thresholds;
}

/** A value that is not a number reaches no bar. */
function bar(dimension: QualityBar['dimension'], value: number, at: number): QualityBar {
  return { dimension, value, bar: at, reached: value >= at };
}

function reasonDisabled(routing: RoutingDecision, config: EffectiveConfig): string | null {
  if (!config.flags.qualityFiltering) return 'Quality filtering is switched off';
  return routing.mode === 'quality_check' ? null : routing.reason.replace(/\.$/, '');
}

/** The one sentence for the run page. */
function sentence({ assessment, heardShare }: BypassInput, bars: QualityBar[]): string {
  const [overall, ...dimensions] = bars as [QualityBar, ...QualityBar[]];
  const shown = score(assessment.overall, overall.bar);
  const scored = `The quick result scored ${shown.value}${afterHearing(heardShare)}; the bar is ${shown.bar}`;
  if (bars.every(({ reached }) => reached)) return `${scored}; no more was needed.`;
  const short = dimensions.filter(({ reached }) => !reached);
  if (!overall.reached && assessment.overall >= overall.bar) {
    return `${scored}, but it may be as low as ${score(overall.value, overall.bar).value}; more is needed.`;
  }
  if (!overall.reached || short.length === 0) return `${scored}; more is needed.`;
  const missing = short.map((one) => {
    if (one.dimension === 'heard_share') {
      return one.bar < 1
        ? `only ${heardPercent(one.value)} was heard`
        : 'it tells much, and what is said once is lost where it is not heard';
    }
    const { value, bar: needed } = score(one.value, one.bar);
    const uncertain = one.dimension === 'completeness' && assessment.completeness >= one.bar;
    return uncertain ? `its completeness may be as low as ${value}, under ${needed}` : `its ${one.dimension} ${value} is under ${needed}`;
  });
  return `${scored}, but ${missing.join(' and ')}; more is needed.`;
}

/**
 * decideBypass decides whether the quick result is kept and the rest neither heard nor analysed: with quality filtering on and mode
 * `quality_check`, when `overall` and each dimension reach their bars (of what is estimated, the lower end must), and enough was heard. The
 * bars are measured and recorded also where the bypass does not apply. A lower bar bypasses more.
 */
export function decideBypass(input: BypassInput): BypassDecision {
  const { assessment, routing, config } = input;
  const thresholds = thresholdsFor(config, routing.contentType);
  const bars = [
    bar('overall', assessment.overallInterval.lower, thresholds.minOverall),
    bar('coherence', assessment.coherence, thresholds.minCoherence),
    bar('completeness', assessment.completenessInterval.lower, thresholds.minCompleteness),
    bar('informativeness', assessment.informativeness, thresholds.minInformativeness),
  ];
  if (assessment.contentInformativeness !== undefined) {
    bars.push(bar('heard_share', input.heardShare, neededShare(assessment.contentInformativeness)));
  }
  const wouldBypass = bars.every(({ reached }) => reached);
  const disabledBecause = reasonDisabled(routing, config);
  return {
    applicable: disabledBecause === null,
    disabledBecause,
    bypass: disabledBecause === null && wouldBypass,
    wouldBypass,
    bars,
    reason: disabledBecause === null ? sentence(input, bars) : `The quality check does not apply: ${disabledBecause}.`,
  };
}
