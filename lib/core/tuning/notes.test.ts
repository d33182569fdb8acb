import { expect, it } from 'vitest';
import { conditionPolicy, exampleConfig } from '@/lib/core/gates/fixture';
import { notesOn } from './notes';

it('a bar that the others hold is named', () => {
  const config = exampleConfig();
  const held = { ...config, quality: { ...config.quality, thresholds: { ...config.quality.thresholds, minOverall: 0.55 } } };
  expect(notesOn(held)).toEqual(['min_overall 0.55 cannot matter: what reaches the bars of the dimensions scores at least 0.60.']);
  expect(notesOn(config)).toEqual([]);
});

it('a condition under its checkpoint’s bar is named', () => {
  const config = exampleConfig({ postDownload: { conditions: [conditionPolicy('is_live', 0.7)] } });
  expect(notesOn(config)).toEqual(['"is_live" cannot fire: its confidence 0.70 is under the 0.80 that post_download asks for.']);
});

it('what is switched off is said', () => {
  expect(notesOn(exampleConfig({ flags: { qualityFiltering: false, earlyExit: false } }))).toEqual([
    'Quality filtering is off: the bars decide nothing.',
    'Early exits are off: no condition stops a run.',
  ]);
});
