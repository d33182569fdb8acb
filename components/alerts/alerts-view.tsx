'use client';
import type { AlertHistoryView, AlertView } from '@/lib/core/alerts/views';
import type { DeliveryPageView } from '@/lib/core/deliveries/views';
import { useAlerts } from '../data/alerts';
import { Deliveries } from '../deliveries/deliveries';
import { count } from '../format';
import { AlertHistory } from './history';
import { ListProblem } from './page-foot';
import { RuleCard } from './rule-card';

interface AlertsProps {
  /** What the server rendered. */
  initial: AlertView[];
  initialHistory: AlertHistoryView;
  initialDeliveries: DeliveryPageView;
}

/** Is anything wrong, since when, and what is to be done? Then what happened, and what was sent. Live. */
export function Alerts({ initial, initialHistory, initialDeliveries }: AlertsProps) {
  const reading = useAlerts(initial);
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="font-semibold text-2xl tracking-tight">Alerts</h1>
        <p aria-live="polite" className="text-ink-muted text-sm">
          {summary(reading.data)}
        </p>
      </div>
      {reading.isError && <ListProblem error={reading.error} retry={() => void reading.refetch()} />}
      <ul aria-label="Rules" className="grid gap-4 lg:grid-cols-2">
        {reading.data.map((alert) => (
          <RuleCard key={alert.rule} alert={alert} />
        ))}
      </ul>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <AlertHistory initial={initialHistory} />
        <Deliveries title="Deliveries" filter={{ kind: 'alert' }} initial={initialDeliveries} empty={NOTHING_SENT} />
      </div>
    </div>
  );
}

const NOTHING_SENT =
  'Nothing has been sent yet. Alerts go to the log, and to Slack, Discord or a webhook of yours where their address is in the environment; from which severity on is in config/monitoring.yaml.';

/** summary answers the first question in a line. */
export function summary(alerts: readonly AlertView[]): string {
  const firing = alerts.filter(({ state }) => state === 'firing');
  if (firing.length > 0) return `${count(firing.length, 'rule')} firing: ${firing.map(({ label }) => label.toLowerCase()).join(', ')}`;
  if (alerts.every(({ evaluatedAt }) => evaluatedAt === null)) return 'No rule was looked at yet. Is a worker running?';
  if (alerts.every(({ state }) => state === 'no_data')) return 'Too few runs yet for any rule to say something.';
  const pending = alerts.filter(({ state }) => state === 'pending').length;
  return pending > 0 ? `Nothing is firing, ${count(pending, 'rule')} pending` : 'Nothing is firing';
}
