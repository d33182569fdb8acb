import type { Metadata } from 'next';
import { Alerts } from '@/components/alerts/alerts-view';
import { pageSchema } from '@/lib/core/alerts/requests';
import { deliveriesSchema } from '@/lib/core/deliveries/requests';
import { listDeliveries } from '@/lib/delivery/deliveries';
import { listAlertHistory, listAlerts } from '@/lib/metrics/alerts/views';

export const metadata: Metadata = { title: 'Alerts' };

export default async function AlertsPage() {
  const firstPage = pageSchema.parse({});
  const [alerts, history, deliveries] = await Promise.all([
    listAlerts(),
    listAlertHistory(firstPage),
    listDeliveries(deliveriesSchema.parse({ kind: 'alert' })),
  ]);
  return (
    <div className="mx-auto max-w-7xl">
      <Alerts initial={alerts} initialHistory={history} initialDeliveries={deliveries} />
    </div>
  );
}
