import { hashEffectiveConfig } from '@/lib/config/effective';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import type { Depth } from '@/lib/core/runs/states';
import { database } from '@/lib/data/client';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { saveEffectiveConfig } from '@/lib/data/effective-configs';
import { createRun } from '@/lib/data/runs';

let n = 0;

/** submitUnder makes a run of an item of its own under a configuration that is in no file. Returns its id. */
export async function submitUnder(config: EffectiveConfig, depth: Depth = 'auto'): Promise<string> {
  const configVersionNumber = (await activeConfigVersion()).number;
  const effectiveConfigHash = hashEffectiveConfig(config);
  const url = `https://valley.example/under/${++n}`;
  return database().$transaction(async (tx) => {
    await saveEffectiveConfig(tx, effectiveConfigHash, config);
    return createRun(tx, {
      kind: 'primary',
      parentRunId: null,
      lineageId: null,
      url,
      canonicalUrl: url,
      sourceHost: 'valley.example',
      hints: null,
      depth,
      priority: 'medium',
      priorityRequested: false,
      dedupeKey: url,
      effectiveConfigHash,
      configVersionNumber,
      recorded: true,
      door: 'api',
    });
  });
}
