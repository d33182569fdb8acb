/** Both arms of an experiment over all that was recorded. */
import { resolveEffectiveConfig } from '@/lib/config/effective';
import { readEnv } from '@/lib/config/env';
import { pairedReplay } from '@/lib/core/experiments/paired';
import type { DifferenceView, PairedReplayView } from '@/lib/core/experiments/views';
import { decideFates } from '@/lib/core/tuning/fates';
import { runRows } from '@/lib/core/tuning/what-if';
import { loadVersion } from '@/lib/data/config-store';
import { recordedRuns } from '../tuning/recordings-store';

/** Config versions of the two arms, and the evidence that was frozen when the experiment began. */
export interface ReplayedArms {
  conservative: number;
  aggressive: number;
  suspendedConditions: string[];
}

const NOTHING: DifferenceView = { value: null, sequence: null, n: 0 };

export async function replayArms({ conservative, aggressive, suspendedConditions }: ReplayedArms): Promise<PairedReplayView> {
  const { recordings, kept } = await recordedRuns();
  const rows = runRows(recordings);
  if (rows.length === 0) return { runs: 0, unknown: 0, timeDifference: NOTHING, qualityDifference: NOTHING };
  const fatesOf = async (configVersion: number) => {
    const { config } = await loadVersion(configVersion);
    return decideFates(
      recordings,
      resolveEffectiveConfig({ configVersion, config: config.value, env: readEnv(), evidence: { suspendedConditions } }),
      kept,
    );
  };
  return pairedReplay(recordings, await fatesOf(conservative), await fatesOf(aggressive), rows);
}
