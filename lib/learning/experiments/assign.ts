import { createHash } from 'node:crypto';
import { assignedArm } from '@/lib/core/experiments/assignment';
import type { NewExposure, StoredExperiment } from '@/lib/data/experiments';

/** lotOfItem is the first 48 bits of SHA-256(salt, canonical URL) as a fraction: the same item has the same lot as long as the experiment lasts. */
export function lotOfItem(salt: string, canonicalUrl: string): number {
  return (
    createHash('sha256')
      .update(JSON.stringify([salt, canonicalUrl]))
      .digest()
      .readUIntBE(0, 6) /
    2 ** 48
  );
}

export interface Assignment {
  arm: StoredExperiment['arms'][number];
  exposure: NewExposure;
}

/** assignItem says which arm an item gets. */
export function assignItem(experiment: StoredExperiment, canonicalUrl: string): Assignment {
  const arm = assignedArm(experiment.arms, lotOfItem(experiment.salt, canonicalUrl));
  const itemHash = createHash('sha256').update(canonicalUrl).digest('hex');
  return { arm, exposure: { experimentId: experiment.id, itemHash, arm: arm.name } };
}
