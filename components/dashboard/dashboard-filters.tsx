'use client';
import { X } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { cn } from '../ui/cn';
import { ContentTypeChoice } from '../ui/content-type-choice';
import { TypedField } from '../ui/typed-field';
import { type DashboardFilters, hoursFrom, isNarrowed, MAX_HOURS, SOURCES, WINDOWS } from './filters';

const SOURCE_LABELS: Record<(typeof SOURCES)[number], string> = { run: 'Winnow’s own runs', posted: 'Posted by others' };
const VERSION_LENGTH = 200;

interface DashboardFilterBarProps {
  filters: DashboardFilters;
  /** Content types in the window, the operator's own included. */
  seenTypes: readonly string[];
  /** Config versions that were recorded, newest first. */
  seenVersions: readonly string[];
  onChange: (filters: DashboardFilters) => void;
}

/** The window, and which runs are counted. */
export function DashboardFilterBar({ filters, seenTypes, seenVersions, onChange }: DashboardFilterBarProps) {
  const set = (change: Partial<DashboardFilters>) => onChange({ ...filters, ...change });
  return (
    <search className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <WindowChoice hours={filters.hours} onChange={(hours) => set({ hours })} />
      <div className="flex flex-wrap items-end gap-2 max-sm:w-full">
        <ContentTypeChoice value={filters.contentType} seen={seenTypes} onChange={(contentType) => set({ contentType })} />
        <Choice
          label="Source"
          options={SOURCES}
          nameOf={(source) => SOURCE_LABELS[source]}
          value={filters.source}
          onChange={(source) => set({ source })}
        />
        <TypedField
          label="Config version"
          value={filters.configVersion ?? ''}
          placeholder="Any"
          maxLength={VERSION_LENGTH}
          suggestions={seenVersions}
          className="w-28 max-sm:w-[calc(50%-0.25rem)]"
          onSettle={(version) => set({ configVersion: version || undefined })}
        />
        {isNarrowed(filters) && (
          <Button variant="ghost" className="h-9" onClick={() => onChange({ hours: filters.hours })}>
            <X aria-hidden />
            Clear
          </Button>
        )}
      </div>
    </search>
  );
}

function WindowChoice({ hours, onChange }: { hours: number | null; onChange: (hours: number | null) => void }) {
  const isUsual = WINDOWS.some((window) => window.hours === hours);
  const settle = (text: string) => {
    const value = hoursFrom(text);
    if (value !== undefined) onChange(value);
    else if (text !== '') toast.error('Not a window', { description: `Give whole hours from 1 to ${MAX_HOURS.toLocaleString('en')}.` });
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-ink-muted text-xs">Window</legend>
        <div className="flex h-9 rounded-md border border-line-strong bg-surface p-0.5">
          {WINDOWS.map((window) => (
            <button
              key={window.label}
              type="button"
              aria-pressed={window.hours === hours}
              onClick={() => onChange(window.hours)}
              className={cn(
                'rounded px-2.5 text-sm tabular-nums transition-colors',
                window.hours === hours ? 'bg-accent font-medium text-accent-ink' : 'text-ink-muted hover:bg-sunken hover:text-ink',
              )}
            >
              {window.label}
            </button>
          ))}
        </div>
      </fieldset>
      <TypedField
        label="Hours"
        value={isUsual || hours === null ? '' : String(hours)}
        placeholder="Other"
        inputMode="numeric"
        maxLength={4}
        className="w-20"
        onSettle={settle}
      />
    </div>
  );
}
