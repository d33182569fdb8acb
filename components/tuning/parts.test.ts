import { describe, expect, it } from 'vitest';
import type { SettingView } from '@/lib/core/config/views';
import { differenceWords } from '../experiments/words';
import { changesOf } from './apply-panel';
import { controlGroups, presetsOf } from './controls';
import { measureWords } from './notices';
import { changedRunWords, intervalWords, show } from './words';

const setting = (key: string, versionValue: SettingView['versionValue'], variable: string | null = null): SettingView => ({
  key,
  value: versionValue,
  versionValue,
  default: versionValue,
  origin: variable ? 'environment' : 'config_version',
  variable,
});

const CHECKPOINT = 'early_exit.checkpoints.post_download';
const SETTINGS = [
  setting('quality_filtering.enabled', true),
  setting('quality_filtering.thresholds.min_overall', 0.65, 'QUALITY_MIN_OVERALL'),
  setting('quality_filtering.presets.aggressive.min_overall', 0.6),
  setting('quality_filtering.presets.aggressive.min_dimension', 0.5),
  setting('quality_filtering.presets.aggressive.min_confidence', 0.75),
  setting('quality_filtering.presets.aggressive.expect.bypass_rate', 0.7),
  setting('quality_filtering.presets.aggressive.expect.quality_score_avg', 0.7),
  setting('content_routing.content_types.product_review.processing_mode', 'full'),
  setting('content_routing.content_types.product_review.thresholds.min_overall', 0.5),
  setting(`${CHECKPOINT}.enabled`, true),
  setting(`${CHECKPOINT}.min_confidence`, 0.85),
  setting(`${CHECKPOINT}.conditions.0.condition`, 'duration_seconds < 60'),
  setting(`${CHECKPOINT}.conditions.0.confidence`, 0.9),
];

describe('the controls', () => {
  it('are there for switches, bars, checkpoints, types and their own bars', () => {
    const controls = controlGroups(SETTINGS).flatMap((group) =>
      group.controls.map(({ label, kind }) => `${group.title}: ${label} (${kind})`),
    );
    expect(controls).toEqual([
      'Optimisations: Quality filtering (switch)',
      'Quality bypass: Overall (share)',
      'Early exits: After acquiring (share)',
      'Early exits: After acquiring: may stop runs (switch)',
      'Content types: Product review (mode)',
      'Content types: Product review: overall (share)',
    ]);
  });

  it('say what the conditions of a checkpoint declare', () => {
    expect(controlGroups(SETTINGS)[2]?.controls[0]?.hint).toBe('Its conditions declare 0.9');
  });
});

it('a preset sets the bars and every checkpoint', () => {
  const [preset] = presetsOf(SETTINGS);
  expect(preset?.name).toBe('aggressive');
  expect(preset?.values).toMatchObject({
    'quality_filtering.thresholds.min_overall': 0.6,
    'quality_filtering.thresholds.min_completeness': 0.5,
    'early_exit.checkpoints.post_analysis.min_confidence': 0.75,
  });
  expect(Object.keys(preset?.values ?? {})).toHaveLength(9);
});

it('changes name a condition by its text', () => {
  expect(changesOf({ [`${CHECKPOINT}.conditions.0.confidence`]: 0.5, [`${CHECKPOINT}.min_confidence`]: 0.7 }, SETTINGS)).toEqual([
    { key: `${CHECKPOINT}.conditions["duration_seconds < 60"].confidence`, from: 0.9, to: 0.5 },
    { key: `${CHECKPOINT}.min_confidence`, from: 0.85, to: 0.7 },
  ]);
});

describe('words', () => {
  it('of figures and intervals', () => {
    expect([show(0.574, 'share'), show(-0.05, 'signed'), show(0.714, 'score'), show(null, 'share')]).toEqual(['57 %', '−5 %', '0.71', '–']);
    expect(intervalWords({ lower: 0.48, upper: 0.6 }, 'share')).toBe('48 to 60 %');
    expect(intervalWords({ lower: 0.7, upper: 0.78 }, 'score')).toBe('0.70 to 0.78');
    expect(intervalWords(null, 'share')).toBeNull();
  });

  it('of a fate that changes', () => {
    const fate = { runId: '1', title: null, contentType: null, before: { processingType: 'full', checkpoint: null, round: 0 } } as const;
    expect(changedRunWords({ ...fate, after: { processingType: 'early_exit', checkpoint: 'post_transcription', round: 0 } })).toBe(
      'Full analysis → Early exit, after hearing',
    );
    expect(changedRunWords({ ...fate, after: { processingType: null, checkpoint: null, round: 0 } })).toBe('Full analysis → not known');
  });

  it('of what is watched, and of a difference', () => {
    const measure = {
      measure: 'error_rate',
      now: 0.4,
      nowN: 100,
      before: 0.01,
      beforeN: 1200,
      difference: null,
      verdict: 'worse',
    } as const;
    expect(measureWords(measure)).toBe('Error rate 40 % (n = 100), was 1 % (n = 1,200): worse');
    expect(differenceWords({ value: 0.042, sequence: { lower: -0.01, upper: 0.094 }, n: 310 })).toBe('+4.2 points (−1.0 to +9.4, n = 310)');
    expect(differenceWords({ value: null, sequence: null, n: 3 })).toBe('not known yet (n = 3)');
  });
});
