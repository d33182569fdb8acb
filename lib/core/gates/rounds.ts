import type { Assessment } from '@/lib/core/runs/content';
import type { Depth } from '@/lib/core/runs/states';
import { decideBypass, thresholdsFor } from './bypass';
import { evaluateCheckpoint } from './checkpoint';
import type { EffectiveConfig, QualityThresholds } from './effective-config';
import type { HeardInput, RoundInput } from './inputs';
import { LEAST_SHARE, neededShare } from './needed-share';
import { routeContent, settleContentType, withContentType } from './routing';
import { afterHearing, heardPercent, score } from './score-text';
import type { HeardDecision, RoundDecision, RoundOpening } from './types';

/** canEndInRounds tells whether anything in a run's configuration could end it, or spare it a part, before all of it was heard. */
export function canEndInRounds({ flags }: EffectiveConfig, depth: Depth): boolean {
  return depth !== 'full' && (flags.qualityFiltering || flags.contentRouting || flags.earlyExit);
}

/** askMidTranscription asks whether what was heard so far ends the run. Also of an item that is heard through, it is asked after each round. */
export function askMidTranscription({ prediction, depth, config, ...input }: HeardInput): HeardDecision {
  const settled = settleContentType(prediction, config);
  const { contentType } = settled;
  const signals = withContentType(input.signals, settled);
  return { signals, contentType, checkpoint: evaluateCheckpoint({ checkpoint: 'mid_transcription', signals, contentType, depth, config }) };
}

/**
 * openRound decides what needs no score: a condition that stops the run; a language that is not known, of which more is heard before
 * anything is believed; a type that goes to the full analysis, or the light way; a sample that is too small to be kept, whatever it would score.
 */
export function openRound(input: RoundInput): RoundOpening {
  const { depth } = input;
  const opening = { ...askMidTranscription(input), routing: null };
  const { fired } = opening.checkpoint;
  if (fired) return { ...opening, step: 'stop', reason: fired.reason };
  if (!input.languageSupported) {
    const reason = 'What was heard seems to be in a language that the model does not know';
    return mayHearMore(input)
      ? { ...opening, step: 'next', reason: `${reason}: more is heard.` }
      : { ...opening, step: 'escalate', reason: `${reason}: ${hearThrough(input)}` };
  }
  const routing = routeContent(input);
  if (routing.mode === 'full') return { ...opening, routing, step: 'escalate', reason: routing.reason };
  if (routing.mode === 'lightweight' && depth === 'auto') return { ...opening, routing, step: 'light', reason: routing.reason };
  if (input.heardShare < LEAST_SHARE && mayHearMore(input)) {
    return {
      ...opening,
      routing,
      step: 'next',
      reason: `${heardPercent(input.heardShare)} was heard, too little to judge all of it by: more is heard.`,
    };
  }
  return { ...opening, routing, step: null, reason: '' };
}

function mayHearMore({ lastSample, whole }: Pick<RoundInput, 'lastSample' | 'whole'>): boolean {
  return !lastSample && !whole;
}

function hearThrough({ whole }: Pick<RoundInput, 'whole'>): string {
  return whole ? 'all of it is heard again by the large model.' : 'the rest is heard.';
}

/** Whether what is only estimated may yet reach its bars. */
function withinReach({ overallInterval, completenessInterval }: Assessment, bars: QualityThresholds): boolean {
  return overallInterval.upper >= bars.minOverall && completenessInterval.upper >= bars.minCompleteness;
}

/** Whether no part of the item may stand for all of it. */
function needsAll({ contentInformativeness }: Assessment): boolean {
  return contentInformativeness !== undefined && neededShare(contentInformativeness) === 1;
}

/**
 * decideRound decides how a run goes on after a round. Where `openRound` leaves it to the quality, the quick result is kept as soon as it
 * reaches its bars; a depth of `quick` takes it at the last sample at the latest. Else the small model hears on, where that heard the samples
 * and the bars are within reach, at once to the end where nothing less is enough; the best one hears all of it where they are not, or are missed
 * by all of it. `assessment` is that of the whole item, estimated by a sample, or null where nothing was said; it is not asked where
 * `openRound` decides.
 */
export function decideRound(input: RoundInput & { assessment: Assessment | null }): RoundDecision {
  const { assessment, model, heardShare, whole, depth, config } = input;
  const opening = openRound(input);
  if (opening.step !== null || opening.routing === null) return { ...opening, step: opening.step ?? 'escalate', bypass: null };
  const { routing } = opening;
  if (assessment === null) {
    const nothing = whole ? 'Nothing was said' : `Nothing was said in the ${heardPercent(heardShare)} that was heard`;
    if (mayHearMore(input)) return { ...opening, step: 'next', bypass: null, reason: `${nothing}: more is heard.` };
    if (depth === 'quick') return { ...opening, step: 'light', bypass: null, reason: `${nothing}; the quick result was asked for.` };
    return { ...opening, step: 'escalate', bypass: null, reason: `${nothing}: ${hearThrough(input)}` };
  }
  const bypass = decideBypass({ assessment, routing, heardShare, config });
  const bars = thresholdsFor(config, routing.contentType);
  const shown = score(assessment.overall, bars.minOverall);
  const scored = `The quick result scored ${shown.value}${afterHearing(heardShare)}; the bar is ${shown.bar}`;
  if (depth === 'quick') {
    const reason = `The quick result was asked for. ${scored}`;
    if (bypass.wouldBypass) return { ...opening, step: 'light', bypass, reason: `${reason}; no more was needed.` };
    if (mayHearMore(input)) return { ...opening, step: 'next', bypass, reason: `${reason}; more is heard.` };
    return { ...opening, step: 'light', bypass, reason: `${reason}; no more is sampled.` };
  }
  if (bypass.bypass) return { ...opening, step: 'keep', bypass, reason: bypass.reason };
  const needed = bypass.reason.replace(/\.$/, '');
  if (whole) return { ...opening, step: 'escalate', bypass, reason: `${needed}: ${hearThrough(input)}` };
  const smallHearsOn = bypass.applicable && model === 'moonshine-tiny' && withinReach(assessment, bars);
  if (smallHearsOn && needsAll(assessment)) {
    return { ...opening, step: 'rest', bypass, reason: `${needed}: all of it is heard by the small model.` };
  }
  if (mayHearMore(input)) return { ...opening, step: 'next', bypass, reason: bypass.reason };
  if (smallHearsOn) return { ...opening, step: 'next', bypass, reason: `${needed}: the small model hears on.` };
  const { upper } = assessment.overallInterval;
  const reason =
    upper < bars.minOverall
      ? `${scored} and it is at most ${score(upper, bars.minOverall).value}: ${hearThrough(input)}`
      : `${needed}, and no more is sampled: ${hearThrough(input)}`;
  return { ...opening, step: 'escalate', bypass, reason };
}
