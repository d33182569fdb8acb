'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isFinal } from '@/lib/core/runs/states';
import type { RunDetailView, RunEventView } from '@/lib/core/runs/views';
import { KEYS, useRun } from '../data/runs';
import { useRunEvents } from '../data/use-run-events';
import { withProgress } from './with-progress';

/** Events often come in bursts; one reading serves them all. */
const GATHER_MS = 150;

/**
 * useLiveRun keeps a run up to date by its event stream: progress is put in place at once, anything else makes the page read the run again. Once the run
 * has ended, its events are followed only if `wantsLog`.
 */
export function useLiveRun(initial: RunDetailView, wantsLog: boolean): { run: RunDetailView; events: RunEventView[] } {
  const client = useQueryClient();
  const { data: run } = useRun(initial.id, initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const events = useRunEvents(initial.id, !isFinal(run.state) || wantsLog, (event) => {
    if (event.type === 'progress') {
      client.setQueryData<RunDetailView>(KEYS.run(initial.id), (known) => known && withProgress(known, event));
    } else if (event.seq > run.eventSeq) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void client.invalidateQueries({ queryKey: KEYS.run(initial.id) }), GATHER_MS);
    }
  });
  return { run, events };
}
