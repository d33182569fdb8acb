'use client';
import { Search, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { PROCESSING_TYPES, RUN_STATES } from '@/lib/core/runs/states';
import { useShortcuts } from '../shell/shortcuts';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { cn } from '../ui/cn';
import { ContentTypeChoice } from '../ui/content-type-choice';
import { FIELD_STYLE } from '../ui/field';
import { useDebounced } from '../ui/use-debounced';
import { PROCESSING_LABELS, STATE_LABELS } from '../words';
import type { RunFilters } from './filters';

interface RunFilterBarProps {
  filters: RunFilters;
  /** Content types among the runs at hand, the operator's own included. */
  seenTypes: readonly string[];
  onChange: (filters: RunFilters) => void;
}

export function RunFilterBar({ filters, seenTypes, onChange }: RunFilterBarProps) {
  const isFiltered = Object.values(filters).some(Boolean);
  const set = (change: RunFilters) => onChange({ ...filters, ...change });
  return (
    <search className="flex flex-wrap items-end gap-2">
      <Words value={filters.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
      <Choice
        label="State"
        options={['active', ...RUN_STATES]}
        nameOf={(state) => (state === 'active' ? 'Active' : STATE_LABELS[state].label)}
        value={filters.state}
        onChange={(state) => set({ state })}
      />
      <Choice
        label="Result"
        options={PROCESSING_TYPES}
        nameOf={(type) => PROCESSING_LABELS[type].label}
        value={filters.processingType}
        onChange={(processingType) => set({ processingType })}
      />
      <ContentTypeChoice value={filters.contentType} seen={seenTypes} onChange={(contentType) => set({ contentType })} />
      {isFiltered && (
        <Button variant="ghost" className="h-9" onClick={() => onChange({})}>
          <X aria-hidden />
          Clear
        </Button>
      )}
    </search>
  );
}

/** Words in title or address; takes effect when the typing pauses. */
function Words({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useDebounced(field, value, onChange);
  useShortcuts({ '/': () => field.current?.focus() });
  return (
    <div className="flex min-w-56 grow flex-col gap-1 max-sm:w-full">
      <label htmlFor={id} className="text-ink-muted text-xs">
        Words in title or address
      </label>
      <div className="relative">
        <Search aria-hidden className="absolute top-2.5 left-2.5 size-4 text-ink-faint" />
        <input
          id={id}
          ref={field}
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={200}
          aria-keyshortcuts="/"
          className={cn(FIELD_STYLE, 'w-full pl-8')}
        />
      </div>
    </div>
  );
}
