/** In which order and in which rounds an item's windows are heard, and what is kept of a round. */
import type { Signals } from '@/lib/core/signals/declared';
import type { Assessment, ContentTypePrediction, QuickResult, SpeechModel, Window } from './content';

/**
 * hearingOrder is the order in which windows are heard: first and last, then spread by the van der Corput sequence (J. G. van der Corput,
 * 1935: the base-2 radical inverse), so that at any moment what was heard is spread evenly over the item.
 */
export function hearingOrder(windowCount: number): number[] {
  if (windowCount <= 2) return Array.from({ length: windowCount }, (_, i) => i);
  const order = [0, windowCount - 1];
  const taken = new Set(order);
  for (let i = 1; order.length < windowCount; i++) {
    const index = Math.floor(radicalInverse(i) * windowCount);
    if (taken.has(index)) continue;
    taken.add(index);
    order.push(index);
  }
  return order;
}

function radicalInverse(i: number): number {
  let value = 0;
  for (let bit = 0.5, rest = i; rest > 0; rest = Math.floor(rest / 2), bit /= 2) value += (rest % 2) * bit;
  return value;
}

/** The least sample that says anything, in windows. An item shorter than twice that is heard whole, in one round. */
const LEAST_SAMPLE_WINDOWS = 2;
/** A share of 0.29 of 100 windows is 29 of them, also in binary fractions. */
const ROUNDING = 1e-9;

export interface HearingRound {
  /** From 1. */
  round: number;
  /** Indexes of the windows that are heard by its end, in the order they are heard. */
  windows: number[];
  /** The last one that is a sample: what follows is more than `maxSampleShare`. */
  lastSample: boolean;
  /** All of it is heard by its end. */
  whole: boolean;
}

/** In so many rounds what is left after the last sample is heard. */
const REST_ROUNDS = 3;

/**
 * hearingRounds plans rounds that end at 2, 4, 8, 16… windows. The last one that is a sample ends at `maxSampleShare` ((0, 1]) of the
 * windows, at two of them at least and one under all of them; after it the rest is heard in three rounds alike.
 */
export function hearingRounds(windowCount: number, maxSampleShare: number): HearingRound[] {
  if (windowCount === 0) return [];
  const order = hearingOrder(windowCount);
  const isSampled = windowCount >= 2 * LEAST_SAMPLE_WINDOWS;
  const most = Math.min(windowCount - 1, Math.max(LEAST_SAMPLE_WINDOWS, Math.floor(maxSampleShare * windowCount + ROUNDING)));
  const ends = new Set<number>();
  if (isSampled) {
    for (let end = LEAST_SAMPLE_WINDOWS; end < most; end *= 2) ends.add(end);
    for (let part = 0; part < REST_ROUNDS; part++) ends.add(most + Math.ceil((part * (windowCount - most)) / REST_ROUNDS));
  }
  return [...ends.add(windowCount)].map((end, i) => ({
    round: i + 1,
    windows: order.slice(0, end),
    lastSample: isSampled && end === most,
    whole: end === windowCount,
  }));
}

/**
 * throughRound numbers the round in which the best model hears everything: the last of the schedule, or one more where the small model heard
 * everything in that one.
 */
export function throughRound(schedule: readonly HearingRound[], wholeBySmall: boolean): number {
  return schedule.length + (wholeBySmall ? 1 : 0);
}

/**
 * What follows a round: the run ends early, its quick result is kept (by policy or for its quality), the next round is heard, all that is left is
 * heard in one round, or the best model hears everything.
 */
export type RoundStep = 'stop' | 'light' | 'keep' | 'next' | 'rest' | 'escalate';

/** What a round heard, measured and decided: a sample, or more or all of it by the small model. What the best model hears through is none of this kind. */
export interface RoundRecord {
  round: number;
  model: SpeechModel;
  /** Indexes of the windows heard by its end, in the order they were heard. */
  windows: number[];
  /** Share of the item's seconds that was heard, (0, 1]. */
  heardShare: number;
  lastSample: boolean;
  whole: boolean;
  /** false: what was heard seems to be in a language that the model does not know. */
  languageSupported: boolean;
  /** Everything measured by now, but for the content type, which is that of `prediction`. */
  signals: Signals;
  extractorVersion: number;
  prediction: ContentTypePrediction;
  /** Of what was heard; null where it was not needed. */
  quickResult: QuickResult | null;
  /** Of the quick result, for the whole item: estimated by a sample. null where it was not needed or nothing was said. */
  assessment: Assessment | null;
  step: RoundStep;
  /** One sentence for the run page. */
  reason: string;
}

export interface Stretch {
  startSeconds: number;
  endSeconds: number;
}

/** unheardStretches are the gaps between what was heard, in playing order. `heard` are indexes of `windows`. */
export function unheardStretches(windows: readonly Window[], heard: readonly number[]): Stretch[] {
  const known = new Set(heard);
  const gaps: Stretch[] = [];
  let open: Stretch | null = null;
  for (const { index, startSeconds, endSeconds } of windows) {
    if (known.has(index)) {
      open = null;
    } else if (open) {
      open.endSeconds = endSeconds;
    } else {
      open = { startSeconds, endSeconds };
      gaps.push(open);
    }
  }
  return gaps;
}
