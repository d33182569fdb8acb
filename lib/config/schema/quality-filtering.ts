import type { z } from 'zod';
import { type IssueParams, mapping, numberFrom, orAbsent, share, wholeNumberFrom, yesOrNo } from './fields';

const weight = () => numberFrom(0, 1000);

const weights = mapping({
  coherence: weight().default(0.3),
  completeness: weight().default(0.4),
  informativeness: weight().default(0.3),
}).check(({ value, issues }) => {
  if (value.coherence + value.completeness + value.informativeness > 0) return;
  const params: IssueParams = { sentence: 'one of the weights must be more than 0' };
  issues.push({ code: 'custom', input: value, message: 'weights of which one is more than 0', params });
});

interface PresetDefaults {
  min_overall: number;
  min_dimension: number;
  min_confidence: number;
  expect: { bypass_rate: number; quality_score_avg: number };
}

const preset = (defaults: PresetDefaults) =>
  orAbsent(
    mapping({
      min_overall: share().default(defaults.min_overall),
      min_dimension: share().default(defaults.min_dimension),
      min_confidence: share().default(defaults.min_confidence),
      expect: orAbsent(
        mapping({
          bypass_rate: share().default(defaults.expect.bypass_rate),
          quality_score_avg: share().default(defaults.expect.quality_score_avg),
        }).prefault({}),
      ),
    }).prefault({}),
  );

export const qualityFilteringSchema = mapping({
  enabled: yesOrNo().default(true),
  thresholds: orAbsent(
    mapping({
      min_overall: share().default(0.65),
      min_coherence: share().default(0.6),
      min_completeness: share().default(0.6),
      min_informativeness: share().default(0.6),
    }).prefault({}),
  ),
  weights: orAbsent(weights.prefault({})),
  sampling: orAbsent(mapping({ max_sample_share: numberFrom(0.01, 1).default(0.4) }).prefault({})),
  audit: orAbsent(
    mapping({
      rate: share().default(0.05),
      warmup_rate: share().default(0.5),
      warmup_audits: wholeNumberFrom(0, 100_000).default(60),
      max_per_day: wholeNumberFrom(0, 100_000).default(50),
      max_loss: share().default(0.4),
    }).prefault({}),
  ),
  promise: orAbsent(mapping({ false_stop_rate: share().default(0.05), confidence: numberFrom(0.5, 0.999).default(0.95) }).prefault({})),
  presets: orAbsent(
    mapping({
      conservative: preset({
        min_overall: 0.7,
        min_dimension: 0.65,
        min_confidence: 0.85,
        expect: { bypass_rate: 0.5, quality_score_avg: 0.8 },
      }),
      balanced: preset({
        min_overall: 0.65,
        min_dimension: 0.6,
        min_confidence: 0.8,
        expect: { bypass_rate: 0.6, quality_score_avg: 0.75 },
      }),
      aggressive: preset({
        min_overall: 0.6,
        min_dimension: 0.5,
        min_confidence: 0.75,
        expect: { bypass_rate: 0.7, quality_score_avg: 0.7 },
      }),
    }).prefault({}),
  ),
});

export type QualityFilteringConfig = z.output<typeof qualityFilteringSchema>;
