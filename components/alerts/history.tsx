'use client';
import type { AlertEventView, AlertHistoryView } from '@/lib/core/alerts/views';
import { useAlertHistory } from '../data/alerts';
import { Badge } from '../ui/badge';
import { Panel } from '../ui/panel';
import { TimeAgo } from '../ui/time-ago';
import { PageFoot } from './page-foot';
import { EVENT_ICONS, EVENT_LABELS, eventTone } from './words';

/** What happened to all rules, newest first. */
export function AlertHistory({ initial }: { initial: AlertHistoryView }) {
  const history = useAlertHistory(initial);
  const events = history.data.pages.flatMap((page) => page.events);
  return (
    <Panel title="History">
      {events.length === 0 ? (
        <p className="px-4 py-8 text-center text-ink-muted text-sm">Nothing has happened yet: no rule has left its bars.</p>
      ) : (
        <ol aria-label="What happened, newest first" className="divide-y divide-line">
          {events.map((event) => (
            <Event key={event.id} event={event} />
          ))}
        </ol>
      )}
      <PageFoot list={history} />
    </Panel>
  );
}

function Event({ event: { type, severity, label, at, message, notified, by } }: { event: AlertEventView }) {
  return (
    <li className="space-y-1 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
        <Badge tone={eventTone(type, severity)} icon={EVENT_ICONS[type]}>
          {EVENT_LABELS[type]}
        </Badge>
        <span className="font-medium text-sm">{label}</span>
        <span className="text-ink-faint">
          <TimeAgo at={at} />
          {by && `, by ${by}`}
          {notified && ', told'}
        </span>
      </div>
      <p className="text-ink-muted text-xs leading-5">{message}</p>
    </li>
  );
}
