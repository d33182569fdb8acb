'use client';
import { useMemo } from 'react';
import type { SettingView } from '@/lib/core/config/views';
import { usePreview } from '../data/tuning';
import { percent, score } from '../format';
import { Button } from '../ui/button';
import { humanise } from '../words';
import { type Preset, presetsOf } from './controls';
import { type Draft, withValues } from './draft';
import { show } from './words';

interface PresetsProps {
  base: number;
  days: number | null;
  settings: readonly SettingView[];
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** Three settings at one click each, with what the guide guesses and what history says. */
export function Presets({ base, days, settings, draft, onChange }: PresetsProps) {
  const presets = useMemo(() => presetsOf(settings), [settings]);
  return (
    <ul aria-label="Presets" className="grid gap-3 sm:grid-cols-3">
      {presets.map((preset) => (
        <PresetCard key={preset.name} preset={preset} base={base} days={days} settings={settings} draft={draft} onChange={onChange} />
      ))}
    </ul>
  );
}

function PresetCard({ preset: { name, values, expect }, base, days, settings, draft, onChange }: PresetsProps & { preset: Preset }) {
  const wanted = useMemo(() => withValues({}, settings, values), [settings, values]);
  const { data } = usePreview({ base, set: wanted, days });
  const isChosen = settings.every(({ key, value, versionValue, variable }) =>
    key in values ? (variable === null ? (draft[key] ?? versionValue) : value) === (variable === null ? values[key] : value) : true,
  );
  const history = data && data.candidate.runs > 0 ? data.candidate : null;
  return (
    <li className="space-y-2 rounded-lg border border-line bg-surface p-3">
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-semibold text-sm">{humanise(name)}</h2>
        <Button
          aria-pressed={isChosen}
          variant={isChosen ? 'primary' : 'secondary'}
          onClick={() => onChange(withValues(draft, settings, values))}
        >
          {isChosen ? 'Chosen' : 'Choose'}
          <span className="sr-only"> {name}</span>
        </Button>
      </div>
      <dl className="grid grid-cols-[1fr_auto_auto] gap-x-3 text-xs tabular-nums leading-5">
        <dt className="sr-only">What</dt>
        <dd className="col-start-2 text-right text-ink-faint">guide</dd>
        <dd className="text-right text-ink-faint">history</dd>
        <dt className="text-ink-muted">Bypass rate</dt>
        <dd className="text-right text-ink-muted">{percent(expect.bypassRate)}</dd>
        <dd className="text-right font-medium">{show(history?.bypassRate.value ?? null, 'share')}</dd>
        <dt className="text-ink-muted">Quality</dt>
        <dd className="text-right text-ink-muted">{score(expect.qualityScore)}</dd>
        <dd className="text-right font-medium">{show(history?.deliveredQuality.value ?? null, 'score')}</dd>
      </dl>
    </li>
  );
}
