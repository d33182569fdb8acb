'use client';
import type { SettingView } from '@/lib/core/config/views';
import { Disclosure } from '../ui/disclosure';
import { Panel } from '../ui/panel';
import { controlGroups } from './controls';
import { type Draft, withValue } from './draft';
import { SettingControl } from './setting-control';

interface ControlsPanelProps {
  settings: readonly SettingView[];
  draft: Draft;
  onChange: (draft: Draft) => void;
}

const FOLDED = ['Content types', 'Audits and promise'];

/** A control for every threshold, in groups; what is moved less often is folded. */
export function ControlsPanel({ settings, draft, onChange }: ControlsPanelProps) {
  return (
    <Panel title="Settings">
      <div className="divide-y divide-line">
        {controlGroups(settings).map(({ title, hint, controls }) => (
          <Disclosure
            key={title}
            summary={<span className="font-medium text-ink">{title}</span>}
            defaultOpen={!FOLDED.includes(title)}
            className="px-4 py-3"
          >
            <p className="pt-2 pl-2 text-ink-muted text-xs leading-5">{hint}</p>
            <ul aria-label={title} className="space-y-1 pt-2">
              {controls.map((control) => (
                <SettingControl
                  key={control.setting.key}
                  control={control}
                  drafted={draft[control.setting.key]}
                  onChange={(value) => onChange(withValue(draft, control.setting, value))}
                />
              ))}
            </ul>
          </Disclosure>
        ))}
      </div>
    </Panel>
  );
}
