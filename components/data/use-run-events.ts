'use client';
import { useEffect, useEffectEvent, useState } from 'react';
import type { RunEventView } from '@/lib/core/runs/views';
import { fromWire } from '@/lib/core/wire';

/** Enough for the log of any run that a person reads; older lines go. */
const MAX_EVENTS = 1_000;

/**
 * useRunEvents follows a run by server-sent events, from its first one on, while `wanted`. The browser reconnects by itself and names the last event it
 * saw, so that none is missed and none comes twice. `onEvent` is called for each.
 */
export function useRunEvents(id: string, wanted: boolean, onEvent: (event: RunEventView) => void): RunEventView[] {
  const [events, setEvents] = useState<RunEventView[]>([]);
  const handle = useEffectEvent(onEvent);

  useEffect(() => {
    if (!wanted) return;
    setEvents([]);
    const source = new EventSource(`/api/runs/${id}/events`);
    source.onmessage = (message: MessageEvent<string>) => {
      const event = fromWire<RunEventView>(JSON.parse(message.data));
      setEvents((seen) => [...seen, event].slice(-MAX_EVENTS));
      handle(event);
    };
    return () => source.close();
  }, [id, wanted]);

  return events;
}
