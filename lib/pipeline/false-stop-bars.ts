import { thresholdsFor } from '@/lib/core/gates/bypass';
import { type EffectiveConfig, GENERAL_CONTENT_TYPE } from '@/lib/core/gates/effective-config';
import type { FalseStopBars } from '@/lib/core/metrics/false-stops';

/** falseStopBars are the bars that a run's configuration holds a stop against; `min_informativeness` is that of its content type. */
export function falseStopBars(config: EffectiveConfig, contentType: string | null): FalseStopBars {
  const { minInformativeness } = thresholdsFor(config, contentType ?? GENERAL_CONTENT_TYPE);
  return { maxLoss: config.quality.audit.maxLoss, minInformativeness };
}
