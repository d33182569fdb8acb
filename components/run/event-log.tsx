'use client';
import type { RunEventView } from '@/lib/core/runs/views';
import { Disclosure } from '../ui/disclosure';
import { Panel } from '../ui/panel';
import { ScrollBox } from '../ui/scroll-box';
import { STAGE_LABELS } from '../words';

interface EventLogProps {
  events: readonly RunEventView[];
  isOpen: boolean;
  onToggle: (open: boolean) => void;
}

/** What happened, line by line. Progress moves too often to be a line. */
export function EventLog({ events, isOpen, onToggle }: EventLogProps) {
  const lines = events.filter((event) => event.type !== 'progress');
  return (
    <Panel title="Log">
      <Disclosure
        open={isOpen}
        onToggle={onToggle}
        summary={isOpen ? 'Hide what happened' : 'Show what happened, line by line'}
        className="px-4 py-3"
      >
        <ScrollBox aria-label="Log of the run" className="mt-2 max-h-80">
          <ol className="space-y-1 text-xs" aria-label="Events">
            {lines.map((event) => (
              <li key={event.seq} className="grid grid-cols-[5rem_5rem_minmax(0,1fr)] gap-2 text-ink-muted">
                <time dateTime={event.at} className="text-ink-faint tabular-nums">
                  {event.at.slice(11, 19)} Z
                </time>
                <span>{event.stage ? STAGE_LABELS[event.stage] : ''}</span>
                <span dir="auto" className="text-ink">
                  {event.message}
                </span>
              </li>
            ))}
          </ol>
        </ScrollBox>
      </Disclosure>
    </Panel>
  );
}
