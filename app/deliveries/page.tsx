import type { Metadata } from 'next';
import { DeliveriesPage } from '@/components/deliveries/deliveries-page';
import { deliveriesSchema } from '@/lib/core/deliveries/requests';
import { listDeliveries } from '@/lib/delivery/deliveries';

export const metadata: Metadata = { title: 'Deliveries' };

export default async function Page() {
  return (
    <div className="mx-auto max-w-5xl">
      <DeliveriesPage initial={await listDeliveries(deliveriesSchema.parse({}))} />
    </div>
  );
}
