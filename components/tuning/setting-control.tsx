'use client';
import { Lock, Undo2 } from 'lucide-react';
import { useId } from 'react';
import type { SettingValue } from '@/lib/core/config/changes';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { FIELD_STYLE } from '../ui/field';
import type { Control } from './controls';

const MODES = {
  full: 'Always in full',
  quality_check: 'The quality decides',
  lightweight: 'Quick result only',
} as const;

interface SettingControlProps {
  control: Control;
  /** Of the draft; undefined: as the version says. */
  drafted: SettingValue | undefined;
  onChange: (value: SettingValue) => void;
}

/** One setting: its control, where its value comes from, and the way back. A value that the environment holds is locked. */
export function SettingControl({ control, drafted, onChange }: SettingControlProps) {
  const { setting, label, hint, kind } = control;
  const id = useId();
  const isLocked = setting.variable !== null;
  const value = isLocked ? setting.value : (drafted ?? setting.versionValue);
  const isChanged = drafted !== undefined && !isLocked;
  const field = { id, value, isLocked, describedBy: `${id}-note`, onChange };
  return (
    <li className={cn('space-y-1 rounded-md px-2 py-1.5', isChanged && 'bg-accent-soft')}>
      <div className="flex min-h-9 items-center justify-between gap-3">
        <label htmlFor={id} className="min-w-0 text-sm">
          <bdi>{label}</bdi>
        </label>
        <span className="flex shrink-0 items-center gap-1">
          {isChanged && (
            <Button
              variant="ghost"
              size="icon"
              aria-label={`${label}: back to ${shown(setting.versionValue)}`}
              onClick={() => onChange(setting.versionValue)}
            >
              <Undo2 aria-hidden />
            </Button>
          )}
          {kind === 'share' && <NumberField {...field} label={label} />}
          {kind === 'switch' && <Switch {...field} />}
          {kind === 'mode' && <ModeField {...field} />}
        </span>
      </div>
      {kind === 'share' && <Slider {...field} />}
      <p id={`${id}-note`} className="flex flex-wrap gap-x-3 text-ink-faint text-xs leading-5">
        {hint && <span>{hint}</span>}
        {isLocked ? (
          <span className="inline-flex items-center gap-1 text-ink-muted">
            <Lock aria-hidden className="size-3" />
            held by {setting.variable}
          </span>
        ) : (
          <span>
            {isChanged ? `was ${shown(setting.versionValue)}` : setting.origin === 'default' ? 'built-in default' : 'set in this version'}
          </span>
        )}
      </p>
    </li>
  );
}

interface FieldProps {
  id: string;
  value: SettingValue;
  isLocked: boolean;
  describedBy: string;
  onChange: (value: SettingValue) => void;
}

const shown = (value: SettingValue) => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value));

function Slider({ id, value, isLocked, describedBy, onChange }: FieldProps) {
  return (
    <input
      id={id}
      type="range"
      min={0}
      max={1}
      step={0.01}
      value={Number(value)}
      disabled={isLocked}
      aria-describedby={describedBy}
      onChange={(event) => onChange(Number(event.target.value))}
      className="block h-6 w-full accent-accent disabled:opacity-55"
    />
  );
}

/** The same value as a number, for those who know it. What is half typed changes nothing. */
function NumberField({ value, isLocked, label, onChange }: FieldProps & { label: string }) {
  const settle = (text: string) => {
    const number = Number(text);
    if (text.trim() !== '' && number >= 0 && number <= 1) onChange(number);
  };
  return (
    <input
      key={String(value)}
      type="text"
      inputMode="decimal"
      defaultValue={String(value)}
      disabled={isLocked}
      aria-label={`${label}, as a number from 0 to 1`}
      onBlur={(event) => settle(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle(event.currentTarget.value);
      }}
      className={cn(FIELD_STYLE, 'w-18 px-2 text-right tabular-nums')}
    />
  );
}

function Switch({ id, value, isLocked, describedBy, onChange }: FieldProps) {
  return (
    <input
      id={id}
      type="checkbox"
      role="switch"
      aria-checked={value === true}
      checked={value === true}
      disabled={isLocked}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.checked)}
      className="size-5 accent-accent disabled:opacity-55"
    />
  );
}

function ModeField({ id, value, isLocked, describedBy, onChange }: FieldProps) {
  return (
    <select
      id={id}
      value={String(value)}
      disabled={isLocked}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value)}
      className={cn(FIELD_STYLE, 'px-2')}
    >
      {Object.entries(MODES).map(([mode, name]) => (
        <option key={mode} value={mode}>
          {name}
        </option>
      ))}
    </select>
  );
}
