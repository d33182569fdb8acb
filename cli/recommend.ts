import type { RecommendationView, WhatIf } from '@/lib/core/tuning/views';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { bold, dim, say, sayJson, table } from './output';

const percent = (value: number | null | undefined) => (value === null || value === undefined ? '–' : `${(value * 100).toFixed(1)} %`);

/** recommend says what the recorded runs recommend. Returns the exit code: a refusal is a failure. */
export async function recommend({ days, json = false }: { days?: number; json?: boolean }): Promise<number> {
  const query = days === undefined ? '' : `?days=${days}`;
  const { view, wire } = await new ApiClient().get<RecommendationView>(`/api/tuning/recommendations${query}`);
  if (json) sayJson(wire);
  else print(view);
  return view.settings ? EXIT.ok : EXIT.failed;
}

function print({ sentence, settings, current, expected, baseline, data }: RecommendationView): void {
  say(bold(sentence));
  for (const [key, value] of Object.entries(settings ?? {})) say(`  ${key}: ${value}`);
  const row = (name: string, of: (figures: WhatIf) => number | null) => [
    name,
    percent(of(current)),
    ...(expected ? [percent(of(expected))] : []),
  ];
  table(
    ['', 'NOW', ...(expected ? ['RECOMMENDED'] : [])],
    [
      row('time saved', ({ timeSaved }) => timeSaved.value),
      row('bypass rate', ({ bypassRate }) => bypassRate.value),
      row('early-exit rate', ({ earlyExitRate }) => earlyExitRate.value),
      row('delivered quality', ({ deliveredQuality }) => deliveredQuality.value),
      row('false stops', ({ falseStops }) => falseStops.value),
      row('not known', ({ unknown }) => unknown.share),
    ],
  );
  say(
    dim(
      `From ${data.runs} runs (version ${data.configVersion}): ${data.audits} audits, ${data.shadow} full runs judged, by ${data.ruler}.`,
    ),
  );
  for (const { met, sentence: missing } of baseline.items) if (!met) say(`Missing for a baseline: ${missing}.`);
}
