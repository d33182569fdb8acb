'use client';
import { useRef } from 'react';
import type { RunSummaryView } from '@/lib/core/runs/views';
import { useShortcuts } from '../shell/shortcuts';
import { RunRow } from './run-row';

/** A list of runs in which j and k move the focus and Enter, as on every link, opens. */
export function RunRows({ runs, label }: { runs: readonly RunSummaryView[]; label: string }) {
  const list = useRef<HTMLUListElement>(null);
  const step = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-run-link]') ?? [])];
    const current = document.activeElement instanceof HTMLElement ? links.indexOf(document.activeElement) : -1;
    const next = current === -1 ? 0 : Math.min(Math.max(current + by, 0), links.length - 1);
    links[next]?.focus();
    links[next]?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts({ j: () => step(1), k: () => step(-1) });
  return (
    <ul ref={list} aria-label={label} className="divide-y divide-line">
      {runs.map((run) => (
        <RunRow key={run.id} run={run} />
      ))}
    </ul>
  );
}
