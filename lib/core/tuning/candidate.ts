/** A configuration as the replay of columns asks it: what depends on the content type is a list by the type's number. */
import { thresholdsFor } from '@/lib/core/gates/bypass';
import { type EffectiveConfig, GENERAL_CONTENT_TYPE, policyOf, type QualityThresholds } from '@/lib/core/gates/effective-config';
import type { ProcessingMode } from '@/lib/core/gates/types';
import { hearingRounds } from '@/lib/core/runs/rounds';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import type { Dictionary } from './growing';

export const FULL = 0;
export const LIGHTWEIGHT = 1;
export const QUALITY_CHECK = 2;
const MODE_CODES: Record<ProcessingMode, number> = { full: FULL, lightweight: LIGHTWEIGHT, quality_check: QUALITY_CHECK };

/** How items of one type are treated. */
interface TypePolicy {
  mode: number;
  /** How sure the type must be for its mode. */
  needed: number;
  bars: QualityThresholds;
  /** By checkpoint: whether it may stop runs. */
  exits: boolean[];
}

export interface Candidate {
  config: EffectiveConfig;
  generalType: number;
  typePolicy(code: number): TypePolicy;
  /** Of an item of so many windows; one where it is too short for a sample. */
  rounds(windowCount: number): readonly PlannedRound[];
}

interface PlannedRound {
  /** Windows heard by its end. */
  end: number;
  lastSample: boolean;
  whole: boolean;
}

export function candidateOf(config: EffectiveConfig, dictionary: Dictionary): Candidate {
  const policies: TypePolicy[] = [];
  const planned: PlannedRound[][] = [];
  return {
    config,
    generalType: dictionary.codeOf(GENERAL_CONTENT_TYPE),
    typePolicy: (code) => {
      policies[code] ??= policyFor(dictionary.texts[code]!, config);
      return policies[code];
    },
    rounds: (windowCount) => {
      planned[windowCount] ??= hearingRounds(windowCount, config.quality.maxSampleShare).map(({ windows, lastSample, whole }) => ({
        end: windows.length,
        lastSample,
        whole,
      }));
      return planned[windowCount];
    },
  };
}

function policyFor(contentType: string, config: EffectiveConfig): TypePolicy {
  const { flags, routing, earlyExit } = config;
  const policy = policyOf(config, contentType);
  const named = flags.contentRouting && contentType !== GENERAL_CONTENT_TYPE ? policy : null;
  const mode = flags.contentRouting ? (named?.mode ?? routing.defaultMode) : 'quality_check';
  const needed = { full: routing.fullMinConfidence, lightweight: routing.lightweightMinConfidence, quality_check: 0 };
  return {
    mode: MODE_CODES[mode],
    needed: named ? needed[mode] : Number.NEGATIVE_INFINITY,
    bars: thresholdsFor(config, contentType),
    exits: CHECKPOINTS.map((checkpoint) => {
      const override = earlyExit.overrides.find((one) => one.contentType === contentType && one.checkpoint === checkpoint)?.enabled;
      return flags.earlyExit && policy?.earlyExit !== false && (override ?? earlyExit.checkpoints[checkpoint].enabled);
    }),
  };
}
